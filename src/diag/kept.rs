//! Warnings as bytes for the depot: a text that has some is compiled once, and they
//! are said again by each build.

use serde::{Deserialize, Serialize};

use crate::base::Span;
use crate::diag::{Arg, Diagnostic, Related, Severity, catalog};

/// The values and places that a message may name. One that is not listed here is not
/// kept, and its text compiled again.
const NAMES: [&str; 18] = [
    "key", "nearest", "name", "text", "what", "limit", "sign", "provider", "id", "first", "value",
    "allowed", "path", "chain", "expected", "reason", "original", "fence",
];

/// A warning that was found in a text and its fragments alone: it stays true for as
/// long as they are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptWarning {
    code: String,
    span: Span,
    args: Vec<(u8, KeptArg)>,
    related: Vec<(Span, u8)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum KeptArg {
    Text(String),
    Number(u64),
}

impl KeptWarning {
    /// Takes a warning apart. None for what is an error by nature: such a text is not
    /// published, and what is wrong may be outside of it, like a fragment that is not
    /// there.
    pub fn of(diagnostic: &Diagnostic) -> Option<Self> {
        if diagnostic.code.level == Severity::Error {
            return None;
        }
        let args = diagnostic.args.iter().map(|(name, arg)| {
            let arg = match arg {
                Arg::Text(text) => KeptArg::Text(text.clone()),
                Arg::Number(number) => KeptArg::Number(*number),
            };
            Some((number_of(name)?, arg))
        });
        let related =
            diagnostic.related.iter().map(|related| Some((related.span, number_of(related.key)?)));
        Some(Self {
            code: diagnostic.code.number.to_owned(),
            span: diagnostic.span,
            args: args.collect::<Option<_>>()?,
            related: related.collect::<Option<_>>()?,
        })
    }

    /// Puts it together again.
    pub fn restore(self) -> Option<Diagnostic> {
        let mut diagnostic = Diagnostic::new(catalog::find(&self.code)?, self.span);
        for (name, arg) in self.args {
            let arg = match arg {
                KeptArg::Text(text) => Arg::Text(text),
                KeptArg::Number(number) => Arg::Number(number),
            };
            diagnostic.args.push((NAMES.get(usize::from(name))?, arg));
        }
        for (span, key) in self.related {
            diagnostic.related.push(Related { span, key: NAMES.get(usize::from(key))? });
        }
        Some(diagnostic)
    }

    /// Gives each place to `change`.
    pub fn each_span(&mut self, change: &impl Fn(&mut Span)) {
        change(&mut self.span);
        self.related.iter_mut().for_each(|(span, _)| change(span));
    }
}

fn number_of(name: &str) -> Option<u8> {
    u8::try_from(NAMES.iter().position(|known| *known == name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::KeptWarning;
    use crate::base::{SourceId, Span};
    use crate::diag::catalog::{files, front, markup};

    #[test]
    fn warnings_of_texts_come_back_as_they_were() {
        let at = Span::new(SourceId(3), 1..4);
        for warning in [
            markup::empty_tabs(at),
            markup::unknown_code_language(at, "pyton", Some("python")),
            markup::html_dropped(at, "<script>"),
            markup::code_too_long(at, 5_000),
            markup::code_too_slow(at),
            markup::undefined_footnote(at, "n"),
            markup::steps_without_list(at),
            front::unknown_key(at, "titel", Some("title")),
            front::expires_before_publish(at),
            front::unknown_provider(at, "zendsk", Some("zendesk")),
            files::control_character(at, "U+0000"),
        ] {
            let kept = KeptWarning::of(&warning).unwrap();
            let bytes = postcard::to_allocvec(&kept).unwrap();
            let back: KeptWarning = postcard::from_bytes(&bytes).unwrap();
            assert_eq!(back.restore(), Some(warning));
        }
    }

    #[test]
    fn errors_are_found_anew_each_time() {
        let at = Span::file(SourceId(0));
        assert_eq!(KeptWarning::of(&markup::unknown_variable(at, "x", None)), None);
        assert_eq!(KeptWarning::of(&markup::missing_include(at, "x", None)), None);
    }
}
