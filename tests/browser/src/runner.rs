//! Runs checks, each worker with a browser of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::browser::Browser;
use crate::driver::Driver;
use crate::sites::Sites;

/// A check and the sentence that names it.
pub type Check = (&'static str, fn(&Worker<'_>));

/// What a check works with.
pub struct Worker<'a> {
    /// A browser that remembers nothing of earlier checks.
    pub browser: &'a Browser,
    /// The sites, built and served.
    pub sites: &'a Sites,
}

/// Fewest browsers: most of the time is spent waiting for one.
const MIN_WORKERS: usize = 2;

/// Most browsers: each takes some 200 MB.
const MAX_WORKERS: usize = 4;

/// Runs the checks whose names contain one of the arguments, or all; the result for the
/// system.
pub fn run(checks: &[Check]) -> ExitCode {
    // What cargo and nextest pass to any test binary says nothing here.
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part));
    let chosen: Vec<&Check> = checks.iter().filter(|(name, _)| is_wanted(name)).collect();
    if chosen.is_empty() {
        println!("no check is called {}", wanted.join(", "));
        return ExitCode::FAILURE;
    }
    let start = Instant::now();
    let sites = Sites::build();
    println!("sites built in {:.1?}", start.elapsed());
    let driver = Driver::start();
    // What failed and where; the frames below it say nothing of the page.
    std::panic::set_hook(Box::new(|info| {
        let said = info.payload_as_str().unwrap_or("a panic without words");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        println!("[{name}] {place}: {said}");
    }));
    let next = AtomicUsize::new(0);
    let failed: Mutex<Vec<&str>> = Mutex::default();
    let n_cores = std::thread::available_parallelism().map_or(MIN_WORKERS, usize::from);
    let n_workers = n_cores.clamp(MIN_WORKERS, MAX_WORKERS).min(chosen.len());
    std::thread::scope(|scope| {
        for n in 1..=n_workers {
            let worker = std::thread::Builder::new().name(format!("browser {n}"));
            let work = || work(&chosen, &next, &sites, &driver, &failed);
            worker.spawn_scoped(scope, work).expect("the system has a thread left");
        }
    });
    let mut failed = failed.into_inner().unwrap_or_default();
    failed.sort_unstable();
    for name in &failed {
        println!("failed: {name}");
    }
    let n_passed = chosen.len() - failed.len();
    println!("browser checks took {:.1?}", start.elapsed());
    println!("{n_passed} passed, {} failed", failed.len());
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn work<'a>(
    chosen: &[&'a Check],
    next: &AtomicUsize,
    sites: &Sites,
    driver: &Driver,
    failed: &Mutex<Vec<&'a str>>,
) {
    let mut held: Option<Browser> = None;
    while let Some((name, check)) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let browser = held.take().unwrap_or_else(|| Browser::start(driver.client()));
            browser.reset();
            check(&Worker { browser: &browser, sites });
            browser
        }));
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        println!("{verdict:>6} {:6.1?} {name}", start.elapsed());
        // After a failure the next check gets a browser that knows nothing of it.
        match result {
            Ok(browser) => held = Some(browser),
            Err(_) => {
                if let Ok(mut failed) = failed.lock() {
                    failed.push(name);
                }
            }
        }
    }
}
