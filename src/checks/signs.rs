//! Signs of writing that the typography of a build does not mend: it changes only
//! what can be one thing, and these may be another mistake.
//!
//! For French and English. Left be: code, addresses, words with a `/`, `@` or `_`,
//! elements that name their language; a measure in inches for a quotation mark; a
//! quotation over several paragraphs, opened at each of them and closed once.

mod french;
mod quotes;
mod spaces;

use std::ops::Range;

use crate::base::Span;
use crate::base::lang::primary;
use crate::checks::accessibility::Place;
use crate::diag::Diagnostic;
use crate::diag::catalog::writing as said;
use crate::markup::Prose;
use crate::source::FrontMatter;

/// A language whose signs are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    French,
    English,
}

impl Language {
    fn of_tag(tag: &str) -> Option<Self> {
        match primary(tag).as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// What is wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// `«`, `“` or `"` without its pair.
    Unpaired(char),
    /// The opening mark of the other language.
    Foreign(char),
    /// The variant of the message, and the sign.
    Space(&'static str, String),
    /// What stands for an apostrophe.
    Apostrophe(char),
    /// As written, and as it should be.
    Ordinal(String, String),
    Ligature(String, String),
    Accent(String, String),
}

/// A problem and where it is in its line.
type Found = (Range<usize>, Problem);

/// The signs of a text; those of `passages` in another language are its own.
pub(super) fn check(
    prose: &Prose,
    tag: &str,
    passages: &[Option<String>],
    place: Place<'_>,
) -> Vec<Diagnostic> {
    let Some(language) = Language::of_tag(tag) else { return Vec::new() };
    let lines = prose.lines.iter().zip(passages);
    let own = lines.filter(|(line, lang)| !line.has_lang && lang.is_none());
    let lines: Vec<_> = own.map(|(line, _)| line).collect();
    let texts: Vec<_> = lines.iter().map(|line| (line.text.as_str(), &line.langs[..])).collect();
    let mut diagnostics = Vec::new();
    for (line, found) in lines.iter().zip(in_texts(&texts, language)) {
        let found = found.into_iter();
        let told = found.map(|(range, problem)| tell(place(line.place(range)), problem, language));
        diagnostics.extend(told);
    }
    diagnostics
}

/// The title and the description that a text gives itself.
pub(super) fn check_front(front: &FrontMatter, tag: &str) -> Vec<Diagnostic> {
    let Some(language) = Language::of_tag(tag) else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for (text, at) in front.title.iter().chain(&front.description) {
        let found = in_texts(&[(text, &[])], language).into_iter().flatten();
        diagnostics.extend(found.map(|(_, problem)| tell(*at, problem, language)));
    }
    diagnostics
}

/// What is wrong in each line of a text.
fn in_texts(lines: &[(&str, &[Range<usize>])], language: Language) -> Vec<Vec<Found>> {
    let mut found: Vec<Vec<Found>> = lines
        .iter()
        .map(|(text, _)| {
            let mut found = spaces::check(text, language);
            found.extend(quotes::straight(text));
            if language == Language::French {
                found.extend(french::check(text));
            }
            found
        })
        .collect();
    let texts: Vec<&str> = lines.iter().map(|(text, _)| *text).collect();
    for (idx, range, problem) in quotes::curly(&texts, language) {
        found[idx].push((range, problem));
    }
    for ((_, langs), found) in lines.iter().zip(&mut found) {
        let is_own = |(at, _): &Found| {
            let after = langs.partition_point(|lang| lang.end <= at.start);
            langs.get(after).is_none_or(|lang| lang.start > at.start)
        };
        found.retain(is_own);
    }
    found
}

fn tell(at: Span, problem: Problem, language: Language) -> Diagnostic {
    let right = if language == Language::French { "« »" } else { "“ ”" };
    match problem {
        Problem::Unpaired(sign) => said::unpaired_quote(at, &sign.to_string()),
        Problem::Foreign('«') => said::foreign_quotes(at, "« »", right),
        Problem::Foreign(_) => said::foreign_quotes(at, "“ ”", right),
        Problem::Space(kind, sign) => said::misplaced_space(at, kind, &sign),
        Problem::Apostrophe(sign) => said::wrong_apostrophe(at, &sign.to_string()),
        Problem::Ordinal(written, right) => said::wrong_ordinal(at, &written, &right),
        Problem::Ligature(written, right) => said::missing_ligature(at, &written, &right),
        Problem::Accent(written, right) => said::missing_accent(at, &written, &right),
    }
}

/// The words of a text between white space, each with its place.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |token| (token.as_ptr() as usize - base, token))
}

/// Whether a word is an address, a path or a name of a program.
fn is_technical(token: &str) -> bool {
    token.contains(['/', '@', '_', '\\', '=', '<', '>']) || token.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::{Language, in_texts};

    /// What is found in one line, as it is written there.
    fn check(text: &str, language: Language, expected: &[&str]) {
        let found = in_texts(&[(text, &[])], language);
        let mut found: Vec<_> = found[0].iter().map(|(range, _)| &text[range.clone()]).collect();
        found.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }

    fn french(text: &str, expected: &[&str]) {
        check(text, Language::French, expected);
    }

    fn english(text: &str, expected: &[&str]) {
        check(text, Language::English, expected);
    }

    #[test]
    fn spaces_that_no_rule_wants_are_found() {
        french("Le prêt , la réserve .", &[" ,", " ."]);
        french("Le prêt ( trois jours ) est gratuit", &["( ", " )"]);
        french("Un avis de l' usager, d’ abord", &["l' ", "d’ "]);
        french("Livres,revues et films;disques", &["s,r", "s;d"]);
        english("Really ? Yes ! Note : this", &[" ?", " !", " :"]);
        french("Vraiment ? Oui : bien sûr !", &[]);
        french("De 1 000,50 $ à .5, sur x,y et a,b; voir :) et ( ) et ...", &[]);
        english("See .htaccess, the .5 mark, 1,000 copies and Node.js , then", &[" ,"]);
        french("https://a.ca/x,y?z=a,bc et nom,prenom@a.ca", &[]);
        french("la lettre 'l' est, TL;DR, L'&Eacute;cole", &[]);
    }

    #[test]
    fn quotation_marks_are_paired_across_lines() {
        french("Un écran de 24\" et un mot \"seul", &["\""]);
        french("Dites \"oui\" ou « non », tapez \"Page \", pressez (»)", &[]);
        english("He is 5’ 4” tall, {\"a\":1,\"b\":2}", &[]);
        french("Dites « oui", &["«"]);
        french("Dites oui »", &["»"]);
        french("Un “mot” ici, « un “autre” là »", &["“"]);
        english("A «mot» here", &["«"]);
        english("A “word” here", &[]);
        let lines = ["« Un", "« deux", "« trois »", "fin"].map(|line| (line, &[][..]));
        assert!(in_texts(&lines, Language::French).iter().all(Vec::is_empty));
        let lines = ["Un « deux", "trois »"].map(|line| (line, &[][..]));
        assert!(in_texts(&lines, Language::French).iter().all(Vec::is_empty));
    }

    #[test]
    fn other_signs_do_not_stand_for_an_apostrophe() {
        french("l´usager, l‘usagère, l`usage", &["´", "‘", "`"]);
        english("the library´s ‘hours’ and ‘rules’", &["´"]);
    }

    #[test]
    fn french_words_keep_their_letters() {
        french("La 1ère et la 2ème fois, le XXème siècle", &["1ère", "2ème", "XXème"]);
        french("La 1re et la 2e fois, le 1er, le XXe, le 3D, 10e", &[]);
        french(
            "Une oeuvre, un Coeur, des manoeuvres, MOEURS",
            &["oeuvre", "Coeur", "manoeuvres", "MOEURS"],
        );
        french("Une œuvre, un poème, coefficient, moelle, oeuvre@a.ca", &[]);
        french(
            "A la bibliothèque. A partir de mai, Etudiante et Etats",
            &["A", "A", "Etudiante", "Etats"],
        );
        french("La vitamine A la plus connue, plan A : la suite, À la fin, A-t-on", &[]);
        english("A la carte, the 1ère, an oeuvre", &[]);
    }

    #[test]
    fn words_of_another_language_are_left_alone() {
        let text = "Un oeuvre ici";
        let langs = vec![3..9_usize; 1];
        assert!(in_texts(&[(text, &langs[..])], Language::French)[0].is_empty());
    }

    proptest::proptest! {
        #[test]
        fn what_is_found_is_a_piece_of_any_text(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "\"", "«", "»", "“", "”", "'", "’", "´", " ", "\u{a0}", "(", ")", ",", ".", ";",
                    "l", "A", "la", "1", "ère", "oeuvre", "Etat", "\n", "\u{fffc}", "é", "日", "/",
                ]),
                0..40,
            ),
        ) {
            let text = pieces.concat();
            for language in [Language::French, Language::English] {
                let lines = [(text.as_str(), &[][..]), (text.as_str(), &[][..])];
                for (range, _) in in_texts(&lines, language).into_iter().flatten() {
                    assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
                }
            }
        }
    }
}
