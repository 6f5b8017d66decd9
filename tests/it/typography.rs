//! Spaces, quotes and apostrophes: by language, in text only.

use crate::published::{attrs, select, words};
use crate::rendered::render;
use crate::site::Site;

/// Words of the one paragraph, ordinary spaces made one.
fn set(lang: &str, text: &str) -> String {
    let page = render(lang, text);
    words(&select(&page, "p")[0])
}

/// What is typed, and what is read; `~` is a non-breaking space, `^` a narrow one.
#[track_caller]
fn are_set(lang: &str, cases: &[(&str, &str)]) {
    for (typed, read) in cases {
        let read = read.replace('~', "\u{a0}").replace('^', "\u{202f}");
        assert_eq!(set(lang, typed), read, "{lang}: {typed}");
        assert_eq!(set(lang, &read), read, "{lang}: a second time: {typed}");
    }
}

#[test]
fn quebec_puts_no_space_before_high_signs() {
    are_set(
        "fr-CA",
        &[
            ("Vraiment ? Oui ! Bien ; sûr.", "Vraiment? Oui! Bien; sûr."),
            ("Vraiment? Oui! Bien; sûr.", "Vraiment? Oui! Bien; sûr."),
        ],
    );
}

#[test]
fn quebec_joins_colons_percents_dollars_and_quotes() {
    are_set(
        "fr-CA",
        &[
            ("Note : voici.", "Note~: voici."),
            ("Il a dit \"bonjour\".", "Il a dit «~bonjour~»."),
            ("Il a dit « bonjour ».", "Il a dit «~bonjour~»."),
            ("Il a dit «bonjour».", "Il a dit «~bonjour~»."),
            ("À 25 % ou 24 350,72 $.", "À 25~% ou 24~350,72~$."),
            ("L'été, c'est qu'il fait beau.", "L’été, c’est qu’il fait beau."),
            ("De 9 h à 14 h 30.", "De 9~h à 14~h~30."),
        ],
    );
}

#[test]
fn french_alone_means_quebec() {
    assert_eq!(set("fr", "Vraiment ? Note : oui."), "Vraiment? Note\u{a0}: oui.");
}

#[test]
fn france_puts_a_narrow_space_before_high_signs() {
    are_set(
        "fr-FR",
        &[
            ("Vraiment ? Oui ! Bien ; sûr.", "Vraiment^? Oui^! Bien^; sûr."),
            ("Note : voici.", "Note~: voici."),
            ("L'été.", "L’été."),
        ],
    );
}

#[test]
fn english_has_curly_quotes_and_apostrophes() {
    are_set(
        "en",
        &[
            ("She said \"yes\".", "She said “yes”."),
            ("It's the patrons' card.", "It’s the patrons’ card."),
            ("It costs $25, or 10%.", "It costs $25, or 10%."),
            ("Really? Yes!", "Really? Yes!"),
            ("He said \"a 'b' c\".", "He said “a ‘b’ c”."),
        ],
    );
}

#[test]
fn times_and_addresses_are_left_alone() {
    let page =
        render("fr", "À 14:30, voir https://x.example/a:b?c=1;d!e et <https://y.example/l'été?x>.");
    assert!(words(&select(&page, "p")[0]).contains("14:30"));
    let links = attrs(&page, "a", "href");
    assert_eq!(links[0], "https://x.example/a:b?c=1;d!e");
    assert!(!links[1].contains(['’', '\u{a0}']), "{links:?}");
    assert_eq!(words(&select(&page, "a")[0]), "https://x.example/a:b?c=1;d!e");
}

#[test]
fn code_is_never_touched() {
    let page = render(
        "fr",
        "Tapez `a ? \"b\" : l'c` puis :\n\n```\nx ? \"y\" : 25 %\n```\n\n    l'indentation \"ici\" !\n",
    );
    assert_eq!(words(&select(&page, "p code")[0]), "a ? \"b\" : l'c");
    let blocks = select(&page, "pre");
    assert!(blocks[0].text().collect::<String>().contains("x ? \"y\" : 25 %"));
    assert!(blocks[1].text().collect::<String>().contains("l'indentation \"ici\" !"));
}

#[test]
fn attributes_are_never_touched() {
    let page = render(
        "fr",
        "[texte](https://x.example \"l'aide ?\") ![l'image \"a\" ?](https://x.example/i.png)\n",
    );
    assert_eq!(attrs(&page, "a", "title"), ["l'aide ?"]);
    assert_eq!(attrs(&page, "img", "alt"), ["l'image \"a\" ?"]);
}

#[test]
fn quotes_pair_across_emphasis_and_links() {
    let page = render("fr", "Le mot \"*juste* [ici](https://x.example)\" compte.\n");
    assert_eq!(words(&select(&page, "p")[0]), "Le mot «\u{a0}juste ici\u{a0}» compte.");
    let page = render("en", "The \"**right** word\".\n");
    assert_eq!(words(&select(&page, "p")[0]), "The “right word”.");
}

#[test]
fn titles_lists_tables_and_menus_are_set_too() {
    let site = Site::small();
    site.write("content/fr/x.md", "+++\ntitle = \"Qu'est-ce que c'est ?\"\n+++\n## L'aide : où ?\n\n| L'a |\n|---|\n| d'ici |\n");
    let published = site.build();
    let page = published.page("fr/x/index.html");
    assert_eq!(words(&select(&page, "h1")[0]), "Qu’est-ce que c’est?");
    assert_eq!(words(&select(&page, "main h2")[0]), "L’aide\u{a0}: où?");
    assert_eq!(words(&select(&page, "th")[0]), "L’a");
    assert_eq!(words(&select(&page, "td")[0]), "d’ici");
}
