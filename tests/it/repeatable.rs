//! Same input, same bytes: on any machine, in any folder, at any hour.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::site::{Site, build_args, files_in, finish, times_in};

/// Articles that are made, by language.
const MANY: usize = 6;

/// The translated fixture and enough articles to keep several threads busy.
pub(crate) fn large() -> Site {
    let site = Site::copy_of("editions");
    for n in 0..MANY {
        for lang in ["fr", "en"] {
            let mut text = format!(
                "+++\ntitle = \"Numéro {n} {lang}\"\ntags = [\"t{}\", \"u{}\"]\nupdated = 2026-01-{:02}\n+++\n",
                n % 7,
                n % 5,
                n % 28 + 1
            );
            for part in 0..6 {
                writeln!(
                    text,
                    "## Part {part}\n\nWords: \"{part}\" 25 % [next](a{}.md).\n",
                    (n + 1) % MANY
                )
                .unwrap();
            }
            text.push_str(
                "```rust\nfn main() { let x = 1; }\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            );
            site.write(&format!("content/{lang}/many/a{n}.md"), text);
        }
    }
    site
}

fn differing(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != two.get(*name)).cloned().collect()
}

#[test]
fn threads_folder_time_zone_locale_and_umask_change_no_byte() {
    let first = large();
    let run = first.run(&build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
    let one = files_in(&first.path("public"));

    let second = large();
    std::fs::create_dir_all(second.path("un dossier/à part")).unwrap();
    for name in ["content", "guichet.toml", "static"] {
        std::fs::rename(second.path(name), second.path("un dossier/à part").join(name)).unwrap();
    }
    let mut command = Command::new("/bin/sh");
    command
        .env_clear()
        .envs([("RAYON_NUM_THREADS", "1"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")])
        .env("GUICHET", env!("CARGO_BIN_EXE_guichet"))
        .current_dir(second.path("un dossier"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .args([
            "-c",
            "umask 077; exec \"$GUICHET\" build --date 2026-11-20 --root \"à part\" --out sortie",
        ]);
    let run = finish(command, "");
    assert_eq!(run.code, 0, "{run}");
    let out = ["un dossier/sortie", "un dossier/à part/sortie"].map(|path| second.path(path));
    let out = out.iter().find(|path| path.is_dir()).unwrap();
    let two = files_in(out);
    assert_eq!(differing(&one, &two), Vec::<String>::new());
}

#[test]
fn a_second_build_rewrites_nothing() {
    let site = large();
    site.build();
    let public = site.path("public");
    let (files, times) = (files_in(&public), times_in(&public));
    site.build();
    assert!(files == files_in(&public));
    assert_eq!(times, times_in(&public));
}

#[test]
fn file_dates_and_the_order_of_files_have_no_effect() {
    let one = files_of(&Site::copy_of("editions"));
    let site = Site::copy_of("editions");
    let mut files: Vec<_> = files_in(&site.path("content")).into_iter().collect();
    site.remove("content");
    files.reverse();
    for (path, bytes) in files {
        site.write(&format!("content/{path}"), bytes);
        let file = std::fs::File::options().append(true).open(site.path("content").join(&path));
        let far = std::time::UNIX_EPOCH + std::time::Duration::from_hours(24 * 365 * 80);
        file.unwrap().set_modified(far).unwrap();
    }
    assert_eq!(differing(&one, &files_of(&site)), Vec::<String>::new());
}

#[test]
fn a_cold_build_and_one_after_an_edit_agree() {
    let site = Site::copy_of("editions");
    let before = files_of(&site);
    let text = site.read("content/fr/loans/fines.md");
    site.write("content/fr/loans/fines.md", format!("{text}\nUne phrase de plus.\n"));
    site.write("content/fr/loans/new.md", "# Une page de plus\n");
    let after = files_of(&site);
    assert!(after.contains_key("fr/emprunter/new/index.html"));
    site.write("content/fr/loans/fines.md", text).remove("content/fr/loans/new.md");
    assert_eq!(differing(&before, &files_of(&site)), Vec::<String>::new());
}

#[test]
fn the_source_is_never_written_to() {
    let site = large();
    let sources = |site: &Site| {
        ["content", "static"].map(|name| (files_in(&site.path(name)), times_in(&site.path(name))))
    };
    let before = sources(&site);
    site.build();
    assert!(before == sources(&site));
}

#[test]
fn a_reader_without_a_home_or_a_writable_source_builds() {
    let site = Site::copy_of("editions");
    let out = site.path("../elsewhere");
    let mut command = site.command(&build_args(&["--out", out.to_str().unwrap()]));
    command.env_remove("HOME").env_remove("LANG").env_remove("LC_ALL");
    let run = finish(command, "");
    assert_eq!(run.code, 0, "{run}");
    let names: Vec<String> = site.names();
    let beside = names.iter().filter(|name| *name != ".guichet");
    let beside: Vec<&String> = beside.collect();
    assert_eq!(beside, ["content", "guichet.toml", "static"], "nothing beside but the cache");
}

#[test]
fn the_log_and_the_pages_hold_no_path_of_this_machine() {
    let site = Site::copy_of("editions");
    let published = site.build();
    let root = site.root();
    assert_eq!(published.where_is(root.to_str().unwrap()), Vec::<&str>::new());
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(published.where_is(here.to_str().unwrap()), Vec::<&str>::new());
}

fn files_of(site: &Site) -> BTreeMap<String, Vec<u8>> {
    site.build().files
}
