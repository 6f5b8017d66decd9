//! Any bytes in any file of a site: it is built or refused, and that in words.

use proptest::prelude::*;

use crate::properties::world::World;

/// Every kind of file that guichet reads.
const FILES: &[&str] = &[
    "guichet.toml",
    "content/fr/a.md",
    "content/fr/_index.md",
    "content/fr/_shared/x.md",
    "content/en/good.md",
    "content/fr/a.svg",
    "i18n/fr.ftl",
    "i18n/en.ftl",
    "themes/guichet/theme.toml",
    "themes/guichet/templates/article.html",
    "themes/guichet/templates/base.html",
    "themes/guichet/templates/new.html",
    "themes/guichet/styles/text.css",
    "themes/guichet/styles/new.css",
    "themes/guichet/scripts/main.js",
    "themes/guichet/icons/menu.svg",
    "themes/guichet/favicon.svg",
    "static/robots.txt",
];

/// Bytes: any, those of a text in another encoding, text with a mark before it.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let any_text = || any::<String>().prop_map(String::into_bytes);
    prop_oneof![
        3 => prop::collection::vec(any::<u8>(), 0..200),
        3 => any_text(),
        1 => any::<String>().prop_map(|s| s.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        1 => any_text().prop_map(|text| [b"\xEF\xBB\xBF", &text[..]].concat()),
        1 => "[+]{3}\n\\PC{0,80}\n[+]{3}\n\\PC{0,40}".prop_map(String::into_bytes),
        1 => "-{3}\n[a-z:\\[\\]{}'\"|>&*!?é \n-]{0,80}\n-{3}\n".prop_map(String::into_bytes),
        1 => "[{}%#\"'a-z|(). \n\\\\/;:é@*-]{0,120}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_file_are_answered(
        files in prop::collection::vec((prop::sample::select(FILES), bytes()), 1..4)
    ) {
        let mut world = World::small();
        for (path, bytes) in files {
            world = world.with(path, bytes);
        }
        if let Some(made) = world.build() {
            made.is_sound();
        }
    }
}
