//! html-validate finds nothing in any file.

use std::path::Path;
use std::process::Command;

use guichet_browser::{Check, Worker};

/// The checks of this file.
pub const CHECKS: &[Check] = &[("every_page_is_valid_html", every_page_is_valid_html)];

fn every_page_is_valid_html(worker: &Worker<'_>) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites = worker.sites;
    let output = Command::new("node")
        .arg(here.join("validate.mjs"))
        .args([&sites.own.folder, &sites.small.folder])
        .arg(sites.stress.folder.join("fr/section-0"))
        .current_dir(here)
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = said.lines().collect();
    let end = lines.len().saturating_sub(30);
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{trouble}", lines[end..].join("\n"));
}
