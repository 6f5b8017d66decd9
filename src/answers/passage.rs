//! The place of an article that answers: the best line, what surrounds it, and the
//! words of the question in it.

use crate::answers::index::Index;
use crate::answers::query::Concept;

/// Letters that a passage has at the least, if its section has as many.
const LEAST: usize = 160;

/// Letters that a passage has at the most, but for a line that is longer.
const MOST: usize = 320;

/// What the words of a heading count for a line below it.
const AROUND: f64 = 0.5;

/// The lines of an article, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    headings: Vec<Heading>,
}

#[derive(Clone, Debug)]
struct Heading {
    id: String,
    words: String,
    marks: Vec<Mark>,
}

#[derive(Clone, Debug)]
struct Line {
    /// Index into the headings; none before the first.
    heading: Option<usize>,
    text: String,
    marks: Vec<Mark>,
}

/// A stem of the index and where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    stem: u32,
    start: usize,
    end: usize,
}

/// A passage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// Its words.
    pub text: String,
    /// Where the words of the question stand in it, in units of UTF-16 as browsers count.
    pub marks: Vec<(usize, usize)>,
    /// The heading it stands under: its id and words.
    pub heading: Option<(String, String)>,
}

impl Lines {
    /// Takes the text of an article of an index apart.
    pub fn of(index: &Index, doc: usize) -> Self {
        let doc = &index.docs[doc];
        let marks = |text: &str| -> Vec<Mark> {
            let terms = index.grammar.terms(text).into_iter().filter(|term| !term.is_stop);
            terms
                .filter_map(|term| {
                    let stem = u32::try_from(index.stem(&term.stem)?).ok()?;
                    Some(Mark { stem, start: term.start, end: term.end })
                })
                .collect()
        };
        let mut out = Self::default();
        for line in doc.text.lines() {
            if let Some(heading) = line.strip_prefix('#') {
                let (id, words) = heading.split_once(' ').unwrap_or((heading, ""));
                let (id, words) = (id.to_owned(), words.to_owned());
                out.headings.push(Heading { marks: marks(&words), id, words });
            } else {
                let heading = out.headings.len().checked_sub(1);
                out.lines.push(Line { heading, text: line.to_owned(), marks: marks(line) });
            }
        }
        out
    }

    /// The best passage for what is asked; that of the summary when there is none.
    pub fn best(&self, concepts: &[Concept]) -> Passage {
        let mut best: Option<(f64, usize)> = None;
        for (idx, line) in self.lines.iter().enumerate() {
            let heading = self.heading_marks(line);
            let mut score = 0.0;
            for concept in concepts {
                let own = found(concept, &line.marks, &[]);
                let around = found(concept, &line.marks, heading) * AROUND;
                score += concept.mass * if own > around { own } else { around };
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, idx));
            }
        }
        best.map_or_else(Passage::default, |(_, idx)| self.cut(idx, concepts))
    }

    fn heading_marks(&self, line: &Line) -> &[Mark] {
        line.heading.map_or(&[], |heading| &self.headings[heading].marks)
    }

    /// A line and, when it is short, those after it.
    fn cut(&self, idx: usize, concepts: &[Concept]) -> Passage {
        let first = &self.lines[idx];
        let heading = first.heading.map(|heading| {
            let heading = &self.headings[heading];
            (heading.id.clone(), heading.words.clone())
        });
        let mut passage = Passage { heading, ..Passage::default() };
        for line in self.lines[idx..].iter().take_while(|line| line.heading == first.heading) {
            let n_now = passage.text.encode_utf16().count();
            if n_now >= LEAST || (n_now > 0 && n_now + line.text.encode_utf16().count() > MOST) {
                break;
            }
            if n_now > 0 {
                passage.text.push('\n');
            }
            let offset = passage.text.len();
            passage.text.push_str(&line.text);
            let asked = line.marks.iter().filter(|mark| is_asked(concepts, mark));
            let moved = |mark: &Mark| (mark.start + offset, mark.end + offset);
            let marks: Vec<(usize, usize)> = asked.map(moved).collect();
            let units = |at: usize| passage.text[..at].encode_utf16().count();
            let marks = marks.into_iter().map(|(start, end)| (units(start), units(end)));
            passage.marks.extend(marks.collect::<Vec<_>>());
        }
        passage
    }
}

fn is_asked(concepts: &[Concept], mark: &Mark) -> bool {
    let mut stems = concepts.iter().flat_map(|concept| &concept.ways).flat_map(|(stems, _)| stems);
    stems.any(|stem| *stem == mark.stem as usize)
}

/// How well a line says something: the best of the ways to say it that it has whole.
fn found(concept: &Concept, marks: &[Mark], more: &[Mark]) -> f64 {
    let mut best = 0.0;
    for (stems, weight) in &concept.ways {
        let has = |stem: &usize| marks.iter().chain(more).any(|mark| mark.stem as usize == *stem);
        if *weight > best && stems.iter().all(has) {
            best = *weight;
        }
    }
    best
}
