//! The Markdown dialect, through `guichet render`.

use scraper::Html;

use crate::published::{attr, attrs, select, texts};
use crate::site::Site;

/// A fragment that is rendered without a word on standard error.
#[track_caller]
pub(crate) fn render(lang: &str, markdown: &str) -> Html {
    let run = Site::empty().run_with_input(&["render", "--lang", lang], markdown);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.stderr, "", "{markdown}");
    Html::parse_fragment(&run.stdout)
}

fn words(page: &Html) -> String {
    let text: String = page.root_element().text().collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn containers_show_their_title_and_hold_their_text() {
    for name in ["note", "tip", "important", "warning", "danger"] {
        let page = render(
            "en",
            &format!(":::{name} My *title*\n\nSome **text**.\n\n- item\n\n:::\n\nAfter.\n"),
        );
        let said = words(&page);
        assert!(said.contains("My title"), "{name}: {said}");
        assert!(!said.contains(":::"), "{name}: {said}");
        assert_eq!(texts(&page, "strong"), ["text"]);
        assert_eq!(texts(&page, "li"), ["item"]);
        let classes = attrs(&page, "[class]", "class").join(" ");
        assert!(classes.contains(name), "{name}: {}", page.html());
        let after = select(&page, "html > p");
        assert_eq!(after.len(), 1, "{}", page.html());
    }
}

#[test]
fn a_container_without_title_has_that_of_its_language() {
    assert!(words(&render("fr", ":::warning\nTexte.\n:::\n")).starts_with("Attention"));
    assert!(words(&render("en", ":::warning\nText.\n:::\n")).starts_with("Warning"));
    assert!(
        words(&render("fr", "> [!TIP]\n> Texte.\n")).starts_with("Astuce")
            || words(&render("fr", "> [!TIP]\n> Texte.\n")).starts_with("Conseil")
    );
}

#[test]
fn alerts_of_github_are_containers() {
    for name in ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"] {
        let page = render("en", &format!("> [!{name}]\n> Be *careful*.\n"));
        let said = words(&page);
        assert!(!said.contains("[!"), "{said}");
        let label = if name == "CAUTION" { "DANGER" } else { name };
        assert!(said.to_uppercase().starts_with(label), "{said}");
        assert_eq!(texts(&page, "em"), ["careful"]);
        assert_eq!(select(&page, "blockquote").len(), 0);
    }
    assert_eq!(select(&render("en", "> [!OTHER]\n> Text.\n"), "blockquote").len(), 1);
}

#[test]
fn details_open_without_a_script() {
    let page = render("en", ":::details What *if*?\n\nThen so.\n\n:::\n");
    assert_eq!(texts(&page, "details > summary"), ["What if?"]);
    assert_eq!(texts(&page, "details p"), ["Then so."]);
}

#[test]
fn steps_are_a_numbered_list_that_holds_blocks() {
    let page = render(
        "en",
        ":::steps\n\n1. First.\n\n   More.\n\n2. Second.\n\n   ```\n   code\n   ```\n\n:::\n",
    );
    assert_eq!(select(&page, "ol > li").len(), 2);
    assert_eq!(texts(&page, "ol > li:first-child p"), ["First.", "More."]);
    assert_eq!(select(&page, "ol > li:last-child pre").len(), 1);
}

#[test]
fn tabs_show_each_label_and_each_panel_without_a_script() {
    let page =
        render("en", ":::tabs\n\n== On *paper*\n\nOne.\n\n== On line\n\n- Two.\n\n:::\n\nAfter.\n");
    let said = words(&page);
    for part in ["On paper", "On line", "One.", "Two."] {
        assert_eq!(said.matches(part).count(), 1, "{part} once: {said}");
    }
    assert!(!said.contains("=="), "{said}");
    assert_eq!(select(&page, "script, [onclick], [hidden]").len(), 0);
    assert_eq!(texts(&page, "html > p"), ["After."]);
}

