//! Cards as their readers see them.

use miniz_oxide::inflate::decompress_to_vec_zlib;

use super::{Card, HEIGHT, Painter, Palette, WIDTH};

fn painter() -> Painter {
    Painter::new(Palette { back: [18, 68, 58], ink: [251, 246, 234], gold: [224, 166, 58] })
}

fn card(title: &str) -> Card<'_> {
    Card { title, library: "Aide de la bibliothèque", section: "Emprunts", language: "Français" }
}

/// The number of the color of each pixel.
fn pixels(png: &[u8]) -> Vec<Vec<u8>> {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (u32::from(WIDTH), u32::from(HEIGHT)));
    let at = png.windows(4).position(|kind| kind == b"IDAT").unwrap();
    let end = at + 4 + side(at - 4) as usize;
    let rows = decompress_to_vec_zlib(&png[at + 4..end]).unwrap();
    let rows = rows.chunks(1 + usize::from(WIDTH) / 2);
    rows.map(|row| row[1..].iter().flat_map(|both| [both >> 4, both & 15]).collect()).collect()
}

/// How much ink there is in the rows where titles are.
fn ink(pixels: &[Vec<u8>]) -> usize {
    pixels[150..450].iter().flatten().filter(|color| **color > 0).count()
}

#[test]
fn a_card_has_its_size_and_few_bytes() {
    let painter = painter();
    for title in ["Prêt", "Comment renouveler un prêt\u{a0}?", &"Un très long titre ".repeat(30)]
    {
        let png = painter.draw(&card(title));
        assert!(png.len() < 28 * 1024, "{title}: {}", png.len());
        assert_eq!(pixels(&png).len(), usize::from(HEIGHT));
        assert!(png.ends_with(b"IEND\xae\x42\x60\x82"));
    }
}

#[test]
fn the_same_words_give_the_same_bytes_on_any_thread() {
    let painter = painter();
    let first = painter.draw(&card("Œuvres & revues"));
    let drawn: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| painter.draw(&card("Œuvres & revues")))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(drawn.iter().all(|png| *png == first));
    assert_eq!(self::painter().draw(&card("Œuvres & revues")), first);
    assert_ne!(painter.draw(&card("Œuvres et revues")), first);
}

#[test]
fn a_title_in_another_script_gives_its_place_to_the_library() {
    let painter = painter();
    let foreign = painter.draw(&card("المكتبة"));
    let other = painter.draw(&card("図書館"));
    assert_eq!(foreign, other, "no boxes for letters that are not there");
    assert!(ink(&pixels(&foreign)) > 1000);
    let nothing =
        Card { title: "図書館", library: "図書館", section: "", language: "日本語" };
    assert_eq!(ink(&pixels(&painter.draw(&nothing))), 0);
}

#[test]
fn no_word_leaves_the_card() {
    let painter = painter();
    for title in ["anticonstitutionnellement".repeat(8), "W ".repeat(200), "É".repeat(300)] {
        let png = painter.draw(&Card { library: &title, section: &title, ..card(&title) });
        for row in &pixels(&png)[..580] {
            assert!(row[..80].iter().all(|color| *color == 0));
            assert!(row[1128..].iter().all(|color| *color == 0));
        }
    }
}

#[test]
fn another_drawing_is_another_edition() {
    let png = painter().draw(&card("Comment renouveler un prêt\u{a0}?"));
    // FNV-1a: of what is seen, not of how it is packed.
    let drawn = pixels(&png)
        .concat()
        .iter()
        .fold(0x811c_9dc5_u32, |sum, color| (sum ^ u32::from(*color)).wrapping_mul(0x0100_0193));
    // When this fails because cards look different now, raise the edition.
    assert_eq!((super::EDITION, drawn), ("1", 2_601_258_859));
}
