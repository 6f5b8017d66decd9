//! The sources, and the process that reads them.

use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crate::faults::{own, run_shell, with_mounts};
use crate::published::Published;
use crate::repeatable::large;
use crate::site::{Site, build_args, copy, files_in, finish, times_in};

/// Paragraphs of an article that is read in more than one go.
const PARAGRAPHS: usize = 1_000;

/// One of two versions of an article.
fn version(name: &str) -> String {
    format!("# Version\n\n{}", format!("Le mot {name} est là.\n\n").repeat(PARAGRAPHS))
}

/// Ends the changes when the looks end, well or not.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Publishes while `change` is called again and again, and looks at the article and
/// the file of the site each time.
fn while_changing(change: impl Fn(&Site, usize) + Sync) -> Vec<(i32, String)> {
    let site = Site::small();
    site.write("content/fr/x.md", version("alpha")).write("static/x.txt", version("alpha"));
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !is_done.load(Ordering::Relaxed) {
                change(&site, n);
                n += 1;
            }
        });
        let _done = Done(&is_done);
        let ends = (0..6).map(|_| {
            let run = site.run(&build_args(&["--lang", "en", "--format", "short"]));
            if run.code == 0 {
                let published = Published::read(&site.path("public"), "https://aide.example.ca/");
                for path in ["fr/x/index.html", "fr/x/index.md", "x.txt"] {
                    let Some(bytes) = published.files.get(path) else { continue };
                    let text = String::from_utf8_lossy(bytes);
                    let has = ["alpha", "omega"].map(|word| text.contains(word));
                    assert!(has[0] != has[1], "{path} is a mix: {has:?}");
                    let n = text.matches("est là").count();
                    assert!(n >= PARAGRAPHS, "{path} is cut: {n}");
                }
            }
            assert!(!site.path(".public.guichet").exists());
            (run.code, run.stderr)
        });
        ends.collect()
    })
}

#[test]
fn files_that_change_while_building_are_one_version_or_another() {
    let put = |site: &Site, path: &str, text: &str| {
        site.write("../new", text);
        std::fs::rename(site.path("../new"), site.path(path)).unwrap();
    };
    let ends = while_changing(|site, n| {
        let text = version(["omega", "alpha"][n % 2]);
        put(site, "content/fr/x.md", &text);
        put(site, "static/x.txt", &text);
        std::thread::sleep(Duration::from_millis(1));
    });
    let (mut n_good, mut said) = (0, Vec::new());
    for (code, text) in ends {
        // A file that changed between two looks at it may stop a build, by name.
        assert!(code == 0 || (matches!(code, 1 | 3) && text.contains("x.")), "{code} {text}");
        n_good += usize::from(code == 0);
        said.push(text);
    }
    assert!(n_good > 0, "{said:?}");
}

#[test]
fn files_written_over_in_place_are_never_published_as_a_mix() {
    let ends = while_changing(|site, n| {
        site.write("content/fr/x.md", version(["omega", "alpha"][n % 2]));
        std::thread::sleep(Duration::from_millis(2));
    });
    for (code, text) in ends {
        assert!(code == 0 || text.contains("content/fr/x.md"), "{code} {text}");
    }
}

#[test]
fn a_file_removed_while_building_is_named_or_left_out() {
    let ends = while_changing(|site, n| {
        if n % 2 == 0 {
            site.remove("content/fr/x.md").remove("static/x.txt");
        } else {
            for path in ["content/fr/x.md", "static/x.txt"] {
                site.write("../new", version("alpha"));
                std::fs::rename(site.path("../new"), site.path(path)).unwrap();
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    });
    for (code, text) in ends {
        assert!(matches!(code, 0 | 1 | 3), "{code} {text}");
        assert!(code == 0 || text.contains("x.md") || text.contains("x.txt"), "{code} {text}");
    }
}

#[test]
fn a_read_only_source_builds() {
    let site = large();
    let expected = site.build().files;
    site.remove("public").remove(".guichet");
    let before = (files_in(&site.root()), times_in(&site.root()));
    let script = "chmod -R a-w . || exit 90
        \"$G\" build --quiet --date \"$DAY\" --out ../out; echo code $?; chmod -R u+w .";
    let run = run_shell(&site, script);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("code 0\n", ""), "{run}");
    assert!(files_in(&site.path("../out")) == expected);
    site.remove("../out");
    if site.path(".guichet").exists() {
        site.remove(".guichet");
    }
    // The administrator may write where the bits forbid it, but not here.
    let script = "mkdir ../out && mount --bind . . && mount -o remount,bind,ro . && cd . || exit 90
        cd \"$PWD\" && touch x 2>/dev/null && exit 91
        \"$G\" build --quiet --date \"$DAY\" --out ../out/public; echo code $?";
    if let Some(run) = with_mounts(&site, script) {
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("code 0\n", ""), "{run}");
        assert!(files_in(&site.path("../out/public")) == expected);
    }
    assert!((files_in(&site.root()), times_in(&site.root())) == before, "nothing was written");
}

#[test]
fn no_home_no_locale_and_no_network_build() {
    let site = large();
    let expected = site.build().files;
    let mut command = site.command(&build_args(&["--quiet"]));
    command.env_clear();
    let run = finish(command, "");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(files_in(&site.path("public")) == expected);
    if let Some(words) = own("--net") {
        site.remove("public");
        let script = format!("{} \"$G\" build --quiet --date \"$DAY\"", words.join(" "));
        let run = run_shell(&site, &script);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        assert!(files_in(&site.path("public")) == expected);
    }
}

