//! Headers for the web servers of a site, each in the form its server reads:
//! `_headers` (Netlify, Cloudflare Pages), a piece of configuration for Apache 2.4,
//! one for nginx.
//!
//! None takes effect by itself but the first, and that only on hosts that know it. An
//! `.htaccess` would on any Apache, and one whose administrator does not allow headers
//! there would answer every page with an error: it is for the site to make, from the
//! piece for Apache, which may stand in one.

use std::fmt::Write as _;

use crate::base::{OutputPath, UrlPath};
use crate::config::Settings;
use crate::render::policy::policy_of_headers;
use crate::site::HEADERS;

/// Name and value of a header.
type Header = (&'static str, String);

/// Files whose names change with their bytes: what a browser has of them stays good
/// (RFC 9111 §5.2, RFC 8246). Other sites may load them, as the widget does.
const ASSETS: &str = "/assets/";

/// The script that pages of other sites load.
const WIDGET: &str = "/widget.js";

/// The files and their addresses.
pub(super) fn headers(settings: &Settings) -> Vec<(UrlPath, String)> {
    let path = settings.base_url.path.as_str();
    let texts = [netlify(path, settings), apache(path, settings), nginx(path, settings)];
    let address = |name| OutputPath::new(name).ok().map(|path| UrlPath::file(&path));
    HEADERS.into_iter().zip(texts).filter_map(|(name, text)| Some((address(name)?, text))).collect()
}

/// For every file.
fn of_all(settings: &Settings) -> Vec<Header> {
    let header = |name, value: &str| (name, value.to_owned());
    vec![
        ("Content-Security-Policy", policy_of_headers(settings.feedback.as_ref())),
        header("X-Content-Type-Options", "nosniff"),
        // Databases that let readers in by the page they come from need the origin.
        header("Referrer-Policy", "strict-origin-when-cross-origin"),
        header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        header("Cross-Origin-Opener-Policy", "same-origin"),
    ]
}

/// For what pages of other sites load.
fn of_shared() -> Vec<Header> {
    let header = |name, value: &str| (name, value.to_owned());
    vec![
        header("Access-Control-Allow-Origin", "*"),
        header("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
}

fn of_assets() -> Vec<Header> {
    let keep = "public, max-age=31536000, immutable".to_owned();
    std::iter::once(("Cache-Control", keep)).chain(of_shared()).collect()
}

/// No header stands under two patterns that one address matches: Cloudflare would
/// join both values.
fn netlify(path: &str, settings: &Settings) -> String {
    let mut out = String::new();
    let parts = [
        (format!("{path}/*"), of_all(settings)),
        (format!("{path}{ASSETS}*"), of_assets()),
        (format!("{path}{WIDGET}"), of_shared()),
    ];
    for (pattern, headers) in parts {
        let _ = writeln!(out, "{pattern}");
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

fn apache(path: &str, settings: &Settings) -> String {
    let mut out = format!("ErrorDocument 404 {path}/404.html\n<IfModule mod_headers.c>\n");
    let add = |headers: Vec<Header>, indent: &str| {
        let mut lines = String::new();
        for (name, value) in headers {
            let always = if is_for_errors(name) { "always " } else { "" };
            let _ = writeln!(lines, "{indent}Header {always}set {name} \"{value}\"");
        }
        lines
    };
    out.push_str(&add(of_all(settings), "  "));
    let pattern: String = path.chars().flat_map(escaped).collect();
    for (rest, headers) in [(ASSETS.to_owned(), of_assets()), (format!("{WIDGET}$"), of_shared())] {
        let rest = rest.replace('.', "\\.");
        let _ = writeln!(out, "  <If \"%{{REQUEST_URI}} =~ m#^{pattern}{rest}#\">");
        out.push_str(&add(headers, "    "));
        out.push_str("  </If>\n");
    }
    out.push_str("</IfModule>\n");
    out
}

/// Whether a header goes with an answer that says that there is no such file: nobody
/// may keep that for a year.
fn is_for_errors(name: &str) -> bool {
    name != "Cache-Control"
}

/// A character as itself in a regular expression.
fn escaped(c: char) -> impl Iterator<Item = char> {
    let is_plain = c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '~' | '%');
    (!is_plain).then_some('\\').into_iter().chain([c])
}

/// A block with headers of its own inherits none: each has all.
fn nginx(path: &str, settings: &Settings) -> String {
    let mut out = format!("error_page 404 \"{path}/404.html\";\n");
    let with_all = |headers: Vec<Header>| of_all(settings).into_iter().chain(headers).collect();
    let parts: [(String, Vec<Header>); 3] = [
        (format!("\"{path}/\""), of_all(settings)),
        (format!("\"{path}{ASSETS}\""), with_all(of_assets())),
        (format!("= \"{path}{WIDGET}\""), with_all(of_shared())),
    ];
    for (place, headers) in parts {
        let _ = writeln!(out, "location {place} {{");
        for (name, value) in headers {
            let always = if is_for_errors(name) { " always" } else { "" };
            let _ = writeln!(out, "  add_header {name} \"{value}\"{always};");
        }
        out.push_str("}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{apache, netlify, nginx};
    use crate::config::{Settings, default_settings};

    fn least() -> Settings {
        default_settings(&[])
    }

    #[test]
    fn every_form_has_every_header() {
        for text in
            [netlify("/aide", &least()), apache("/aide", &least()), nginx("/aide", &least())]
        {
            for header in [
                "default-src 'none'",
                "require-trusted-types-for 'script'",
                "frame-ancestors 'self'",
                "nosniff",
                "strict-origin-when-cross-origin",
                "max-age=31536000, immutable",
                "Cross-Origin-Resource-Policy",
                "Access-Control-Allow-Origin",
            ] {
                assert!(text.contains(header), "{header}: {text}");
            }
            assert!(text.contains("/aide/assets/"), "{text}");
            assert!(!text.contains("unsafe"), "{text}");
        }
    }

    #[test]
    fn a_header_stands_once_for_each_address() {
        let text = netlify("", &least());
        let (all, shared) = text.split_once("/assets/*\n").unwrap();
        assert!(all.starts_with("/*\n  Content-Security-Policy: "), "{text}");
        for line in all.lines().filter_map(|line| line.trim().split_once(": ")) {
            assert!(!shared.contains(line.0), "{}", line.0);
        }
        assert_eq!(
            apache("", &least()).matches("Header always set Content-Security-Policy").count(),
            1
        );
        assert_eq!(nginx("", &least()).matches("add_header Content-Security-Policy").count(), 3);
    }

    #[test]
    fn what_is_missing_is_not_kept() {
        for text in [apache("", &least()), nginx("", &least())] {
            let line = text.lines().find(|line| line.contains("Cache-Control")).unwrap();
            assert!(!line.contains("always"), "{line}");
        }
    }

    #[test]
    fn signs_of_an_address_mean_themselves() {
        assert!(
            apache("/a.b(c)", &least()).contains(r"m#^/a\.b\(c\)/assets/#"),
            "{}",
            apache("/a.b(c)", &least())
        );
        assert!(apache("", &least()).contains(r"m#^/widget\.js$#"), "{}", apache("", &least()));
    }
}
