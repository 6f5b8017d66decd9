//! Themes made in memory.

use std::borrow::Cow;

use super::{Builtin, Theme, load_over};
use crate::base::{LangIdx, Sources};
use crate::config;
use crate::diag::{Arg, Diagnostic};
use crate::files::Memory;
use crate::theme::{Fault, Limit};

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://a.example/aide/\"\ndefault_language = \"fr\"\n\
    [languages.fr]\nname = \"Français\"\n[languages.en]\nname = \"English\"\n";

fn builtin() -> Builtin {
    let files = [
        (
            "theme.toml",
            "name = \"guichet\"\nfavicon = \"icons/search.svg\"\nstyles = [\"a.css\"]\n[[scripts]]\nfile = \"main.js\"\n",
        ),
        ("templates/base.html", "<main>{% block main %}{% endblock main %}</main>"),
        (
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{{ t(key=\"hi\") }}{% endblock main %}",
        ),
        ("styles/a.css", "a { b: c; }"),
        ("scripts/main.js", "import { x } from \"./part.js\";\n"),
        ("scripts/part.js", "export const x = 1;\n"),
        ("icons/search.svg", "<svg viewBox=\"0 0 1 1\"><path/></svg>"),
    ];
    let files =
        files.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes())));
    let strings = [
        ("fr", "hi = Bonjour\nn = { $n ->\n    [one] { $n } page\n   *[other] { $n } pages\n}\n"),
        ("en", "hi = Hello\nonly = Only\nn = { $n } pages\n"),
    ];
    let strings = strings.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned()));
    Builtin { files: files.collect(), strings: strings.collect() }
}

fn load(name: &str, files: &[(&str, &str)]) -> (Theme, config::Settings, Vec<Diagnostic>, Sources) {
    let mut memory = Memory::default();
    let text = format!("{CONFIG}[theme]\nname = \"{name}\"\n");
    memory.insert("guichet.toml", text.clone());
    for (path, text) in files {
        memory.insert(*path, *text);
    }
    let mut sources = Sources::default();
    let source = sources.add("guichet.toml");
    let settings = config::read(&text, source).value;
    let outcome = load_over(&builtin(), &memory, &settings, &mut sources).unwrap();
    (outcome.value, settings, outcome.diagnostics, sources)
}

fn render(theme: &Theme, settings: &config::Settings, lang: u8) -> Result<String, Box<Fault>> {
    theme
        .engine(settings, LangIdx(lang), tera::Context::new())
        .render("page.html", &tera::Context::new())
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.number).collect()
}

fn arg<'a>(diagnostic: &'a Diagnostic, name: &str) -> &'a str {
    match diagnostic.args.iter().find(|(key, _)| *key == name) {
        Some((_, Arg::Text(text))) => text,
        _ => "",
    }
}

