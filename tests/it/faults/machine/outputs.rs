//! The output and what lies about it.

use std::fs::File;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::faults::{all_of, run_shell, shell, with_mounts};
use crate::repeatable::large;
use crate::site::{Run, Site, build_args, copy, files_in, finish, names_in};

/// Publishes into `disk/public`, then again with a file that does not fit, then
/// without it. `$1` is what limits the second.
const FULL: &str = r#"
build() { "$G" build --quiet --lang en --date "$DAY" --out disk/public; }
build || exit 90
cp -a disk/public before || exit 91
mkdir -p static && head -c 6000000 /dev/zero > static/large.bin || exit 92
( LIMIT; build ); echo "code $?"
diff -r disk/public before >&2 && echo whole
echo "beside:" $(ls -A disk)
rm static/large.bin
build && diff -r disk/public before >&2 && echo again
"#;

#[track_caller]
fn is_whole_after_a_full_disk(run: &Run) {
    for word in ["code 3", "whole", "beside: public", "again"] {
        assert!(run.stdout.lines().any(|line| line == word), "{word}: {run}");
    }
    assert_eq!(run.stderr.matches("error: ").count(), 1, "{run}");
    assert!(run.stderr.contains("large.bin"), "{run}");
    assert!(run.stderr.contains("untouched") && run.stderr.contains("help"), "{run}");
}

#[test]
fn disk_full_while_writing_leaves_the_old_site() {
    let site = Site::small();
    std::fs::create_dir(site.path("disk")).unwrap();
    let script = FULL.replace("LIMIT", ":");
    let Some(run) =
        with_mounts(&site, &format!("mount -t tmpfs -o size=4m none disk || exit 89; {script}"))
    else {
        // Nobody may mount here: `a_limit_on_file_sizes_leaves_the_old_site` proves
        // the same of the other way a write is refused.
        return;
    };
    is_whole_after_a_full_disk(&run);
    assert!(run.stderr.contains("no space left"), "{run}");
}

#[test]
fn a_limit_on_file_sizes_leaves_the_old_site() {
    for limit in ["ulimit -f 4000", "trap '' XFSZ; ulimit -f 4000"] {
        let site = Site::small();
        std::fs::create_dir(site.path("disk")).unwrap();
        is_whole_after_a_full_disk(&run_shell(&site, &FULL.replace("LIMIT", limit)));
    }
}

#[test]
fn an_output_that_is_the_root_a_file_the_source_or_above_it_is_refused_untouched() {
    let site = Site::small();
    site.write("a-file", "x").write("i18n/fr.ftl", "").write("static/x.txt", "x");
    symlink("content", site.path("by-link")).unwrap();
    let all = || {
        let sources = ["content", "static", "i18n"].map(|folder| files_in(&site.path(folder)));
        (site.names(), sources, names_in(&site.path("..")), names_in(&site.path("../home")))
    };
    let before = all();
    for out in [
        "/",
        "a-file",
        "a-file/x",
        ".",
        "..",
        "content",
        "content/fr",
        "content/new",
        "static",
        "i18n",
        "by-link",
        "by-link/x",
        ".guichet",
        "../home",
        "../home/..",
        "",
    ] {
        let run = site.run(&build_args(&["--out", out]));
        assert_eq!(run.code, 2, "{out}: {run}");
        assert!(run.stderr.starts_with("error: "), "{out}: {run}");
        assert!(all() == before, "{out} was touched");
    }
    symlink("nowhere", site.path("broken-link")).unwrap();
    let run = site.run(&build_args(&["--out", "broken-link"]));
    assert_eq!(run.code, 2, "{run}");
    assert!(site.path("broken-link").is_symlink());
}

#[test]
fn a_read_only_output_is_refused_untouched() {
    let site = Site::small();
    site.build();
    let before = all_of(&site);
    let public = site.path("public");
    std::fs::set_permissions(&public, PermissionsExt::from_mode(0o555)).unwrap();
    site.write("content/fr/good.md", "# Bon article\n\nAutre.\n");
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains("public") && run.stderr.contains("permission"), "{run}");
    assert!(all_of(&site) == before);
    std::fs::set_permissions(&public, PermissionsExt::from_mode(0o755)).unwrap();
    let script = "mount -t tmpfs none disk && mkdir disk/public && mount -o remount,ro disk
        \"$G\" build --date \"$DAY\" --out disk/public; echo code $?; ls -A disk disk/public";
    std::fs::create_dir(site.path("disk")).unwrap();
    if let Some(run) = with_mounts(&site, script) {
        assert!(run.stdout.starts_with("code 3\n"), "{run}");
        assert_eq!(run.stdout, "code 3\ndisk:\npublic\n\ndisk/public:\n", "{run}");
        assert!(run.stderr.contains("disk/public"), "{run}");
    }
}