#[test]
fn two_sets_of_tabs_do_not_share_their_names() {
    let set = ":::tabs\n== A\nOne.\n== B\nTwo.\n:::\n\n";
    let page = render("en", &format!("{set}{set}"));
    let ids = attrs(&page, "[id]", "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    let names = attrs(&page, "input[name], details[name]", "name");
    if !names.is_empty() {
        assert_eq!(names.len(), 4);
        assert_ne!(names[0], names[3]);
        assert_eq!(names[0], names[1]);
    }
}

#[test]
fn containers_nest() {
    let page = render(
        "en",
        "::::note Outer\n\n:::details Inner\n\nDeep.\n\n:::\n\nBack.\n\n::::\n\nOut.\n",
    );
    assert_eq!(texts(&page, "details p"), ["Deep."]);
    assert_eq!(texts(&page, "html > p"), ["Out."]);
    let page = render("en", "1. One\n\n   :::tip In a list\n   Text.\n   :::\n\n2. Two\n");
    assert_eq!(select(&page, "ol > li").len(), 2, "{}", page.html());
    assert!(!words(&page).contains(":::"), "{}", page.html());
}

#[test]
fn figures_have_captions() {
    let page = render(
        "en",
        "![Alt text](https://x.example/a.png \"The caption\")\n\n![Only](https://x.example/b.png)\n",
    );
    assert_eq!(texts(&page, "figure figcaption"), ["The caption"]);
    assert_eq!(attrs(&page, "figure img", "alt"), ["Alt text"]);
    assert_eq!(select(&page, "figure").len(), 1);
    assert_eq!(attrs(&page, "p > img", "alt"), ["Only"]);
}

#[test]
fn footnotes_lead_there_and_back() {
    let page =
        render("en", "One[^a] two[^b] again[^a].\n\n[^b]: Second *note*.\n[^a]: First note.\n");
    let ids = attrs(&page, "[id]", "id");
    let links = attrs(&page, "a[href^=\"#\"]", "href");
    assert!(links.len() >= 5, "{links:?}");
    for link in &links {
        assert!(ids.contains(&link[1..].to_owned()), "{link} {ids:?}");
    }
    let said = words(&page);
    assert!(
        said.find("First note").unwrap() < said.find("Second note").unwrap(),
        "in order of call"
    );
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

#[test]
fn heading_ids_are_folded_unique_and_one_s_own() {
    let page = render(
        "fr",
        "## Échéances et délais d’été\n\n## Œuvre & façade!\n\n## Même\n\n## Même\n\n## Choisi {#choisi .grand}\n\n### `code` *fort* [lien](https://x.example)\n\n## 日本語\n\n## !!!\n",
    );
    let ids = attrs(&page, "h2[id], h3[id]", "id");
    assert_eq!(ids.len(), 8, "{ids:?}");
    assert_eq!(ids[0], "echeances-et-delais-d-ete");
    assert_eq!(ids[1], "oeuvre-facade");
    assert_eq!(ids[2], "meme");
    assert!(ids[3].starts_with("meme-"), "{ids:?}");
    assert_eq!(ids[4], "choisi");
    assert!(attrs(&page, "h2#choisi", "class").concat().contains("grand"));
    assert_eq!(ids[5], "code-fort-lien");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    assert!(ids.iter().all(|id| !id.is_empty()));
}

#[test]
fn an_id_given_by_hand_wins_over_one_that_is_computed() {
    let page = render("en", "## Fees\n\n## Other {#fees}\n");
    let ids = attrs(&page, "h2", "id");
    assert_eq!(ids[1], "fees", "{ids:?}");
    assert_ne!(ids[0], "fees", "{ids:?}");
}

#[test]
fn tables_tasks_definitions_strikes_and_addresses_are_known() {
    let page = render(
        "en",
        "| a | b |\n|:--|--:|\n| 1 | ~~2~~ |\n\n- [x] done\n- [ ] open\n\nTerm\n: Meaning.\n\nSee https://x.example/a?b=1&c=2 and www.y.example or me@z.example.\n",
    );
    assert_eq!(select(&page, "table thead th").len(), 2);
    assert_eq!(texts(&page, "del, s"), ["2"]);
    let boxes = select(&page, "li input[type=checkbox][disabled]");
    assert_eq!(boxes.len(), 2);
    assert!(boxes[0].attr("checked").is_some() && boxes[1].attr("checked").is_none());
    assert_eq!(texts(&page, "dl dt"), ["Term"]);
    assert_eq!(texts(&page, "dl dd"), ["Meaning."]);
    let links = attrs(&page, "a", "href");
    assert_eq!(
        links,
        ["https://x.example/a?b=1&c=2", "http://www.y.example", "mailto:me@z.example"]
    );
}

#[test]
fn code_is_colored_with_a_title_and_marked_lines() {
    let page =
        render("en", "```rust title=\"a & <c>\" {2}\nfn main() {\n    let x = \"é\";\n}\n```\n");
    let code = select(&page, "pre code");
    assert_eq!(code.len(), 1);
    let text: String = code[0].text().collect();
    assert_eq!(text.trim_end_matches('\n'), "fn main() {\n    let x = \"é\";\n}");
    assert!(select(&page, "pre code span[class]").len() > 3, "{}", page.html());
    let marked = select(&page, "pre mark, pre [class*=mark], pre [class*=hl], pre [class*=line]");
    assert!(
        marked.iter().any(|line| line.text().collect::<String>().contains("let x")),
        "{}",
        page.html()
    );
    assert!(words(&page).contains("a \"b") || words(&page).contains("<c>"), "{}", words(&page));
    assert_eq!(select(&page, "c").len(), 0);
}

#[test]
fn variables_and_includes_are_not_expanded_in_code() {
    let site = Site::small();
    site.write("guichet.toml", format!("{}[variables]\nn = 14\n", crate::site::CONFIG));
    site.write("content/fr/_part.md", "Fragment {{ n }}.\n");
    site.write("content/fr/x.md", "# T {{ n }}\n\nOuvert {{ n }} {{n}} [l](https://x.example/{{ n }}) `{{ n }}` \\{{ n }}\n\n{{ include \"_part.md\" }}\n\n```\n{{ n }} {{ include \"_part.md\" }}\n```\n\n    {{ n }}\n\n:::note Titre {{ n }}\nCorps {{ n }}\n:::\n");
    let page = site.build().page("fr/x/index.html");
    let main = texts(&page, "main").concat();
    assert!(main.contains("Ouvert 14 14"), "{main}");
    assert!(main.contains("Fragment 14."), "{main}");
    assert!(main.contains("Titre 14") && main.contains("Corps 14"), "{main}");
    assert_eq!(texts(&page, "h1"), ["T 14"]);
    assert_eq!(texts(&page, "main p > code"), ["{{ n }}"]);
    let code = texts(&page, "main pre code");
    assert_eq!(code, ["{{ n }} {{ include \"_part.md\" }}", "{{ n }}"]);
    assert!(main.contains("{{ n }}"), "an escaped brace: {main}");
    assert!(attrs(&page, "main a", "href").contains(&"https://x.example/14".to_owned()));
}

#[test]
fn bare_commonmark_has_no_extension() {
    let run = Site::empty().run_with_input(
        &["render", "--commonmark"],
        "# T {#x}\n\n\"a\" ~~b~~ it's -- c...\n\n:::note\nx\n:::\n\n| a |\n|---|\n\n<b onclick=x>raw</b>\n",
    );
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(
        run.stdout,
        "<h1>T {#x}</h1>\n<p>&quot;a&quot; ~~b~~ it's -- c...</p>\n<p>:::note\nx\n:::</p>\n<p>| a |\n|---|</p>\n<p><b onclick=x>raw</b></p>\n",
    );
}

#[test]
fn mistakes_in_a_fragment_are_reported_at_their_place() {
    let site = Site::empty();
    let run = site.run_with_input(&["render", "--lang", "en"], "Text.\n\n:::nope\nx\n:::\n");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains(":3:"), "{run}");
    let run = site.run_with_input(&["render", "--lang", "en"], "");
    assert_eq!((run.code, run.stdout.trim()), (0, ""), "{run}");
    let page = render("fr", "Texte [x](https://x.example).");
    assert_eq!(attr(&select(&page, "a")[0], "href"), "https://x.example");
}