#[test]
fn sixty_four_descriptors_build_on_any_number_of_threads() {
    let site = large();
    let expected = site.build().files;
    for threads in ["1", "64"] {
        site.remove("public").remove(".guichet");
        let script = format!(
            "ulimit -n 64; RAYON_NUM_THREADS={threads} exec \"$G\" build --quiet --date \"$DAY\""
        );
        let run = run_shell(&site, &script);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{threads}: {run}");
        assert!(files_in(&site.path("public")) == expected);
    }
}

#[test]
fn a_closed_pipe_is_no_problem() {
    let site = Site::copy_of("editions");
    let broken = crate::site::repeated(2_000, |n| format!("[x](none-{n}.md)\n"));
    for command in [
        "\"$G\" check --format json",
        "\"$G\" check",
        "\"$G\" --help",
        "\"$G\" build --date \"$DAY\" 2>&1",
        "\"$G\" completions bash",
        "echo text | \"$G\" render",
    ] {
        site.write("content/fr/x.md", format!("# X\n\n{broken}"));
        let script = format!("{{ {command}; echo $? > ../code; }} | head -c 0");
        let run = run_shell(&site, &script);
        assert_eq!(run.stderr, "", "{command}");
        let code = site.read("../code");
        assert!(matches!(code.trim(), "0" | "1"), "{command}: {code}");
    }
    site.remove("content/fr/x.md");
    let run = run_shell(&site, "{ \"$G\" build 2>&1; echo $? > ../code; } | head -c 0");
    assert_eq!((site.read("../code").trim(), run.stderr.as_str()), ("0", ""));
    // Standard output and error closed from the start.
    let run = run_shell(&site, "\"$G\" build >&- 2>&-; echo $? > ../code");
    assert_eq!(site.read("../code").trim(), "0", "{run}");
}

#[test]
fn odd_paths_make_the_same_bytes() {
    let site = Site::copy_of("editions");
    let expected = site.build().files;
    site.remove("public");
    for name in
        ["with space", "été à Noël", "it's \"quoted\"", "new\nline", "-dash", "$HOME", "a;b"]
    {
        let odd = Site::empty();
        copy(&site.root(), &odd.path(name));
        let root = format!("--root={name}");
        let run = odd.run(&build_args(&["--quiet", &root]));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}: {run}");
        assert!(files_in(&odd.path(name).join("public")) == expected, "{name}");
        let out = format!("--out=./{name}/../elsewhere/{name} out");
        let run = odd.run(&build_args(&["--quiet", &root, &out]));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}: {run}");
        assert!(files_in(&odd.path(&format!("elsewhere/{name} out"))) == expected, "{name}");
    }
    symlink(site.root(), site.path("../link")).unwrap();
    let link = site.path("../link");
    let run = site.run(&build_args(&["--quiet", "--root", link.to_str().unwrap()]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(files_in(&site.path("public")) == expected);
    std::fs::create_dir(site.path("../real")).unwrap();
    symlink(site.path("../real"), site.path("../out")).unwrap();
    let run = site.run(&build_args(&["--quiet", "--out", "../out"]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(files_in(&site.path("../real")) == expected);
    assert!(site.path("../out").is_symlink(), "the link stays a link");
}

#[test]
fn clocks_and_file_dates_change_no_byte() {
    let site = large();
    let expected = site.build().files;
    let year = Duration::from_hours(24 * 365);
    let dates = [
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH + year * 68 + Duration::from_hours(24 * 30),
        SystemTime::UNIX_EPOCH + year * 130,
    ];
    for date in dates {
        for path in files_in(&site.root()).keys().filter(|path| !path.starts_with("public")) {
            let file = std::fs::File::options().append(true).open(site.path(path)).unwrap();
            file.set_modified(date).unwrap();
        }
        assert!(site.build().files == expected, "{date:?}");
    }
    // The clock comes in as a day: nothing is scheduled, so none makes a difference.
    for day in ["1970-01-01", "2038-01-20", "9999-12-31"] {
        let run = site.run(&["build", "--quiet", "--date", day]);
        assert_eq!(run.code, 0, "{run}");
        assert!(files_in(&site.path("public")) == expected, "{day}");
    }
}

#[test]
fn an_edit_that_keeps_size_and_date_is_seen() {
    let site = Site::small();
    site.write("static/x.txt", "alpha");
    let edited = ["content/fr/good.md", "static/x.txt"];
    let text = site.read(edited[0]);
    site.write(edited[0], text.replace("texte", "alpha"));
    site.build();
    let dates = edited.map(|path| std::fs::metadata(site.path(path)).unwrap().modified().unwrap());
    site.write(edited[0], text.replace("texte", "omega")).write(edited[1], "omega");
    for (path, date) in edited.iter().zip(dates) {
        let file = std::fs::File::options().append(true).open(site.path(path)).unwrap();
        file.set_modified(date).unwrap();
    }
    let published = site.build();
    assert!(published.text("fr/good/index.html").contains("omega"));
    assert_eq!(published.text("x.txt"), "omega");
}
