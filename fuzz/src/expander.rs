//! Variables and includes. A line `%%%` ends the article and each fragment.

use std::collections::BTreeMap;

use guichet::base::{MappedText, SourceId, Span};
use guichet::markup::{
    ExpandEnv, Fragment, Fragments, MAX_EXPANDED_BYTES, ParseOptions, expand, parse,
};

use crate::inside::span_faults;
use crate::texts::text;

/// The paths of the fragments, in the order of the input.
const PATHS: [&str; 4] = ["a.md", "b/index.md", "b/c.md", "d.md"];

struct Parts<'t>(Vec<&'t str>);

impl Parts<'_> {
    fn text(&self, source: SourceId) -> Option<&str> {
        self.0.get(source.0 as usize).copied()
    }

    fn has(&self, span: Span) -> bool {
        self.text(span.source).is_some_and(|text| text.get(span.range()).is_some())
    }
}

impl Fragments for Parts<'_> {
    fn find(&self, path: &str) -> Option<Fragment<'_>> {
        let idx = PATHS.iter().position(|known| *known == path)? + 1;
        let text = self.0.get(idx)?;
        let source = SourceId(u32::try_from(idx).ok()?);
        // A body may begin anywhere behind front matter.
        let offset = text.find('\u{1f}').unwrap_or(0);
        Some(Fragment { source, text, offset })
    }

    fn paths(&self) -> Vec<&str> {
        PATHS.to_vec()
    }
}

/// The text stays inside its bound and every place inside its source.
pub fn expander(data: &[u8]) {
    let text = text(data);
    let parts = Parts(text.split("\n%%%\n").take(PATHS.len() + 1).collect());
    let variables: BTreeMap<String, String> =
        [("v", "x"), ("é.b-c", "]( \n# {{ v }}"), ("long", &"l".repeat(5000)), ("none", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
    let env = ExpandEnv { variables: &variables, fragments: &parts, path: "b/own.md" };
    let outcome = expand(parts.0[0], 0, SourceId(0), &env);
    let faults = span_faults(&outcome.diagnostics, |source| parts.text(source));
    assert!(faults.is_empty(), "{faults:?} in {text:?}");
    let mapped = outcome.value.text;
    assert!(mapped.text().len() <= MAX_EXPANDED_BYTES, "{}", mapped.text().len());
    origins_are_inside(&mapped, &parts);
    if mapped.text().len() < 20_000 {
        let parsed = parse(&mapped, &ParseOptions::full(None));
        let faults = span_faults(&parsed.diagnostics, |source| parts.text(source));
        assert!(faults.is_empty(), "{faults:?} in {text:?}");
        let spans: Vec<Span> = parsed.value.links.iter().map(|link| link.span).collect();
        for span in &spans {
            assert!(parts.has(*span), "link at {span:?} in {text:?}");
        }
        for range in mapped.positions(&spans).into_iter().flatten() {
            assert!(mapped.text().get(range.clone()).is_some(), "{range:?} in {text:?}");
        }
    }
}

/// Where pieces of the text come from, for ranges taken all over it.
fn origins_are_inside(mapped: &MappedText, parts: &Parts<'_>) {
    let bounds: Vec<usize> = mapped.text().char_indices().map(|(at, _)| at).collect();
    let step = (bounds.len() / 64).max(1);
    for pair in bounds.windows(step + 1).step_by(step) {
        for range in [pair[0]..pair[step], pair[0]..pair[0]] {
            let span = mapped.span(range.clone());
            assert!(parts.has(span), "{range:?} is {span:?} in {:?}", mapped.text());
        }
    }
}
