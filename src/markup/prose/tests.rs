//! What is read of small texts.

use crate::base::{MappedText, SourceId};
use crate::markup::Prose;
use crate::markup::prose::LineKind;

fn prose(text: &str) -> Prose {
    Prose::of(&MappedText::verbatim(SourceId(0), text, 0))
}

/// The words of each line, and what stands at its place.
fn lines(text: &str) -> Vec<(LineKind, String, String)> {
    let lines = prose(text).lines.into_iter();
    lines.map(|line| (line.kind, line.text.clone(), text[line.whole()].to_owned())).collect()
}

#[test]
fn lines_have_words_and_a_place() {
    let text =
        "# A *b*\n\n- c `d`\n- e\n\n:::note F\ng &amp; h\n:::\n\n| i | j |\n|---|---|\n| k | |\n";
    let found = lines(text);
    let words: Vec<_> = found.iter().map(|(kind, words, _)| (*kind, words.as_str())).collect();
    assert_eq!(
        words,
        [
            (LineKind::Heading, "A b"),
            (LineKind::Paragraph, "c \u{fffc}"),
            (LineKind::Paragraph, "e"),
            (LineKind::Label, "F"),
            (LineKind::Paragraph, "g & h"),
            (LineKind::Cell, "i"),
            (LineKind::Cell, "j"),
            (LineKind::Cell, "k"),
        ]
    );
    assert_eq!(found[0].2, "A *b");
    assert_eq!(found[1].2, "c `d`");
    assert_eq!(found[4].2, "g &amp; h");
}

#[test]
fn a_word_has_its_own_place_behind_variables_of_the_parser() {
    let text = "Un été &eacute; **gras** et :smile fin\n";
    let prose = prose(text);
    let line = &prose.lines[0];
    for word in ["été", "gras", "fin", ":smile"] {
        let at = line.text.find(word).unwrap();
        assert_eq!(&text[line.place(at..at + word.len())], word);
    }
}

#[test]
fn headings_links_images_and_heads_are_found() {
    let text = "# T\n\n[a `b` ![c](d.png)](e) <https://f.ca> www.g.ca\n\n### H\n\n| | x |\n|-|-|\n| 1 | |\n\n![](i.png)\n";
    let prose = prose(text);
    let headings: Vec<_> =
        prose.headings.iter().map(|h| (h.level, h.text.as_str(), h.is_first)).collect();
    assert_eq!(headings, [(1, "T", true), (3, "H", false)]);
    let links: Vec<_> =
        prose.links.iter().map(|l| (l.words.as_str(), l.has_image, l.is_address)).collect();
    assert_eq!(links, [("a b c", true, false), ("https://f.ca", false, true)]);
    let addresses: Vec<_> = prose
        .addresses()
        .map(|(words, place)| (words.to_owned(), text[place].to_owned()))
        .collect();
    assert_eq!(addresses, [("www.g.ca".to_owned(), "www.g.ca".to_owned())]);
    assert_eq!(prose.heads.len(), 1);
    assert_eq!(prose.heads[0].is_empty, [true, false]);
    let images: Vec<_> = prose.images.iter().map(|i| (i.alt.as_deref(), i.dest.as_str())).collect();
    assert_eq!(images, [(Some("c"), "d.png"), (Some(""), "i.png")]);
}

#[test]
fn elements_that_name_a_language_are_apart() {
    let text = "Un <span lang=\"en\">reading room</span> ici\n\n<div lang=\"en\">\n\nIn English.\n\n</div>\n\nDehors <img src=\"a.png\"> <img alt src=b.png>\n";
    let prose = prose(text);
    let line = &prose.lines[0];
    assert_eq!(&line.text[line.langs[0].clone()], "reading room");
    let langs: Vec<bool> = prose.lines.iter().map(|line| line.has_lang).collect();
    assert_eq!(langs, [false, true, false]);
    let alts: Vec<_> = prose.images.iter().map(|image| image.alt.as_deref()).collect();
    assert_eq!(alts, [None, Some("")]);
    assert_eq!(&text[prose.images[0].place.clone()], "<img src=\"a.png\">");
}

#[test]
fn quotes_are_told_from_callouts() {
    let prose = prose("> cité\n\n> [!NOTE]\n> dit\n");
    let quoted: Vec<bool> = prose.lines.iter().map(|line| line.is_quoted).collect();
    assert_eq!(quoted, [true, false]);
}

#[test]
fn marks_and_elements_without_words_stand_for_something() {
    let text = "a [^1]. b <i class=\"x\"></i>, <b>c</b>.\n\n[^1]: d\n";
    assert_eq!(prose(text).lines[0].text, "a \u{fffc}. b \u{fffc}, c.");
}
