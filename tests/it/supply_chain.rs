//! What this program is made of: how much of it others wrote, from where, and that none
//! of it is known to be broken. `deny.toml` is the policy.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

/// Most crates in the program, itself included, on the platform of the tests. The aim
/// is below 200. More of them is a decision: the commit that raises the ceiling says
/// what for.
const MAX_CRATES: usize = 323;

/// Most crates that are there in more than one version.
const MAX_DOUBLES: usize = 15;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "tests read the repository")]
fn read(path: &str) -> toml::Table {
    std::fs::read_to_string(root().join(path)).unwrap().parse().unwrap()
}

/// Name and version of each package of a lock file that comes from elsewhere, with
/// where it is from.
fn locked(lock: &str) -> Vec<(String, String, String)> {
    let lock = read(lock);
    let packages = lock["package"].as_array().unwrap().iter();
    packages
        .filter_map(|package| {
            let word = |key: &str| package.get(key).and_then(|value| value.as_str());
            let source = word("source")?.to_owned();
            Some((word("name")?.to_owned(), word("version")?.to_owned(), source))
        })
        .collect()
}

const LOCKS: [&str; 2] = ["Cargo.lock", "fuzz/Cargo.lock"];

#[test]
fn the_program_is_made_of_few_crates() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    // A crate shown before has a mark.
    let crates: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    println!("{} crates", crates.len());
    assert!(crates.len() <= MAX_CRATES, "{} crates", crates.len());
    let names: Vec<&str> = crates.iter().filter_map(|line| line.split(' ').next()).collect();
    let doubles: BTreeSet<&str> =
        names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(doubles.len() <= MAX_DOUBLES, "{doubles:?}");
}

#[test]
fn nothing_comes_from_elsewhere_than_the_registry() {
    for lock in LOCKS {
        for (name, _, source) in locked(lock) {
            assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{name}");
        }
    }
}

#[test]
fn no_version_with_a_known_hole_is_locked() {
    let policy = read("deny.toml");
    let refused = policy["bans"]["deny"].as_array().unwrap();
    assert!(refused.len() > 20);
    for lock in LOCKS {
        let locked = locked(lock);
        for entry in refused {
            let rule = entry["crate"].as_str().unwrap();
            let reason = entry["reason"].as_str().unwrap();
            let found = locked.iter().find(|(name, version, _)| is_refused(rule, name, version));
            assert!(found.is_none(), "{lock}: {found:?} is refused: {reason}");
        }
    }
}

/// Whether a rule, `name` or `name:<version`, refuses a package.
fn is_refused(rule: &str, name: &str, version: &str) -> bool {
    match rule.split_once(":<") {
        None => {
            assert!(!rule.contains([':', '@', '=']), "{rule} is a rule of another form");
            rule == name
        }
        Some((refused, first_good)) => refused == name && numbers(version) < numbers(first_good),
    }
}

/// `1.2.3-alpha` → `[1, 2, 3]`. A trial version counts as the version it tries.
fn numbers(version: &str) -> [u64; 3] {
    let plain = version.split(['-', '+']).next().unwrap();
    let mut numbers = plain.split('.').map(|part| part.parse().unwrap());
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}

#[test]
fn rules_refuse_what_they_say() {
    assert!(is_refused("idna:<1", "idna", "0.5.0"));
    assert!(is_refused("h2:<0.4.19", "h2", "0.4.9"));
    assert!(!is_refused("idna:<1", "idna", "1.1.0"));
    assert!(!is_refused("idna:<1", "idna_adapter", "0.9.0"));
    assert!(is_refused("giallo", "giallo", "9.0.0"));
}

#[test]
fn our_own_code_is_safe_and_auditable() {
    let manifest = read("Cargo.toml");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    // `cargo auditable` writes what the program is made of into a section of its own,
    // which survives the removal of symbols.
    assert_eq!(manifest["profile"]["release"]["strip"].as_str(), Some("symbols"));
    let fuzz = read("fuzz/Cargo.toml");
    assert!(fuzz.contains_key("workspace"), "fuzz/ is no part of the program");
}
