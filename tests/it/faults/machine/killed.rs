//! A build that is killed leaves the old site or the new one, whole.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::repeatable::large;
use crate::site::{Site, build_args, files_in, finish};

/// Moments of a build at which it is killed.
const MOMENTS: u32 = 20;

type Files = BTreeMap<String, Vec<u8>>;

/// One output, published in turn from the sources of two sites.
struct Place {
    old: Site,
    new: Site,
    shared: Site,
}

impl Place {
    fn new() -> Self {
        let old = large();
        old.rewrite(|text| text.replace("Part", "Piece"));
        old.write("content/fr/many/gone.md", "# Une page de trop\n");
        old.write("content/fr/a/b/c/deep.md", "# Au fond\n");
        Self { old, new: large(), shared: Site::empty() }
    }

    fn out(&self) -> PathBuf {
        self.shared.path("public")
    }

    fn command(&self, site: &Site) -> Command {
        let out = self.out();
        site.command(&build_args(&["--quiet", "--out", out.to_str().unwrap()]))
    }

    fn publish(&self, site: &Site) -> Files {
        let run = finish(self.command(site), "");
        assert_eq!(run.code, 0, "{run}");
        files_in(&self.out())
    }
}

/// Waits for a moment without giving up the processor: a build lasts too short
/// for anything else. True if the program ended before.
fn ends_before(moment: Instant, child: &mut Child) -> bool {
    while Instant::now() < moment {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

fn kill_after(mut command: Command, delay: Duration) {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    if !ends_before(Instant::now() + delay, &mut child) {
        child.kill().unwrap();
    }
    child.wait().unwrap();
}

#[test]
fn kill_at_twenty_moments_leaves_the_old_site_or_the_new_one() {
    let place = Place::new();
    let new = place.publish(&place.new);
    let old = place.publish(&place.old);
    let names = place.shared.names();
    assert_eq!(names, ["public"]);
    let begin = Instant::now();
    assert!(place.publish(&place.new) == new);
    let lasts = begin.elapsed();
    for moment in 1..=MOMENTS {
        assert!(place.publish(&place.old) == old, "the next build is exact");
        assert_eq!(place.shared.names(), names, "nothing is left beside the output");
        kill_after(place.command(&place.new), lasts * moment / MOMENTS);
        let found = files_in(&place.out());
        assert!(found == old || found == new, "torn at {moment}/{MOMENTS} of {lasts:?}");
    }
    assert!(place.publish(&place.new) == new);
    assert_eq!(place.shared.names(), names);
}

#[test]
fn kill_while_a_kept_tree_is_brought_up_to_date_leaves_one_site_or_the_other() {
    let place = Place::new();
    let edit = |text: &str| place.old.write("content/fr/many/gone.md", text);
    let (old_text, new_text) = ("# Une page de trop\n", "# Une page de plus\n\nTexte.\n");
    let old = place.publish(&place.old);
    edit(new_text);
    let new = place.publish(&place.old);
    assert!(old != new);
    for moment in 1..=8 {
        edit(old_text);
        let begin = Instant::now();
        assert!(place.publish(&place.old) == old, "the next build is exact");
        let lasts = begin.elapsed();
        edit(new_text);
        kill_after(place.command(&place.old), lasts * moment / 8);
        let found = files_in(&place.out());
        assert!(found == old || found == new, "torn at {moment}/8 of {lasts:?}");
    }
    assert!(place.publish(&place.old) == new);
    assert_eq!(place.shared.names(), ["public"]);
}

#[test]
fn a_first_build_that_is_killed_leaves_nothing_or_the_whole_site() {
    let place = Place::new();
    let begin = Instant::now();
    let new = place.publish(&place.new);
    let lasts = begin.elapsed();
    for moment in 1..=5 {
        place.shared.remove("public");
        kill_after(place.command(&place.new), lasts * moment / 5);
        assert!(!place.out().exists() || files_in(&place.out()) == new, "torn at {moment}/5");
        assert!(place.publish(&place.new) == new);
        assert_eq!(place.shared.names(), ["public"]);
    }
}

#[test]
fn two_builds_at_once_publish_a_whole_site() {
    let place = Place::new();
    let new = place.publish(&place.new);
    let old = place.publish(&place.old);
    for _ in 0..3 {
        let children = [&place.new, &place.old, &place.new].map(|site| {
            let mut command = place.command(site);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().unwrap()
        });
        for mut child in children {
            let code = child.wait().unwrap().code();
            assert!(matches!(code, Some(0 | 3)), "done or locked: {code:?}");
        }
        let found = files_in(&place.out());
        assert!(found == old || found == new);
        assert_eq!(place.shared.names(), ["public"]);
    }
}

#[test]
fn an_interrupt_leaves_the_site_whole_and_says_130_or_143() {
    let place = Place::new();
    let new = place.publish(&place.new);
    let old = place.publish(&place.old);
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        place.publish(&place.old);
        let mut command = place.command(&place.new);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        // By then it listens for signals; how long that takes is up to the machine.
        let work = place.out().with_file_name(".public.guichet");
        let begin = Instant::now();
        while !work.exists() && begin.elapsed() < Duration::from_mins(1) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        let pid = child.id().to_string();
        let sent = Command::new("/bin/sh").args(["-c", &format!("kill -{signal} {pid}")]).status();
        assert!(sent.is_ok());
        let begin = Instant::now();
        let ended = child.wait().unwrap().code();
        assert!(begin.elapsed() < Duration::from_secs(1), "{signal}: {:?}", begin.elapsed());
        assert!(ended == Some(code) || ended == Some(0), "{signal}: {ended:?}");
        let found = files_in(&place.out());
        assert!(found == old || found == new, "torn by {signal}");
        assert_eq!(place.shared.names(), ["public"], "{signal}");
    }
}