#[test]
fn the_built_in_theme_speaks_each_language() {
    let (theme, settings, diagnostics, _) = load("guichet", &[]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(render(&theme, &settings, 0).unwrap(), "<main>Bonjour</main>");
    assert_eq!(render(&theme, &settings, 1).unwrap(), "<main>Hello</main>");
    assert_eq!(theme.words(LangIdx(0)).text("only"), Some("Only"));
    assert!(theme.icon("search").unwrap().contains("aria-hidden"));
}

#[test]
fn a_site_overrides_files_and_strings_one_by_one() {
    let (theme, settings, diagnostics, _) = load(
        "guichet",
        &[
            ("themes/guichet/templates/base.html", "<b>{% block main %}{% endblock main %}</b>"),
            ("themes/guichet/styles/own.css", "x { y: z }"),
            ("i18n/fr.ftl", "hi = Salut & co\n"),
        ],
    );
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(render(&theme, &settings, 0).unwrap(), "<b>Salut &amp; co</b>");
    assert_eq!(render(&theme, &settings, 1).unwrap(), "<b>Hello</b>");
    assert_eq!(theme.assets.files[0].bytes, b"a{b:c}\nx{y:z}");
}

#[test]
fn a_font_that_the_style_names_changes_its_name_with_its_bytes() {
    let style = "@font-face { font-family: X; src: url(\"../fonts/x.woff2\") }";
    let files = |font| {
        [
            ("themes/rive/styles/x.css", style),
            ("themes/rive/fonts/x.woff2", font),
            ("themes/rive/fonts/y.woff2", ""),
        ]
    };
    let names = |font| {
        let (theme, _, diagnostics, _) = load("rive", &files(font));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let fonts = theme.assets.files.iter().filter(|file| file.path.as_str().contains(".woff2"));
        let name = fonts.map(|file| file.path.as_str().to_owned()).collect::<Vec<_>>();
        let css = theme.assets.files.iter().find(|file| file.path.as_str().contains(".css"));
        let css = String::from_utf8(css.unwrap().bytes.clone()).unwrap();
        assert_eq!(name.len(), 1, "only what is named: {name:?}");
        let last = name[0].strip_prefix("assets/").unwrap().to_owned();
        assert!(css.contains(&format!("url(\"{last}\")")), "{css}");
        last
    };
    let (one, two) = (names("a"), names("b"));
    assert!(one.starts_with("x.") && one != two, "{one} {two}");
}

#[test]
fn an_override_reaches_the_template_it_replaces() {
    let own =
        "{% extends \"guichet/page.html\" %}{% block main %}[{{ super() }}]{% endblock main %}";
    let (theme, settings, diagnostics, _) =
        load("rive", &[("themes/rive/templates/page.html", own)]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(render(&theme, &settings, 1).unwrap(), "<main>[Hello]</main>");
}

#[test]
fn an_unknown_theme_is_reported_where_it_is_named() {
    let (_, _, diagnostics, _) = load("riv", &[("themes/rive/templates/a.html", "")]);
    assert_eq!(codes(&diagnostics), ["G0605"]);
    assert_eq!(arg(&diagnostics[0], "nearest"), "rive");
    assert_eq!(diagnostics[0].span.range().len(), "\"riv\"".len());
    let (_, _, diagnostics, _) = load("../x", &[]);
    assert_eq!(codes(&diagnostics), ["G0605"]);
}

#[test]
fn broken_templates_are_all_reported_in_the_file_of_the_site() {
    let (theme, settings, diagnostics, sources) = load(
        "guichet",
        &[
            ("themes/guichet/templates/page.html", "a\n{{ }"),
            ("themes/guichet/templates/x.html", "{% if %}"),
        ],
    );
    assert_eq!(codes(&diagnostics), ["G0601", "G0601"]);
    assert_eq!(arg(&diagnostics[0], "template"), "page.html:2");
    assert_eq!(sources.path(diagnostics[0].span.source), "themes/guichet/templates/page.html");
    assert!(diagnostics[0].span.start >= 2);
    assert_eq!(render(&theme, &settings, 0).unwrap(), "<main>Bonjour</main>");
}

#[test]
fn unknown_names_in_templates_are_reported_with_their_line() {
    for text in [
        "\n{{ nope() }}",
        "\n{{ 1 | nope }}",
        "\n{% include \"nope.html\" %}",
        "\n{% include \"../../guichet.toml\" %}",
        "{% extends \"/etc/passwd\" %}",
        "{% extends \"page.html\" %}",
    ] {
        let (_, _, diagnostics, sources) =
            load("guichet", &[("themes/guichet/templates/page.html", text)]);
        assert_eq!(codes(&diagnostics), ["G0601"], "{text} {diagnostics:?}");
        let path = sources.path(diagnostics[0].span.source);
        assert_eq!(path, "themes/guichet/templates/page.html", "{text}");
    }
}

#[test]
fn a_missing_string_names_the_template_and_the_nearest_key() {
    let own = "<i>{{ t(key=\"hii\", lang=\"en\") }}</i>";
    let (theme, settings, _, _) = load("guichet", &[("themes/guichet/templates/page.html", own)]);
    let fault = render(&theme, &settings, 0).unwrap_err();
    let diagnostic = theme.diagnose(&fault, None);
    assert_eq!(diagnostic.code.number, "G0603");
    assert_eq!(arg(&diagnostic, "key"), "hii");
    assert_eq!(arg(&diagnostic, "lang"), "en");
    assert_eq!(arg(&diagnostic, "template"), "page.html:1");
    assert_eq!(arg(&diagnostic, "nearest"), "hi");
}

#[test]
fn wrong_arguments_are_errors() {
    for (text, words) in [
        ("{{ t(key=\"n\") }}", "needs more arguments"),
        ("{{ t(key=\"n\", lang=\"xx\") }}", "not a language"),
        ("{{ icon(name=\"serch\") }}", "nearest is `search`"),
        ("{{ url(path=\"fr/\") }}", "starts with"),
        ("{{ nope }}", "not defined"),
    ] {
        let (theme, settings, diagnostics, _) =
            load("guichet", &[("themes/guichet/templates/page.html", text)]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let fault = render(&theme, &settings, 0).unwrap_err();
        assert_eq!(fault.limit, None, "{text}");
        assert!(fault.reason.contains(words), "{} {}", text, fault.reason);
        assert_eq!(theme.diagnose(&fault, None).code.number, "G0601");
    }
}

#[test]
fn endless_pages_end_at_a_limit() {
    let endless = format!(
        "{{% for a in range(end=10000) %}}{{% for b in range(end=10000) %}}{}{{% endfor %}}{{% endfor %}}",
        "word ".repeat(1000)
    );
    let empty =
        "{% for a in range(end=10000) %}{% for b in range(end=10000) %}{% endfor %}{% endfor %}";
    for (text, limit) in [(endless.as_str(), Limit::Bytes), (empty, Limit::Steps)] {
        let (theme, settings, ..) =
            load("guichet", &[("themes/guichet/templates/page.html", text)]);
        let fault = render(&theme, &settings, 0).unwrap_err();
        assert_eq!(fault.limit, Some(limit));
        let diagnostic = theme.diagnose(&fault, None);
        assert_eq!((diagnostic.code.number, arg(&diagnostic, "what")), ("G0610", limit.key()));
    }
}

#[test]
fn plurals_count_in_the_language_of_the_page() {
    let own = "{{ t(key=\"n\", n=1) }} {{ t(key=\"n\", n=2, lang=\"en\") }}";
    let (theme, settings, _, _) = load("guichet", &[("themes/guichet/templates/page.html", own)]);
    assert_eq!(render(&theme, &settings, 0).unwrap(), "1 page 2 pages");
}

#[test]
fn strings_that_are_broken_or_unused_are_reported_in_the_site() {
    let (_, _, diagnostics, sources) = load(
        "guichet",
        &[
            ("i18n/fr.ftl", "hi = Salut\nhy = Allo\nmine = Moi\n"),
            ("i18n/en.ftl", "hi = {\n"),
            ("themes/guichet/templates/x.html", "{{ t(key=\"mine\") }}"),
        ],
    );
    let mut found = codes(&diagnostics);
    found.sort_unstable();
    assert_eq!(found, ["G0602", "G0606"]);
    let unused = diagnostics.iter().find(|d| d.code.number == "G0606").unwrap();
    assert_eq!((arg(unused, "key"), arg(unused, "nearest")), ("hy", "hi"));
    assert_eq!(unused.span.range(), 11..13);
    assert_eq!(sources.path(unused.span.source), "i18n/fr.ftl");
}

#[test]
fn files_for_the_browser_have_fingerprints_and_imports_follow() {
    let (theme, ..) = load("guichet", &[]);
    let assets = &theme.assets;
    let part = assets.files.iter().find(|file| file.path.as_str().contains("/part.")).unwrap();
    let main = assets.files.iter().find(|file| file.path.as_str().contains("/main.")).unwrap();
    let name = part.path.as_str().trim_start_matches("assets/");
    assert_eq!(
        String::from_utf8_lossy(&main.bytes),
        format!("import {{ x }} from \"./{name}\";\n")
    );
    let styles = assets.styles.as_ref().unwrap();
    assert!(styles.url.as_str().starts_with("/assets/guichet."));
    assert!(styles.integrity.starts_with("sha384-"));
    assert!(assets.favicon.as_ref().unwrap().url.as_str().starts_with("/assets/favicon."));
    assert_eq!(assets.scripts.len(), 1);
    assert!(!assets.scripts[0].is_blocking);
}

#[test]
fn files_that_theme_toml_names_must_exist() {
    let (_, _, diagnostics, _) = load(
        "rive",
        &[
            (
                "themes/rive/theme.toml",
                "styles = [\"aa.css\"]\n[[scripts]]\nfile = \"mein.js\"\n[[scripts]]\nfile = \"a.js\"\n",
            ),
            ("themes/rive/scripts/a.js", "import './b.js'"),
            ("themes/rive/scripts/b.js", "import './a.js'"),
        ],
    );
    assert_eq!(codes(&diagnostics), ["G0607", "G0608", "G0607", "G0607"]);
    assert_eq!(arg(&diagnostics[0], "nearest"), "a.css");
}

#[test]
fn the_theme_in_the_binary_has_no_mistake() {
    let mut sources = Sources::default();
    let source = sources.add("guichet.toml");
    let settings = config::read(CONFIG, source).value;
    let files = Memory::default();
    let outcome = super::load(&files, &settings, &mut sources).unwrap();
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    let builtin = Builtin::embedded();
    for text in builtin.strings.values() {
        let (_, bad) = crate::i18n::Words::new("en", &[text]);
        assert!(bad.is_empty(), "{bad:?}");
    }
    let keys = |code: &str| -> Vec<String> {
        let text = builtin.strings_of(code).unwrap_or_default();
        let lines = text.lines().filter_map(|line| Some(line.split_once('=')?.0.trim()));
        let mut keys: Vec<String> =
            lines.filter(|key| !key.contains(' ')).map(str::to_owned).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys("fr"), keys("en"), "every built-in string is in both languages");
}

#[test]
fn built_in_templates_ask_only_for_strings_and_icons_that_exist() {
    let (builtin, mut sources) = (Builtin::embedded(), Sources::default());
    let source = sources.add("guichet.toml");
    let settings = config::read(CONFIG, source).value;
    let theme = super::load(&Memory::default(), &settings, &mut sources).unwrap().value;
    let named = |text: &str, before: &str| -> Vec<String> {
        let rest = text.split(before).skip(1);
        rest.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    for (path, bytes) in builtin.files.iter().filter(|(path, _)| path.starts_with("templates/")) {
        let text = String::from_utf8_lossy(bytes);
        for key in named(&text, "t(key=\"") {
            for lang in settings.langs() {
                assert!(theme.words(lang).has(&key), "{path} asks for {key}");
            }
        }
        for icon in named(&text, "icon(name=\"") {
            assert!(theme.icon(&icon).is_some(), "{path} asks for {icon}");
        }
    }
}