#[test]
fn files_of_others_in_the_output_survive_every_build() {
    let site = Site::small();
    let others = [
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".git/objects/ab/cdef", "blob"),
        ("CNAME", "aide.example.ca\n"),
        (".nojekyll", ""),
        ("fr/note.txt", "beside a page"),
    ];
    for (path, bytes) in others {
        site.write(&format!("public/{path}"), bytes);
    }
    for n in 0..3 {
        site.write("content/fr/good.md", format!("# Bon\n\nFois {n}.\n"));
        if n == 2 {
            site.remove("content/en/good.md");
        }
        let published = site.build();
        for (path, bytes) in others {
            assert_eq!(published.text(path), bytes);
        }
        assert!(published.text("fr/good/index.html").contains(&format!("Fois {n}")));
    }
}

#[test]
fn a_file_of_others_in_the_way_is_refused_until_the_flag_allows_it() {
    let site = Site::small();
    site.write("public/fr/good/index.html", "theirs").write("public/CNAME", "x");
    let all = || {
        let (mut names, files) = all_of(&site);
        names.retain(|name| name != ".guichet");
        (names, files)
    };
    let before = all();
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("public/fr/good/index.html"), "{run}");
    assert!(run.stderr.contains("--replace"), "{run}");
    assert!(all() == before);
    let published = site.build_with(&["--replace"]);
    assert!(published.text("fr/good/index.html").contains("Un texte."));
    assert_eq!(published.text("CNAME"), "x");
}

/// What becomes of a file of the cache; none for a folder in its place.
type Break = fn(&[u8]) -> Option<Vec<u8>>;

#[test]
fn a_broken_cache_is_ignored_with_one_line_and_makes_the_same_bytes() {
    let site = Site::small();
    let expected = site.build().files;
    let cache: Vec<String> = files_in(&site.path(".guichet")).into_keys().collect();
    assert!(!cache.is_empty());
    let good = files_in(&site.path(".guichet"));
    let breaks: [(&str, Break); 6] = [
        ("empty", |_| Some(Vec::new())),
        ("cut", |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
        ("scrambled", |bytes| Some(bytes.iter().map(|byte| byte ^ 0x55).collect())),
        ("one bit", |bytes| {
            let mut bytes = bytes.to_vec();
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 1;
            }
            Some(bytes)
        }),
        ("another version", |bytes| Some([b"guichet-9 ", bytes].concat())),
        ("a folder", |_| None),
    ];
    for (name, broken) in breaks {
        for (path, bytes) in &good {
            let path = format!(".guichet/{path}");
            site.remove(&path);
            match broken(bytes) {
                Some(bytes) => drop(site.write(&path, bytes)),
                None => std::fs::create_dir_all(site.path(&path).join("x")).unwrap(),
            }
        }
        let run = site.run(&build_args(&["--quiet", "--lang", "en"]));
        assert_eq!(run.code, 0, "{name}: {run}");
        let notices = run.stderr.lines().filter(|line| line.contains("made anew")).count();
        // One line for each part that cannot be read, and nothing else.
        assert!((1..=2).contains(&notices), "{name}: {run}");
        assert_eq!(run.stderr.lines().count(), notices, "{name}: {run}");
        assert!(site.build().files == expected, "{name}");
        if name == "a folder" {
            site.remove(".guichet");
            site.build();
        }
        let run = site.run(&build_args(&["--quiet", "--lang", "en"]));
        assert_eq!(run.stderr, "", "{name}: the cache is whole again");
    }
    site.remove(".guichet").write(".guichet", "a file");
    assert!(site.build().files == expected);
}

#[test]
fn a_build_that_waits_says_which_process_holds_the_lock() {
    let site = Site::small();
    site.write(".public.guichet/lock", "4242 some-host\n");
    let lock = File::options().read(true).write(true).open(site.path(".public.guichet/lock"));
    let lock = lock.unwrap();
    lock.lock().unwrap();
    let mut command = site.command(&build_args(&["--lang", "en"]));
    let child = command.stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    assert!(!site.path("public").exists(), "it did not wait");
    drop(lock);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(said.matches("4242").count(), 1, "{said}");
    assert!(site.path("public/fr/good/index.html").exists());
    assert!(!site.path(".public.guichet").exists());
}

