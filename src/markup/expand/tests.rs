//! Tests of variables and fragments.

use std::collections::BTreeMap;

use super::{
    ExpandEnv, Expanded, Fragment, Fragments, MAX_EXPANDED_BYTES, MAX_EXPANSIONS, NoFragments,
    expand,
};
use crate::base::SourceId;
use crate::diag::{Arg, Outcome};

/// Fragments by path; source 1 is the first.
struct Files(Vec<(&'static str, String)>);

impl Fragments for Files {
    fn find(&self, path: &str) -> Option<Fragment<'_>> {
        let idx = self.0.iter().position(|(known, _)| *known == path)?;
        let text = self.0[idx].1.as_str();
        let source = SourceId(u32::try_from(idx).unwrap() + 1);
        let offset = if text.starts_with("+++") { text.rfind("+++").unwrap() + 3 } else { 0 };
        Some(Fragment { source, text, offset })
    }

    fn paths(&self) -> Vec<&str> {
        self.0.iter().map(|(path, _)| *path).collect()
    }
}

fn run(text: &str, files: &[(&'static str, &str)]) -> Outcome<Expanded> {
    let names = [("days", "14"), ("url", "https://a.example/x_y"), ("braces", "{{ days }}")];
    let variables: BTreeMap<String, String> =
        names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let files = Files(files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect());
    let env = ExpandEnv { variables: &variables, fragments: &files, path: "loans/a.md" };
    expand(text, 0, SourceId(0), &env)
}

fn check(text: &str, expected: &str) {
    let outcome = run(text, &[]);
    assert_eq!(outcome.value.text.text(), expected);
    assert_eq!(outcome.diagnostics, []);
}

fn codes(outcome: &Outcome<Expanded>) -> Vec<&'static str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn variables_are_replaced_in_text_and_destinations() {
    check("{{ days }} j, {{days}}.", "14 j, 14.");
    check("[a]({{ url }}#b) <{{url}}>", "[a](https://a.example/x_y#b) <https://a.example/x_y>");
    check("| {{ days }} |\n|---|\n", "| 14 |\n|---|\n");
}

#[test]
fn values_are_not_searched_again() {
    check("{{ braces }}", "{{ days }}");
}

#[test]
fn code_is_left_alone() {
    for text in [
        "`{{ days }}`",
        "`` ` {{ nope }} ``",
        "```\n{{ days }}\n```\n",
        "~~~\n{{ days }}",
        "a\n\n    {{ days }}\n",
        "- a\n\n      {{ days }}\n",
        "> ```\n> {{ include \"x\" }}\n> ```\n",
        ":::note\n```\n{{ days }}\n```\n:::\n",
        ":::note\n\n    {{ days }}\n:::\n",
    ] {
        check(text, text);
    }
    check("a `b` {{ days }} `{{ days }}` {{ days }}", "a `b` 14 `{{ days }}` 14");
    check("- a\n\n  ```\n  x\n  ```\n  {{ days }}\n", "- a\n\n  ```\n  x\n  ```\n  14\n");
}

#[test]
fn a_backslash_makes_braces_plain() {
    check("\\{{ days }} \\\\{{ days }}", "\\{{ days }} \\\\14");
}

#[test]
fn places_point_into_the_file_that_was_written() {
    let outcome = run("a {{ days }} [b](c)", &[]);
    let at = outcome.value.text.span(5..13);
    assert_eq!(at.range(), 13..19);
    assert_eq!(outcome.value.text.span(2..4).range(), 2..12);
}

#[test]
fn front_matter_is_not_touched() {
    let variables = BTreeMap::new();
    let env = ExpandEnv { variables: &variables, fragments: &NoFragments, path: "a.md" };
    let text = "+++\n{{ x }}\n+++\nbody";
    let outcome = expand(text, 16, SourceId(0), &env);
    assert_eq!(outcome.value.text.text(), "body");
    assert_eq!(outcome.value.text.span(0..4).range(), 16..20);
}

#[test]
fn unknown_variables_name_the_nearest() {
    let outcome = run("{{ day }}", &[]);
    assert_eq!(codes(&outcome), ["unknown-variable"]);
    assert!(outcome.diagnostics[0].args.contains(&("nearest", Arg::Text("days".to_owned()))));
    assert_eq!(outcome.diagnostics[0].span.range(), 0..9);
    assert_eq!(outcome.value.text.text(), "{{ day }}");
}

#[test]
fn other_braces_are_reported_and_kept() {
    for text in ["{{ a b }}", "{{ }}", "{{ include x }}", "{{ include \"\" }}", "a {{ b\n}} c"] {
        let outcome = run(text, &[]);
        assert_eq!(codes(&outcome), ["bad-expansion"], "{text}");
        assert_eq!(outcome.value.text.text(), text);
    }
}

#[test]
fn fragments_have_variables_front_matter_and_neighbors() {
    let files = [
        ("_shared/a.md", "+++\ntitle = \"{{ no }}\"\n+++\n\n{{ days }} {{ include \"./b.md\" }}\n"),
        ("_shared/b.md", "{{ include \"../loans/c.md\" }}!"),
        ("loans/c.md", "see"),
    ];
    let outcome = run("x\n\n{{ include \"_shared/a.md\" }}\n\ny\n", &files);
    assert_eq!(outcome.value.text.text(), "x\n\n14 see!\n\ny\n");
    assert_eq!(outcome.diagnostics, []);
    let includes: Vec<&str> = outcome.value.includes.iter().map(String::as_str).collect();
    assert_eq!(includes, ["_shared/a.md", "_shared/b.md", "loans/c.md"]);
    assert_eq!(outcome.value.text.span(6..9).source, SourceId(3));
}

#[test]
fn lines_of_a_fragment_stay_in_the_item_or_quote() {
    let files = [("a.md", "one\n\ntwo\n- three\n")];
    for (text, expected) in [
        ("1. {{ include \"a.md\" }}\n2. x", "1. one\n\n   two\n   - three\n2. x"),
        ("> {{ include \"a.md\" }}\n", "> one\n>\n> two\n> - three\n"),
        ("  {{ include \"a.md\" }}", "  one\n\n  two\n  - three"),
        ("word {{ include \"a.md\" }}", "word one\n\ntwo\n- three"),
    ] {
        let outcome = run(text, &files);
        assert_eq!(outcome.value.text.text(), expected);
    }
}

#[test]
fn missing_fragments_name_the_nearest() {
    let outcome = run("{{ include \"_shared/contcat.md\" }}", &[("_shared/contact.md", "")]);
    assert_eq!(codes(&outcome), ["missing-include"]);
    let near = ("nearest", Arg::Text("_shared/contact.md".to_owned()));
    assert!(outcome.diagnostics[0].args.contains(&near));
    assert_eq!(codes(&run("{{ include \"../../x.md\" }}", &[])), ["missing-include"]);
    assert_eq!(codes(&run("{{ include \"/etc/passwd\" }}", &[])), ["missing-include"]);
}

#[test]
fn cycles_are_refused_with_their_chain() {
    let files = [("a.md", "{{ include \"b.md\" }}"), ("b.md", "b {{ include \"a.md\" }}")];
    let outcome = run("{{ include \"a.md\" }}", &files);
    assert_eq!(codes(&outcome), ["include-cycle"]);
    let chain = Arg::Text("loans/a.md → a.md → b.md → a.md".to_owned());
    assert_eq!(outcome.diagnostics[0].args, [("chain", chain)]);
    assert_eq!(outcome.value.text.text(), "b ");
    let own = run("{{ include \"./a.md\" }}", &[("loans/a.md", "")]);
    assert_eq!(codes(&own), ["include-cycle"]);
}

#[test]
fn limits_are_kept_and_named() {
    // File n includes file n + 1 twice: 2^n texts of nothing.
    let names: Vec<&'static str> = vec![
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
        "17",
    ];
    let twice = |next: &str| format!("{{{{ include \"{next}\" }}}}").repeat(2);
    let texts: Vec<String> = names[1..].iter().map(|next| twice(next)).collect();
    let mut files: Vec<(&'static str, &str)> =
        names.iter().copied().zip(texts.iter().map(String::as_str)).collect();
    assert_eq!(codes(&run("{{ include \"0\" }}", &files)), ["include-too-deep"]);
    files[15].1 = "end";
    assert_eq!(codes(&run("{{ include \"0\" }}", &files)), ["too-many-expansions"]);

    let big = "x".repeat(MAX_EXPANDED_BYTES / 2);
    let twice = run("{{ include \"a.md\" }}\n{{ include \"a.md\" }}\n", &[("a.md", &big)]);
    assert_eq!(codes(&twice), ["expansion-too-long"]);
    assert!(twice.value.text.text().len() <= MAX_EXPANDED_BYTES);

    let many = "{{ days }}".repeat(MAX_EXPANSIONS + 1);
    assert_eq!(codes(&run(&many, &[])), ["too-many-expansions"]);
    let hostile = "{{".repeat(200_000);
    assert!(run(&hostile, &[]).diagnostics.len() <= MAX_EXPANSIONS + 2);
}
