//! Tests of the typographic rules.

use proptest::prelude::*;

use super::{Rules, Run};

/// Rules of `tag`; `_` stands for U+00A0 and `~` for U+202F in the results.
fn typeset(tag: &str, text: &str) -> String {
    Rules::for_tag(tag).apply_str(text).replace('\u{a0}', "_").replace('\u{202f}', "~")
}

fn check(tag: &str, cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        let once = typeset(tag, text);
        assert_eq!(&once, wanted, "{tag}: {text}");
        let raw = Rules::for_tag(tag).apply_str(text);
        assert_eq!(Rules::for_tag(tag).apply_str(&raw), raw, "{tag} twice: {text}");
    }
}

/// The texts of runs separated by `|`; `@` is an opaque run, `/` a break.
fn typeset_runs(tag: &str, line: &str) -> String {
    let mut texts: Vec<String> = line.split('|').map(str::to_owned).collect();
    let mut runs: Vec<Run<'_>> = texts
        .iter_mut()
        .map(|text| match text.as_str() {
            "@" => Run::Opaque,
            "/" => Run::Break,
            _ => Run::Text(text),
        })
        .collect();
    Rules::for_tag(tag).apply(&mut runs);
    texts.join("|").replace('\u{a0}', "_").replace('\u{202f}', "~")
}

#[test]
fn quebec_has_no_space_before_high_signs() {
    check(
        "fr-CA",
        &[
            ("Quoi ? Oui ! Non ; si.", "Quoi? Oui! Non; si."),
            ("Quoi\u{a0}? Oui\u{a0}!", "Quoi? Oui!"),
            ("Quoi  ?! (vraiment ?)", "Quoi?! (vraiment?)"),
            ("Quoi\u{2009}?", "Quoi\u{2009}?"),
            ("« Quoi ? »", "«_Quoi?_»"),
            ("p { color: red !important }", "p { color_: red !important }"),
            ("page ?id=3 et ;) ou != x", "page ?id=3 et ;) ou != x"),
            ("vu à l'arrêt !…", "vu à l’arrêt!…"),
            ("! début", "! début"),
        ],
    );
}

#[test]
fn a_colon_has_a_space_before_it_only_where_it_ends_a_label() {
    check(
        "fr-CA",
        &[
            ("Note : x", "Note_: x"),
            ("Note: x", "Note_: x"),
            ("Note  : x", "Note_: x"),
            ("Étape 2: faire", "Étape 2_: faire"),
            ("« Prêt »: x", "«_Prêt_»_: x"),
            ("Voici (ou non):", "Voici (ou non)_:"),
            ("à 14:30, ratio 1:2, http://a.example", "à 14:30, ratio 1:2, http://a.example"),
            ("C:\\Docs et C: ou std::fmt, a::", "C:\\Docs et C: ou std::fmt, a::"),
            ("un :smile: ici :+1: et :)", "un :smile: ici :+1: et :)"),
            ("mailto:a@b.ca: écrire", "mailto:a@b.ca_: écrire"),
            ("https://a.example/x: voir", "https://a.example/x_: voir"),
        ],
    );
}

#[test]
fn french_quotes_have_spaces_inside() {
    check(
        "fr-CA",
        &[
            ("dit \"oui\" et \"non\"", "dit «_oui_» et «_non_»"),
            ("dit «oui», « non » et «\u{202f}si\u{202f}»", "dit «_oui_», «_non_» et «~si~»"),
            ("\"a \"b\" c\"", "«_a “b” c_»"),
            ("« a \"b\" c »", "«_a “b” c_»"),
            ("(\"x\") l'\"y\" \"z\".", "(«_x_») l’«_y_» «_z_»."),
            ("écran de 15\" ou 17\"", "écran de 15\" ou 17\""),
            ("un \" seul", "un \" seul"),
            ("\"Quoi ?\" dit-il", "«_Quoi?_» dit-il"),
            ("«  vide»", "«_vide_»"),
        ],
    );
}

