//! The examples of the specifications, read from the package of the Markdown
//! parser that this project depends on: it carries all of them as its own
//! tests. Nothing of them is copied into this repository.

use std::path::PathBuf;
use std::process::Command;

/// One example.
pub(crate) struct Example {
    /// From 1.
    pub(crate) number: usize,
    /// The Markdown.
    pub(crate) markdown: String,
    /// The HTML. The package writes `"` where the specification has `&quot;`.
    pub(crate) html: String,
}

/// The examples of a file of the parser's test suite: `spec`, `gfm_table` …
pub(crate) fn examples(suite: &str) -> Vec<Example> {
    let path = parser_package().join("tests/suite").join(format!("{suite}.rs"));
    let text = snapbox::Data::read_from(&path, None).to_string();
    let mut pieces = text.split("r##\"").skip(1).map(|piece| {
        let end = piece.find("\"##;").expect("a raw string of the suite is closed");
        piece[..end].to_owned()
    });
    let mut examples = Vec::new();
    while let Some(markdown) = pieces.next() {
        let html = pieces.next().expect("an example has its HTML");
        examples.push(Example { number: examples.len() + 1, markdown, html });
    }
    assert!(!examples.is_empty(), "no example in {}", path.display());
    examples
}

/// Where cargo keeps the sources of the parser's package.
fn parser_package() -> PathBuf {
    let cargo = env!("CARGO");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let metadata = run(
        cargo,
        &["metadata", "--format-version", "1", "--locked", "--manifest-path", manifest],
        &["--filter-platform", &host(cargo)],
    );
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("metadata lists packages");
    let parser = packages
        .iter()
        .find(|package| package["name"] == "pulldown-cmark")
        .expect("the parser is a dependency");
    let manifest = parser["manifest_path"].as_str().expect("a package has a manifest");
    PathBuf::from(manifest).parent().expect("a manifest has a folder").to_owned()
}

/// The platform that cargo runs on: only its packages are sure to be here.
pub(crate) fn host(cargo: &str) -> String {
    let version = run(cargo, &["-vV"], &[]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("cargo tells its host").to_owned()
}

fn run(program: &str, arguments: &[&str], more: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .args(more)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not run: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?} failed: {errors}");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}
