//! What lies inside: paths in the output, spans in their sources. Written down a
//! second time, apart from the code that is judged.

use guichet::base::{SourceId, Span};
use guichet::diag::Diagnostic;

/// Why a path of the output is not one plain relative path on every system.
pub(crate) fn path_fault(path: &str) -> Option<String> {
    let fault = |what: &str| Some(format!("{what}: {path:?}"));
    if path.is_empty() || path.starts_with('/') {
        return fault("not relative");
    }
    if path.len() > 1000 {
        return fault("too long");
    }
    for segment in path.split('/') {
        if matches!(segment, "" | "." | "..") {
            return fault("leaves the output");
        }
        if segment.len() > 255 {
            return fault("a name too long for a disk");
        }
        if segment.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c)) {
            return fault("a sign with a meaning");
        }
        if segment.ends_with([' ', '.']) || segment.starts_with(' ') {
            return fault("an end that Windows drops");
        }
        let stem = segment.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let is_port = ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port).is_some_and(|n| {
                n.chars().count() == 1 && n.chars().all(|c| "123456789¹²³".contains(c))
            })
        });
        if is_port || matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
            return fault("a device");
        }
    }
    None
}

/// Places that do not lie in their text, or cut a character.
pub(crate) fn span_faults<'t>(
    said: &[Diagnostic],
    text_of: impl Fn(SourceId) -> Option<&'t str>,
) -> Vec<String> {
    let mut found = Vec::new();
    for diagnostic in said {
        let further = diagnostic.related.iter().map(|related| related.span);
        for span in [diagnostic.span].into_iter().chain(further) {
            if !is_inside(span, text_of(span.source)) {
                found.push(format!("{} at {span:?}", diagnostic.code.name));
            }
        }
    }
    found
}

/// Whether a span lies in its text. A file whose text is not known has but one
/// place, its beginning.
fn is_inside(span: Span, text: Option<&str>) -> bool {
    match text {
        Some(text) => text.get(span.range()).is_some(),
        None => span == Span::file(span.source),
    }
}
