//! What properties and fuzzing found; each was wrong once.

use guichet::html::sanitize::clean_body;
use guichet::output::MANIFEST;

use crate::properties::world::World;

fn article(front: &str) -> World {
    World::small().with("content/fr/a.md", format!("+++\n{front}\n+++\n# A\n"))
}

#[test]
fn every_tag_has_an_address_that_every_disk_takes() {
    for tag in ["con", "COM1", "Nul", &"é".repeat(300)] {
        let made = article(&format!("tags = ['{tag}']")).build().unwrap();
        assert_eq!(made.names(), Vec::<&str>::new(), "{tag}");
        made.is_sound();
    }
}

#[test]
fn the_list_of_published_files_is_nobodys_place() {
    let made = article(&format!("aliases = ['/{MANIFEST}']")).build().unwrap();
    assert_eq!(made.names(), ["alias-over-page"]);
    for path in [MANIFEST.to_owned(), format!("{MANIFEST}/x"), MANIFEST.to_uppercase()] {
        let made = World::small().with(&format!("static/{path}"), "x").build().unwrap();
        assert!(
            made.names().iter().any(|name| name.ends_with("clash") || name.ends_with("collision")),
            "{path}"
        );
    }
}

#[test]
fn devices_have_no_page_under_any_of_their_names() {
    for name in ["com¹.txt", "LPT³", "CONIN$", "conout$.x"] {
        let made = World::small().with(&format!("static/{name}"), "x").build().unwrap();
        assert_eq!(made.names(), ["bad-file-name"], "{name}");
    }
}

#[test]
fn a_path_that_is_too_long_is_refused_with_its_file() {
    let path = format!("content/fr/{}a.md", format!("{}/", "x".repeat(200)).repeat(18));
    let made = World::small().with(&path, "# A\n").build().unwrap();
    assert!(made.names().contains(&"bad-file-name"), "{:?}", made.names());
    made.is_sound();
}

#[test]
fn the_second_wall_has_no_list_but_ours() {
    for (element, key) in [
        ("img", "align"),
        ("hr", "size"),
        ("table", "summary"),
        ("td", "char"),
        ("col", "align"),
        ("tr", "charoff"),
    ] {
        let html = format!("<table><tr><td><{element} {key}=\"x\"></td></tr></table>");
        let plain = format!("<table><tr><td><{element}></td></tr></table>");
        assert_eq!(clean_body(&html), clean_body(&plain), "{element} {key}");
        let html = format!("<{element} {key}=\"x\">");
        assert_eq!(clean_body(&html), clean_body(&format!("<{element}>")), "{element} {key}");
    }
    assert_eq!(clean_body("<table summary=\"x\"></table>"), "<table></table>");
}

#[test]
fn an_alias_whose_file_has_too_long_a_path_is_refused() {
    let alias = format!("{}x", "c/".repeat(497));
    let made = article(&format!("aliases = ['{alias}']")).build().unwrap();
    assert_eq!(made.names(), ["bad-alias"]);
    made.is_sound();
}
