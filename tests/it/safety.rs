//! What authors write never becomes a script.

use scraper::Html;

use crate::inspect::is_sound;
use crate::published::{attr, select, texts};
use crate::site::{CONFIG, Run, Site, build_args};

const VECTORS: [&str; 44] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr = alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<iframe src=https://evil.example></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=https://evil.example><input name=p><button formaction=javascript:alert(1)>x</button></form>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"java&Tab;script:alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<details ontoggle=alert(1) open>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<xmp><script>alert(1)</script></xmp>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<select><option><script>alert(1)</script></option></select>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<div><div onclick=alert(1)>x",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](<java\\\nscript:alert(1)>)",
    "![x](javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: vbscript:alert(1)",
];

/// What a browser would run or fetch in a fragment.
fn dangers(page: &Html) -> Vec<String> {
    let mut found = Vec::new();
    let elements = "script, style, iframe, object, embed, form, base, meta, link, template, noscript, xmp, textarea, animate, set, button, input:not([type=checkbox][disabled]):not([type=radio])";
    for element in select(page, elements) {
        found.push(element.html());
    }
    for element in select(page, "*") {
        for (name, value) in element.value().attrs() {
            let value: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let value = value.to_lowercase();
            let is_address = ["javascript:", "vbscript:", "data:"]
                .iter()
                .any(|scheme| value.starts_with(scheme));
            if name.starts_with("on")
                || name == "style"
                || name == "srcdoc"
                || name == "formaction"
                || is_address
            {
                found.push(format!("{name}={value}"));
            }
        }
    }
    found
}

fn render(args: &[&str], markdown: &str) -> Run {
    let mut all = vec!["render", "--lang", "en"];
    all.extend(args);
    Site::empty().run_with_input(&all, markdown)
}

#[test]
fn hostile_text_runs_nothing_when_safe() {
    for vector in VECTORS {
        for text in
            [vector.to_owned(), format!("Word {vector} word"), format!("- a\n\n  > {vector}\n")]
        {
            for args in [&[][..], &["--html", "safe"], &["--html", "off"]] {
                let run = render(args, &text);
                assert!(matches!(run.code, 0 | 1), "{run}");
                let dangers = dangers(&Html::parse_fragment(&run.stdout));
                assert!(dangers.is_empty(), "{args:?} {text}\n{dangers:?}\n{}", run.stdout);
            }
        }
    }
}

#[test]
fn all_vectors_together_run_nothing() {
    let run = render(&[], &VECTORS.join("\n\n"));
    assert_eq!(dangers(&Html::parse_fragment(&run.stdout)), Vec::<String>::new(), "{}", run.stdout);
    let run = render(&[], &VECTORS.concat());
    assert_eq!(dangers(&Html::parse_fragment(&run.stdout)), Vec::<String>::new(), "{}", run.stdout);
}

#[test]
fn harmless_elements_are_kept_and_others_reported_at_their_place() {
    let run = render(&[], "Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, <abbr title=\"a\">A</abbr>.\n");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let page = Html::parse_fragment(&run.stdout);
    assert_eq!(texts(&page, "kbd, sub, abbr"), ["Ctrl", "2", "A"]);
    let run = render(&[], "Text.\n\nAnd <b onclick=\"x()\">bold</b> <script>x()</script> end.\n");
    assert_eq!(run.code, 0, "a warning: {run}");
    assert!(run.stderr.contains(":3:"), "{run}");
    let page = Html::parse_fragment(&run.stdout);
    assert_eq!(texts(&page, "b"), ["bold"]);
}

#[test]
fn html_that_is_off_is_shown_as_text() {
    let run = render(&["--html", "off"], "A <b>bold</b> word.\n\n<div>block</div>\n");
    let page = Html::parse_fragment(&run.stdout);
    assert_eq!(select(&page, "b, div").len(), 0, "{run}");
    let said: String = page.root_element().text().collect();
    assert!(said.contains("<b>bold</b>") && said.contains("<div>block</div>"), "{run}");
}

#[test]
fn html_that_is_trusted_is_kept() {
    let run = render(&["--html", "trusted"], "<div onclick=\"x()\"><script>x()</script></div>\n");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("<div onclick=\"x()\"><script>x()</script></div>"), "{run}");
}

