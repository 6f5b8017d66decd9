//! What the doctor finds, and what it leaves alone.

use super::{Page, examine};
use crate::base::SourceId;

const GOOD: &str =
    "<script src=\"https://aide.example.ca/widget.js\" defer data-library=\"A\"></script>";
const TAWK: &str = "<script>\nvar Tawk_API=Tawk_API||{}, Tawk_LoadStart=new Date();\n(function(){var s1=document.createElement(\"script\");\ns1.src='https://embed.tawk.to/5f0c1a2b3c4d5e6f7a8b9c0d/default';\ndocument.body.appendChild(s1);})();\n</script>\n";
const ZENDESK: &str = "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11\"> </script>";

fn names(text: &str) -> Vec<&'static str> {
    names_in(text, &Page::default())
}

fn names_in(text: &str, page: &Page<'_>) -> Vec<&'static str> {
    let mut names: Vec<_> =
        examine(text, SourceId(0), page).diagnostics.iter().map(|d| d.code.name).collect();
    names.sort_unstable();
    names
}

#[test]
fn snippets_of_today_have_nothing_wrong() {
    for text in [GOOD, TAWK, ZENDESK] {
        assert_eq!(names(text), [""; 0], "{text}");
        let page = format!(
            "<html lang=\"fr-CA\"><head><script>var a = \"<br>\" + '’';</script></head><body>\
             <p>Prêt « long »</p>{text}<script src=\"/js/jquery.js\"></script></body></html>"
        );
        assert_eq!(names(&page), [""; 0], "{page}");
    }
    assert_eq!(examine(TAWK, SourceId(0), &Page::default()).tools, ["tawk.to"]);
}

#[test]
fn what_an_editor_spoils_is_found() {
    let escaped = ZENDESK.replace('<', "&lt;").replace('>', "&gt;");
    assert_eq!(names(&format!("<p>{escaped}</p>")), ["escaped-script"]);
    assert_eq!(names(&TAWK.replace('\n', "<br />\n")), ["break-in-script"]);
    assert_eq!(names(&TAWK.replace("(\"script\")", "(“script”)")), ["curly-quotes"]);
    assert_eq!(names(&ZENDESK.replace("\"ze-snippet\"", "”ze-snippet”")), ["curly-quotes"]);
    assert_eq!(names(ZENDESK.trim_end_matches("</script>")), ["unclosed-script"]);
    assert_eq!(names(""), ["no-snippet"]);
    assert_eq!(names("<p>Bonjour</p>"), ["no-snippet"]);
}

#[test]
fn what_is_dead_double_or_unsafe_is_found() {
    assert_eq!(names(&format!("{TAWK}{TAWK}")), ["two-widgets"]);
    assert_eq!(names(&format!("{GOOD}\n{GOOD}")), ["two-widgets"]);
    assert_eq!(names(&format!("{TAWK}{ZENDESK}")), [""; 0]);
    assert_eq!(names("<div class=\"fb-customerchat\" page_id=\"1\"></div>"), ["dead-plugin"]);
    let sdk =
        "<script>js.src='https://connect.facebook.net/fr_FR/sdk/xfbml.customerchat.js';</script>";
    assert_eq!(names(&format!("<div class=\"fb-customerchat\"></div>{sdk}")), ["dead-plugin"]);
    let zopim = "<script>window.$zopim||(function(){s.src='https://v2.zopim.com/?X';})();</script>";
    assert_eq!(names(zopim), ["obsolete-snippet"]);
    assert_eq!(names(&TAWK.replace("https:", "http:")), ["insecure-address"]);
    assert_eq!(names(&ZENDESK.replace("https:", "http:")), ["insecure-address"]);
}

#[test]
fn examples_pasted_as_they_are_are_found() {
    let id = "5f0c1a2b3c4d5e6f7a8b9c0d";
    assert_eq!(names(&TAWK.replace(id, "PROPERTY_ID")), ["placeholder-id"]);
    assert_eq!(names(&TAWK.replace(id, "5f0c1a2b")), ["placeholder-id"]);
    let key = "0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11";
    assert_eq!(names(&ZENDESK.replace(key, "ACCOUNT_KEY")), ["placeholder-id"]);
    assert_eq!(names(&ZENDESK.replace(key, "")), ["placeholder-id"]);
    let crisp = "<script>window.CRISP_WEBSITE_ID=\"YOUR-ID\";s.src=\"https://client.crisp.chat/l.js\";</script>";
    assert_eq!(names(crisp), ["placeholder-id"]);
}

#[test]
fn the_language_and_the_policy_of_the_page_count() {
    let french = "<script>zE('messenger:set', 'locale', 'fr-ca'); s.src='https://static.zdassets.com/ekr/snippet.js?key=0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11'</script>";
    assert_eq!(names_in(french, &Page { lang: Some("en"), policy: None }), ["snippet-language"]);
    assert_eq!(names_in(french, &Page { lang: Some("fr"), policy: None }), [""; 0]);
    let page = format!("<html lang=en><body>{french}</body></html>");
    assert_eq!(names(&page), ["snippet-language"]);
    let policy = Some("script-src 'self'");
    assert_eq!(names_in(TAWK, &Page { lang: None, policy }), ["blocked-script"]);
    assert_eq!(names_in(ZENDESK, &Page { lang: None, policy }), ["blocked-script"]);
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src https://static.zdassets.com\">";
    assert_eq!(names(&format!("{meta}{ZENDESK}")), [""; 0]);
    assert_eq!(names(&format!("{meta}{TAWK}")), ["blocked-script"]);
}

#[test]
fn places_point_at_what_is_wrong() {
    let text = TAWK.replace("5f0c1a2b3c4d5e6f7a8b9c0d", "PROPERTY_ID");
    let found = examine(&text, SourceId(0), &Page::default()).diagnostics;
    assert_eq!(&text[found[0].span.range()], "PROPERTY_ID");
    let text = format!("é{}", ZENDESK.replace("https:", "http:"));
    let found = examine(&text, SourceId(0), &Page::default()).diagnostics;
    assert_eq!(&text[found[0].span.range()], "http:");
}

#[test]
fn anything_can_be_examined() {
    let pieces =
        [GOOD, TAWK, ZENDESK, "<script", "é“", "&lt;script", "embed.tawk.to/", "snippet.js?key="];
    for a in pieces {
        for b in pieces {
            for cut in 0..=a.len() {
                if a.is_char_boundary(cut) {
                    let _ = examine(&format!("{}{b}", &a[..cut]), SourceId(0), &Page::default());
                }
            }
        }
    }
}
