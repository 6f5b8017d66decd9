//! Passages in another language than their page.
//!
//! A paragraph, item, cell or description of at least eight words. Left be: quotes,
//! code, headings, emphasis, words of links, words between quotation marks, elements
//! that name their language, and references to sources.

use std::ops::Range;

use crate::base::Span;
use crate::base::lang::primary;
use crate::checks::CheckContext;
use crate::checks::accessibility::Place;
use crate::diag::Diagnostic;
use crate::diag::catalog::writing as said;
use crate::i18n::Identifier;
use crate::markup::Prose;
use crate::markup::prose::{Line, LineKind, OPAQUE};
use crate::source::{FrontMatter, Reader};

/// Most texts of a language that are read to learn it.
const MAX_LEARNED: usize = 200;

/// Most passages of one text that are pointed at; the first says how many there are.
const MAX_SHOWN: usize = 3;

/// Learns the languages of the site, if there is one that is not known already.
pub(super) fn learn(ctx: &CheckContext<'_>, reader: &Reader<'_>) -> Identifier {
    let mut known = Identifier::default();
    let languages = &ctx.settings.languages;
    let is_known = |tag: &str| matches!(primary(tag).as_str(), "fr" | "en");
    if languages.len() < 2 || languages.iter().all(|language| is_known(&language.tag)) {
        return known;
    }
    for lang in ctx.settings.langs() {
        let own = ctx.site.pages().filter(|page| ctx.site.lang(*page) == lang);
        for page in own.take(MAX_LEARNED) {
            let Some(written) = reader.read(ctx.site.text(page).source) else { continue };
            let tag = &ctx.settings.language(lang).tag;
            Prose::of(&written.body).lines.iter().for_each(|line| known.learn(tag, &line.text));
        }
    }
    known
}

/// The passages of a text: for each of its lines, the language that it is in, when
/// that is another.
pub(super) fn find(prose: &Prose, tag: &str, known: &Identifier) -> Vec<Option<String>> {
    let foreign = |line: &Line| is_judged(line).then(|| known.foreign(&own_words(line), tag))?;
    prose.lines.iter().map(foreign).collect()
}

/// Says which they are.
pub(super) fn check(
    prose: &Prose,
    passages: &[Option<String>],
    place: Place<'_>,
) -> Vec<Diagnostic> {
    let lines = prose.lines.iter().zip(passages);
    let foreign: Vec<(&Line, &String)> =
        lines.filter_map(|(line, lang)| Some((line, lang.as_ref()?))).collect();
    let n_more = foreign.len().saturating_sub(1);
    let shown = if n_more >= MAX_SHOWN { 1 } else { foreign.len() };
    let said = foreign.iter().take(shown).map(|(line, lang)| {
        let n_more = if shown == 1 { n_more } else { 0 };
        said::foreign_passage(place(first_line(line)), lang, n_more)
    });
    said.collect()
}

/// A description.
pub(super) fn check_front(
    front: &FrontMatter,
    tag: &str,
    known: &Identifier,
) -> Option<Diagnostic> {
    let (text, at): &(String, Span) = front.description.as_ref()?;
    let lang = known.foreign(&without_quoted(text), tag)?;
    Some(said::foreign_passage(*at, &lang, 0))
}

fn is_judged(line: &Line) -> bool {
    let is_kind = matches!(line.kind, LineKind::Paragraph | LineKind::Cell);
    is_kind && !line.is_quoted && !line.has_lang && !is_reference(&line.text)
}

/// Whether a line names a source: it has the year in parentheses of an author-date
/// style, an identifier of a document, or the words that go before an address.
pub(super) fn is_reference(text: &str) -> bool {
    let has_year = text.match_indices('(').any(|(at, _)| {
        let inside = text[at + 1..].split(')').next().unwrap_or_default();
        let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let is_year = digits == 4 && matches!(inside.as_bytes()[0], b'1' | b'2');
        is_year || matches!(inside, "n.d." | "s.d." | "s. d." | "n. d.")
    });
    let marks =
        ["doi.org", "doi:", "ISBN", "Repéré à", "Retrieved from", "Consulté le", "Accessed"];
    has_year || marks.iter().any(|mark| text.contains(mark))
}

/// The words of a line that are its author's.
fn own_words(line: &Line) -> String {
    let mut own = String::with_capacity(line.text.len());
    let mut cut: Vec<&Range<usize>> = line.apart.iter().chain(&line.langs).collect();
    cut.sort_by_key(|range| (range.start, range.end));
    let mut done = 0;
    for range in cut {
        if range.start > done {
            own.push_str(&line.text[done..range.start]);
            own.push(' ');
        }
        done = done.max(range.end);
    }
    own.push_str(&line.text[done..]);
    without_quoted(&own)
}

/// A text without what stands between quotation marks.
fn without_quoted(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut closing: Option<char> = None;
    for ch in text.chars() {
        match (closing, ch) {
            (Some(end), _) if ch == end => closing = None,
            (Some(_), _) => {}
            (None, '«') => closing = Some('»'),
            (None, '“') => closing = Some('”'),
            (None, '"') => closing = Some('"'),
            (None, OPAQUE) => own.push(' '),
            (None, _) => own.push(ch),
        }
    }
    own
}

/// The place of what stands before the first break.
fn first_line(line: &Line) -> Range<usize> {
    let end = line.text.find('\n').unwrap_or(line.text.len());
    line.place(0..end)
}

#[cfg(test)]
mod tests {
    use super::{is_reference, without_quoted};

    #[test]
    fn references_are_known_by_their_year_or_identifier() {
        for (text, expected) in [
            ("Smith, J. (2020). The effects of sleep on memory.", true),
            ("Tremblay, A. (2019, 4 mai). Titre.", true),
            ("Author (n.d.). A page of the web.", true),
            ("https://doi.org/10.1000/1", true),
            ("Le prêt dure 14 jours (21 pour les livres numériques).", false),
            ("Call us (418 555-0142).", false),
        ] {
            assert_eq!(is_reference(text), expected, "{text}");
        }
    }

    #[test]
    fn quoted_words_are_nobody_s_here() {
        assert_eq!(without_quoted("a « the end of it » b “c” d"), "a  b  d");
    }
}