const HOSTILE: &str = "\\\"><img src=x onerror=alert(1)><script>alert(2)</script>'`&lt;";

#[test]
fn hostile_words_in_front_matter_and_settings_stay_words() {
    let site = Site::small();
    let config = CONFIG.replace("\"English\"", &format!("\"English {HOSTILE}\""));
    let config = config.replace(
        "College Library\"",
        &format!("Library {HOSTILE}\"\ndescription = \"d {HOSTILE}\""),
    );
    site.write("guichet.toml", format!("{config}\n[variables]\nv = \"{HOSTILE}\"\n"));
    let front = format!(
        "title = \"T {HOSTILE}\"\ndescription = \"D {HOSTILE}\"\nowner = \"O {HOSTILE}\"\ntags = [\"G {HOSTILE}\"]\nquestions = [\"Q {HOSTILE}\"]\nupdated = 2026-01-01\n"
    );
    site.write("content/en/x.md", format!("+++\n{front}+++\nText.\n\n## H & <i>x</i>\n"));
    site.write("content/en/sec/_index.md", format!("+++\n{front}+++\nText.\n"));
    site.write("content/en/sec/y.md", "# Y\n");
    let published = site.build();
    is_sound(&published);
    for path in published.pages() {
        let page = published.page(path);
        assert_eq!(select(&page, "img[src=x]").len(), 0, "{path}");
        // A block of data is no script; it is one block, which can be read.
        for script in select(&page, "script").iter().filter(|s| s.attr("src").is_none()) {
            assert_eq!(script.attr("type"), Some("application/ld+json"), "{path}");
            let data: String = script.text().collect();
            assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok(), "{path}: {data}");
        }
    }
    assert!(
        texts(&published.page("en/x/index.html"), "h1")
            .concat()
            .contains("<script>alert(2)</script>")
    );
    for file in ["sitemap.xml", "en/atom.xml"] {
        assert!(roxmltree::Document::parse(published.text(file)).is_ok(), "{file}");
    }
}

#[test]
fn hostile_words_in_markdown_attributes_stay_words() {
    let hostile = "\"><img src=x onerror=alert(1)>";
    let texts = [
        format!("```{hostile}\ncode\n```\n"),
        format!("```rust title=\"{hostile}\"\ncode\n```\n"),
        format!("## T {{#a{hostile} .b{hostile}}}\n"),
        "## T {onclick=alert(1)}\n".to_owned(),
        "## T {#x style=color:red href=javascript:x}\n".to_owned(),
        format!(":::note {hostile}\nx\n:::\n"),
        format!(":::details {hostile}\nx\n:::\n"),
        format!(":::tabs\n== {hostile}\nx\n:::\n"),
        "![a\"onerror=alert(1) b](https://x.example/i.png \"c\\\" onload=alert(1)\")\n".to_owned(),
        "[a](https://x.example/\"onmouseover=alert(1) \"t\\\" onclick=alert(1)\")\n".to_owned(),
        format!("[^{hostile}]\n\n[^{hostile}]: note\n"),
        "[a](<https://x.example/\"><script>alert(1)</script>>)\n".to_owned(),
    ];
    for text in texts {
        let run = render(&["--html", "off"], &text);
        let page = Html::parse_fragment(&run.stdout);
        let found = dangers(&page);
        assert!(found.is_empty(), "{text}\n{found:?}\n{}", run.stdout);
        assert!(
            select(&page, "img").iter().all(|image| attr(image, "src") != "x"),
            "{text}\n{run}"
        );
    }
}

#[test]
fn markup_in_file_names_is_never_raw() {
    let site = Site::small();
    site.write("content/fr/<img src=x onerror=alert(1)>.md", "# Nom\n");
    site.write("static/\"><script>alert(1)<.txt", "x");
    let run = site.run(&build_args(&[]));
    if run.code == 0 {
        is_sound(&crate::published::Published::read(
            &site.path("public"),
            "https://aide.example.ca/",
        ));
    } else {
        assert_eq!(run.code, 1, "{run}");
    }
}

#[test]
fn a_drawing_with_a_script_is_never_put_into_a_page() {
    let site = Site::small();
    site.write("static/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>");
    site.write("content/fr/x.md", "# T\n\n![dessin](/x.svg \"t\")\n");
    let published = site.build();
    is_sound(&published);
}
