//! A Content-Security-Policy, as far as scripts go (W3C CSP Level 3).

use crate::snippets::doctor::scripts::{attribute, find};

/// The sources that scripts may come from; none: no directive speaks of scripts.
#[derive(Debug)]
pub(super) struct Policy {
    sources: Option<Vec<String>>,
}

/// The policy that a page carries in a `meta` tag.
pub(super) fn of_page(text: &str, lowered: &str) -> Option<String> {
    find(lowered, "<meta").find_map(|at| {
        let end = at + text[at..].find('>')?;
        let tag = &text[at..end];
        let (name, _) = attribute(tag, "http-equiv")?;
        let is_policy = name.eq_ignore_ascii_case("content-security-policy");
        attribute(tag, "content").filter(|_| is_policy).map(|(value, _)| value)
    })
}

impl Policy {
    /// Reads the value of the header, or the whole header line.
    pub(super) fn read(text: &str) -> Self {
        let value = match text.split_once(':') {
            Some((name, value)) if name.to_ascii_lowercase().contains("security-policy") => value,
            _ => text,
        };
        let directive = |wanted: &str| {
            value.split(';').find_map(|part| {
                let mut words = part.split_ascii_whitespace();
                let is_wanted = words.next()?.eq_ignore_ascii_case(wanted);
                is_wanted.then(|| words.map(str::to_ascii_lowercase).collect::<Vec<_>>())
            })
        };
        let names = ["script-src-elem", "script-src", "default-src"];
        Self { sources: names.into_iter().find_map(directive) }
    }

    fn allows(&self, wanted: &str) -> bool {
        self.sources.as_ref().is_none_or(|all| all.iter().any(|source| source == wanted))
    }

    fn has_nonce(&self, nonce: Option<&str>) -> bool {
        nonce.is_some_and(|nonce| self.allows(&format!("'nonce-{}'", nonce.to_ascii_lowercase())))
    }

    /// Whether an inline script is refused: its kind, and no host.
    pub(super) fn refuses_inline(&self, nonce: Option<&str>) -> Option<(&'static str, String)> {
        let sources = self.sources.as_ref()?;
        let has_strict = sources.iter().any(|s| s.starts_with("'nonce-") || s.starts_with("'sha"));
        let is_allowed = (self.allows("'unsafe-inline'") && !has_strict) || self.has_nonce(nonce);
        (!is_allowed).then(|| ("inline", String::new()))
    }

    /// Whether a script from an address is refused, and its host.
    pub(super) fn refuses_address(
        &self,
        url: &str,
        nonce: Option<&str>,
    ) -> Option<(&'static str, String)> {
        let sources = self.sources.as_ref()?;
        let lowered = url.to_ascii_lowercase();
        let after = lowered.split_once("//").map_or("", |(_, rest)| rest);
        let host = after.split(['/', '?', '#']).next().unwrap_or_default();
        let matches = |source: &String| {
            let bare = source.split_once("//").map_or(source.as_str(), |(_, rest)| rest);
            let bare = bare.split('/').next().unwrap_or_default();
            match (bare.strip_prefix("*."), source.as_str()) {
                (_, "*" | "https:") => true,
                (_, "'self'") => host.is_empty(),
                (Some(domain), _) => host.ends_with(&format!(".{domain}")),
                (None, _) => bare == host && !host.is_empty(),
            }
        };
        let is_allowed = self.has_nonce(nonce) || sources.iter().any(matches);
        (!is_allowed).then(|| ("host", host.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn scripts_are_judged_as_a_browser_would() {
        let strict = Policy::read("default-src 'self'; script-src 'self' 'nonce-abc' *.tawk.to");
        assert!(strict.refuses_inline(None).is_some());
        assert!(strict.refuses_inline(Some("abc")).is_none());
        assert!(strict.refuses_address("https://embed.tawk.to/x", None).is_none());
        assert!(strict.refuses_address("/widget.js", None).is_none());
        let refused = strict.refuses_address("https://static.zdassets.com/x", None);
        assert_eq!(refused, Some(("host", "static.zdassets.com".to_owned())));
        let loose = Policy::read("Content-Security-Policy: script-src 'unsafe-inline' https:");
        assert!(loose.refuses_inline(None).is_none());
        assert!(loose.refuses_address("https://x.example/", None).is_none());
        assert!(Policy::read("img-src *").refuses_inline(None).is_none());
        assert!(Policy::read("default-src 'none'").refuses_inline(None).is_some());
    }
}