#[test]
fn elision_dashes_and_ellipses_are_replaced() {
    check(
        "fr-CA",
        &[
            ("l'été d'aujourd'hui, 'mot', 5'", "l’été d’aujourd’hui, 'mot', 5'"),
            ("lundi - vendredi", "lundi – vendredi"),
            ("5 - 3 et a-b et -x", "5 - 3 et a-b et -x"),
            ("mot -- mot --- mot ---- fin", "mot – mot — mot ---- fin"),
            ("a --> b <-- c <!-- d", "a --> b <-- c <!-- d"),
            ("attendez... puis .... [...]", "attendez… puis .... […]"),
            ("../chemin/... et l'option --force-x", "../chemin/... et l’option --force-x"),
        ],
    );
}

#[test]
fn numbers_hold_to_their_units_and_groups() {
    check(
        "fr-CA",
        &[
            ("25 $, 10 %, 5 km, 20 Mo, 3 jours", "25_$, 10_%, 5_km, 20_Mo, 3 jours"),
            ("25$ ou 10% à 20°C; $5, %PATH%, 50%25", "25_$ ou 10_% à 20_°C; $5, %PATH%, 50%25"),
            ("14h30, 14 h 30, 9h, 9 h 00, 24h/24", "14_h_30, 14_h_30, 9_h, 9_h_00, 24h/24"),
            ("24 350,72 $ et 1 234 567", "24_350,72_$ et 1_234_567"),
            ("418 555-0142, 514 555 0142, en 2026 100", "418 555-0142, 514 555 0142, en 2026 100"),
            ("3 m'ont dit, 5 l'autre", "3 m’ont dit, 5 l’autre"),
            ("50 km/h, 12 h à 13 h", "50_km/h, 12_h à 13_h"),
            ("H2O, 3D, 5G, 100h, 0x5h", "H2O, 3D, 5G, 100h, 0x5h"),
            ("30 h30 14h 30", "30_h_30 14_h_30"),
            ("1er, 2e, XXe siècle", "1er, 2e, XXe siècle"),
        ],
    );
}

#[test]
fn abbreviations_hold_to_what_follows() {
    check(
        "fr-CA",
        &[
            ("n° 5, p. 12, art. 5, pp. 3", "n°_5, p._12, art._5, pp._3"),
            ("M. Roy, Mme Roy et Dr Roy", "M._Roy, Mme_Roy et Dr_Roy"),
            ("le cap. 5, Dr ici, am. Roy", "le cap. 5, Dr ici, am. Roy"),
        ],
    );
}

#[test]
fn technical_words_are_left_alone() {
    let text = "voir https://a.example/l'été?x=1;y=2 ou a.b@c.ca, www.ex.ca... /usr/l'x--y et --dry-run -v";
    let wanted =
        "voir https://a.example/l'été?x=1;y=2 ou a.b@c.ca, www.ex.ca… /usr/l'x--y et --dry-run -v";
    check("fr-CA", &[(text, wanted)]);
}

#[test]
fn france_has_a_narrow_space_before_high_signs() {
    check(
        "fr-FR",
        &[
            ("Quoi ? Oui! Non\u{a0}; si", "Quoi~? Oui~! Non~; si"),
            ("Quoi ?! Non!!", "Quoi~?! Non~!!"),
            ("Note: «x»", "Note_: «_x_»"),
            ("...!...:", "…!…:"),
            ("http://a.example/?x!y", "http://a.example/?x!y"),
        ],
    );
    assert_eq!(Rules::for_tag("fr"), Rules::for_tag("fr-BE"));
    assert_eq!(typeset("fr_ca", "Quoi ?"), "Quoi?");
}

#[test]
fn english_has_curly_quotes_and_tied_units() {
    check(
        "en-CA",
        &[
            ("\"It's\" the readers' 'own' choice...", "“It’s” the readers’ ‘own’ choice…"),
            ("the '90s -- and 'tis fine --- really", "the ’90s – and ’tis fine — really"),
            ("10 % of 5 km at 2:30 p.m. - or 5'", "10_% of 5_km at 2:30_p.m. – or 5'"),
            ("Note : x ; y ! \"a 'b' c\"", "Note : x ; y ! “a ‘b’ c”"),
            ("a 15\" screen; don't run --force", "a 15\" screen; don’t run --force"),
        ],
    );
}

#[test]
fn other_languages_have_no_rules() {
    check("de", &[("\"Wer ?\" -- it's", "\"Wer ?\" -- it's")]);
    assert_eq!(typeset("iu", "a..."), "a...");
}