#[test]
fn a_stale_lock_of_a_dead_process_never_blocks() {
    let site = Site::small();
    site.write(".public.guichet/lock", "1 some-host\n").write(".public.guichet/new/fr/x", "x");
    let begin = Instant::now();
    let published = site.build();
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert!(published.has("fr/good/index.html") && !published.has("fr/x"));
    assert!(!site.path(".public.guichet").exists());
}

#[test]
fn two_builds_at_once_leave_the_output_of_one_of_them() {
    let site = large();
    let other = large();
    other.rewrite(|text| text.replace("Part", "Morceau"));
    let out = site.path("public");
    let [one, two] = [&site, &other].map(|site| site.build().files);
    for _ in 0..3 {
        let children: Vec<_> = [&site, &other, &site, &other]
            .map(|from| {
                let args = build_args(&["--quiet", "--out", out.to_str().unwrap()]);
                from.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
            })
            .into();
        for mut child in children {
            assert_eq!(child.wait().unwrap().code(), Some(0));
        }
        let found = files_in(&out);
        assert!(found == one || found == two, "a mix of two builds");
    }
    assert!(!site.path(".public.guichet").exists());
}

#[test]
fn out_of_memory_aborts_and_leaves_the_old_site() {
    let site = large();
    let old = site.build().files;
    let next = Site::empty();
    copy(&site.root(), &next.root());
    next.rewrite(|text| text.replace("Part", "Morceau"));
    let new = next.build().files;
    next.remove("public");
    copy(&site.path("public"), &next.path("public"));
    let mut codes = Vec::new();
    for kilobytes in (20_000..200_000).step_by(20_000) {
        let script = format!(
            "ulimit -c 0; ulimit -v {kilobytes}; RAYON_NUM_THREADS=2 \"$G\" build --quiet --date \"$DAY\""
        );
        let mut command = shell(&next, &script);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        codes.push(status.code());
        let found = files_in(&next.path("public"));
        assert!(found == old || found == new, "torn with {kilobytes} kB: {status}");
        if found == new {
            break;
        }
    }
    assert!(codes.iter().any(|code| *code != Some(0)), "never out of memory: {codes:?}");
    assert!(next.build().files == new);
    assert!(!next.path(".public.guichet").exists());
}

#[test]
fn a_page_removed_is_gone_from_pages_lists_feeds_and_sitemap() {
    let site = Site::small();
    site.write(
        "content/fr/fuite.md",
        "+++\ntitle = \"Zirconium\"\ntags = [\"rutabaga\"]\nupdated = 2026-01-01\n+++\nUn texte.\n",
    );
    site.write("content/fr/plan.md", "# Plan\n\n![Plan](/plan.svg)\n");
    site.write("static/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let published = site.build();
    for path in ["fr/fuite/index.html", "fr/fuite/index.md", "sitemap.xml", "fr/atom.xml"] {
        let found = [published.where_is("fuite"), published.where_is("Zirconium")].concat();
        assert!(found.contains(&path), "{path} in {found:?}");
    }
    site.remove("content/fr/fuite.md");
    let published = site.build();
    for word in ["fuite", "Zirconium", "rutabaga"] {
        assert_eq!(published.where_is(word), Vec::<&str>::new(), "{word}");
    }
    assert!(published.files.keys().all(|path| !path.contains("fuite")));
    assert!(!site.path("public/fr/fuite").exists(), "an empty folder is left");
}

#[test]
fn a_page_renamed_leads_from_its_old_address() {
    let site = Site::small();
    let text = "+++\ntitle = \"Prêt\"\naliases = [\"/fr/vieux/\"]\n+++\nUn texte.\n";
    site.write("content/fr/vieux.md", "# Prêt\n\nUn texte.\n");
    site.build();
    site.remove("content/fr/vieux.md").write("content/fr/neuf.md", text);
    let published = site.build();
    crate::inspect::is_sound(&published);
    assert!(published.has("fr/neuf/index.html") && !published.has("fr/vieux/index.md"));
    let old = published.text("fr/vieux/index.html");
    assert!(old.contains("/fr/neuf/") && !old.contains("Un texte."), "{old}");
    for path in ["sitemap.xml", "fr/atom.xml", "llms.txt"] {
        assert!(!published.text(path).contains("vieux"), "{path}");
    }
}

#[test]
fn a_failed_build_says_that_the_old_site_stays() {
    let site = Site::small();
    site.build();
    let before = all_of(&site);
    site.write("content/fr/x.md", "# X\n\n[x](rien.md)\n");
    let run = finish(site.command(&build_args(&["--lang", "en"])), "");
    assert_eq!(run.code, 1, "{run}");
    site.remove("content/fr/x.md");
    assert!(all_of(&site) == before);
}
