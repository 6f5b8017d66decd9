//! CommonMark 0.31.2, all of it, through the function behind
//! `guichet render --commonmark`.

use guichet::base::digest::Digest;
use guichet::markup::Dialect;
use guichet::markup::doc_html::{FragmentOptions, HtmlPolicy, fragment};

use crate::markup::TestWords;
use crate::specification::examples;

/// The number of examples in the specification.
const N_EXAMPLES: usize = 652;

/// The digest of the specification's examples, each as Markdown, NUL, HTML,
/// NUL, computed from `spec.txt` of version 0.31.2 (npm package
/// `commonmark-spec`), tabs for arrows.
const DIGEST: &str = "47d21eb23a1aad4c1fda567021191f4d9750743b7ea254a0e2c9f220511cf422";

fn render(markdown: &str) -> String {
    let options = FragmentOptions {
        tag: "fr-CA",
        dialect: Dialect::CommonMark,
        html: HtmlPolicy::Safe,
        words: &TestWords,
        highlight: &|_| None,
    };
    let outcome = fragment(markdown, &options);
    assert!(outcome.diagnostics.is_empty(), "the bare dialect reports nothing");
    outcome.value
}

#[test]
fn every_example_of_the_specification_holds() {
    let examples = examples("spec");
    assert_eq!(examples.len(), N_EXAMPLES);
    let mut failures = Vec::new();
    for example in &examples {
        let html = render(&example.markdown).replace("&quot;", "\"");
        if html != example.html.replace("&quot;", "\"") {
            failures.push(format!(
                "example {}\n--- markdown\n{}--- expected\n{}--- found\n{html}",
                example.number, example.markdown, example.html
            ));
        }
    }
    let passed = N_EXAMPLES - failures.len();
    assert!(failures.is_empty(), "{passed}/{N_EXAMPLES}\n{}", failures.join("\n"));
}

#[test]
fn the_output_is_that_of_the_specification_to_the_byte() {
    let mut all = String::new();
    for example in examples("spec") {
        all.push_str(&example.markdown);
        all.push('\0');
        all.push_str(&render(&example.markdown));
        all.push('\0');
    }
    assert_eq!(Digest::of(all.as_bytes()).hex(), DIGEST, "`&quot;` or the specification differ");
}