#[test]
fn rules_see_across_runs() {
    for (line, wanted) in [
        ("|mot| : x", "|mot|_: x"),
        ("Note|: x", "Note|_: x"),
        ("l'|été|...", "l’|été|…"),
        ("\"|mot|\" fin", "«_|mot|_» fin"),
        ("«|@|» et |@| : |@|!", "«_|@|_» et |@|_: |@|!"),
        ("25| $", "25|_$"),
        ("n°|/|5 et 25|/|$ !", "n°|/|5 et 25|/|$!"),
        ("fin|/|; suite ?", "fin|/|; suite?"),
        (".|..", ".|.."),
    ] {
        assert_eq!(typeset_runs("fr-CA", line), wanted, "{line}");
    }
}

/// Only what rules may not change.
fn bare(text: &str) -> String {
    let is_loose = |c: char| c.is_whitespace() || ".…'’‘\"“”«»-–—".contains(c);
    text.chars().filter(|c| !is_loose(*c)).collect()
}

const PIECES: &[&str] = &[
    "\"", "'", "«", "»", "“", "”", "‘", "’", " ", " ", " ", "\u{a0}", "\u{202f}", "\u{2009}", ":",
    ";", "!", "?", ".", "...", "…", "-", "--", "---", "–", "—", "h", "30", "5", "24", "350", "000",
    "km", "%", "$", "°", "°C", "n°", "M.", "Roy", "Mme", "p.", "art.", "l", "mot", "É", "é", "C",
    "(", ")", "[", "]", "<", ">", "{", "}", "@", "/", "\\", "://", "http://", "a.b", "www.", "--x",
    "-v", ":smile:", "::", ",", "=", "+", "&", "\n", "\t", "\u{fffc}", "m", "p.m.", "’90", "_",
    "#", "*", "~", "|", "€", "s", "x",
];

/// Texts of few different pieces: odd neighbors meet often.
fn text() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(PIECES, 5..9)
        .prop_flat_map(|few| prop::collection::vec(prop::sample::select(few), 0..16))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]
    #[test]
    fn rules_applied_twice_give_the_same(
        pieces in text()
    ) {
        let text = pieces.concat();
        for tag in ["fr-CA", "fr-FR", "en"] {
            let once = Rules::for_tag(tag).apply_str(&text);
            prop_assert_eq!(Rules::for_tag(tag).apply_str(&once), once.clone(), "{} {:?}", tag, text);
            prop_assert_eq!(bare(&once), bare(&text), "{}", tag);
        }
    }

    #[test]
    fn any_text_keeps_its_words(text in "\\PC{0,60}") {
        for tag in ["fr-CA", "fr-FR", "en"] {
            let once = Rules::for_tag(tag).apply_str(&text);
            prop_assert_eq!(bare(&once), bare(&text));
            prop_assert_eq!(Rules::for_tag(tag).apply_str(&once), once);
        }
    }

    #[test]
    fn runs_and_one_text_agree(
        pieces in text(),
        cut in 0..12_usize,
    ) {
        // Signs of several characters stay in one run.
        let cut = cut.min(pieces.len());
        let (mut first, mut second) = (pieces[..cut].concat(), pieces[cut..].concat());
        let is_split = |sign: char| first.ends_with(sign) && second.starts_with(sign);
        prop_assume!(!is_split('-') && !is_split('.'));
        for tag in ["fr-CA", "fr-FR", "en"] {
            let whole = Rules::for_tag(tag).apply_str(&format!("{first}{second}"));
            Rules::for_tag(tag).apply(&mut [Run::Text(&mut first), Run::Text(&mut second)]);
            prop_assert_eq!(format!("{first}{second}"), whole);
        }
    }
}

#[test]
fn long_odd_text_takes_linear_time() {
    for piece in [
        "\"", "'", "a ", " ", "5 ", "500 ", "!", " !", ":", ":a", "-", " - ", ".", "h", "5h", "« ",
        "://", "a'", "M. ", "1.", ":a:", "/.", "a\u{a0}", "« »",
    ] {
        let _ = Rules::for_tag("fr-CA").apply_str(&piece.repeat(40_000));
        let _ = Rules::for_tag("en").apply_str(&piece.repeat(40_000));
    }
}
