//! Who may ask, and for what: host, origin, address. All of it works on text, and
//! refuses by default.
//!
//! Any web page can make a browser ask a server on this machine, and a name of its
//! own can be made to point here (DNS rebinding). So the host must be one that only
//! leads here, and the origin, where the browser says one, must be this server.
//! `X-Forwarded-*` is never looked at.

use std::net::IpAddr;

/// The names by which this server may be called.
#[derive(Clone, Debug)]
pub(super) struct Names {
    port: u16,
    /// Given by the user: with a port, exactly; without, with any port or none,
    /// since a tunnel or a proxy has its own.
    given: Vec<String>,
}

impl Names {
    pub(super) fn new(port: u16, given: &[String]) -> Self {
        Self { port, given: given.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// Whether a `Host` header (or the authority of an absolute address) names this
    /// server; `local` is the address at which the request arrived, which no name
    /// can pretend to be.
    pub(super) fn has_host(&self, host: &str, local: IpAddr) -> bool {
        let host = host.to_ascii_lowercase();
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        names.push(match local {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        });
        let is_own = names.iter().any(|name| match host.strip_prefix(name.as_str()) {
            Some("") => self.port == 80,
            Some(rest) => rest == format!(":{}", self.port),
            None => false,
        });
        is_own || self.is_given(&host)
    }

    /// Whether an `Origin` header names this server.
    pub(super) fn has_origin(&self, origin: &str, local: IpAddr) -> bool {
        let origin = origin.to_ascii_lowercase();
        let secure = origin.strip_prefix("https://");
        let host = origin.strip_prefix("http://");
        host.is_some_and(|host| self.has_host(host, local))
            || secure.is_some_and(|host| self.is_given(host))
    }

    fn is_given(&self, host: &str) -> bool {
        let is_port = |rest: &str| {
            let port = rest.strip_prefix(':');
            rest.is_empty() || port.is_some_and(|port| port.parse::<u16>().is_ok())
        };
        self.given.iter().any(|name| host.strip_prefix(name.as_str()).is_some_and(is_port))
    }
}

/// The target of a request line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Host of an absolute address (`GET http://host/path`).
    pub authority: Option<String>,
    /// The decoded path; `None` for what can be no address of a page.
    pub path: Option<String>,
    /// The query as written, without its question mark.
    pub query: Option<String>,
}

impl Target {
    /// Reads the target as it stands in the request line: a parser of addresses
    /// would already have cut it at `#`.
    pub(super) fn parse(raw: &str) -> Self {
        let (raw, authority) = match raw.split_once("://") {
            Some((scheme, rest)) if !scheme.contains('/') && !scheme.contains('?') => {
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                (if end == rest.len() { "/" } else { &rest[end..] }, Some(rest[..end].to_owned()))
            }
            _ => (raw, None),
        };
        let (path, query) = match raw.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (raw, None),
        };
        let path = if path.starts_with('/') { decode(path) } else { None };
        Self { authority, path, query }
    }
}

/// Percent-decodes a path, once. A slash that was encoded separates nothing, so no
/// page has it.
fn decode(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut idx = 0;
    while let Some(&byte) = bytes.get(idx) {
        if byte == b'%' {
            let digit = |at: usize| {
                let digit = char::from(*bytes.get(at)?).to_digit(16)?;
                u8::try_from(digit).ok()
            };
            let byte = digit(idx + 1)? * 16 + digit(idx + 2)?;
            if byte == b'/' || byte.is_ascii_control() {
                return None;
            }
            out.push(byte);
            idx += 3;
        } else if byte == b'#' || byte.is_ascii_control() {
            return None;
        } else {
            out.push(byte);
            idx += 1;
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::{Names, Target};

    const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn only_names_that_lead_here_are_hosts() {
        let names = Names::new(1111, &["Aide.Example".to_owned(), "t.example:8443".to_owned()]);
        for host in [
            "localhost:1111",
            "LOCALHOST:1111",
            "127.0.0.1:1111",
            "[::1]:1111",
            "aide.example",
            "aide.example:443",
            "t.example:8443",
        ] {
            assert!(names.has_host(host, LOCAL), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:80",
            "localhost:11110",
            "localhost.:1111",
            "localhost.evil.example:1111",
            "evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "127.1:1111",
            "2130706433:1111",
            "0.0.0.0:1111",
            "192.168.1.2:1111",
            "::1:1111",
            "user@localhost:1111",
            "localhost:1111@evil.example",
            "localhost:1111, evil.example",
            " localhost:1111",
            "aide.example.evil",
            "aide.example:",
            "aide.example:99999",
            "t.example",
            "t.example:1111",
        ] {
            assert!(!names.has_host(host, LOCAL), "{host}");
        }
        let lan = "192.168.1.2".parse().unwrap();
        assert!(names.has_host("192.168.1.2:1111", lan));
    }

    #[test]
    fn only_this_server_is_an_origin() {
        let names = Names::new(1111, &["aide.example".to_owned()]);
        for origin in ["http://localhost:1111", "http://[::1]:1111", "https://aide.example"] {
            assert!(names.has_origin(origin, LOCAL), "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://localhost",
            "https://localhost:1111",
            "http://localhost:1112",
            "http://evil.example",
            "http://localhost:1111.evil.example",
            "http://localhost:1111/",
            "file://",
            "localhost:1111",
        ] {
            assert!(!names.has_origin(origin, LOCAL), "{origin}");
        }
    }

    #[test]
    fn targets_are_decoded_once_and_only_when_they_can_be_pages() {
        for (raw, path) in [
            ("/fr/%C3%A9t%c3%a9/?q=1", Some("/fr/été/")),
            ("/%252e%252e/x", Some("/%2e%2e/x")),
            ("/%2e%2e/x", Some("/../x")),
            ("/a+b", Some("/a+b")),
            ("//evil.example/", Some("//evil.example/")),
            ("/a\\b", Some("/a\\b")),
            ("http://h:1/fr/", Some("/fr/")),
            ("http://h:1", Some("/")),
            ("/x?u=http://h/", Some("/x")),
            ("/a%2Fb", None),
            ("/a%00", None),
            ("/a%0d%0aX: y", None),
            ("/a#b", None),
            ("/#/../../etc/passwd", None),
            ("/%", None),
            ("/%4", None),
            ("/%zz", None),
            ("/%+1", None),
            ("/%c3%28", None),
            ("*", None),
            ("h:443", None),
            ("", None),
            ("fr/", None),
        ] {
            assert_eq!(Target::parse(raw).path.as_deref(), path, "{raw}");
        }
        let target = Target::parse("http://evil.example?x#/");
        assert_eq!(target.authority.as_deref(), Some("evil.example"));
        assert_eq!(Target::parse("/a?b=1?c").query.as_deref(), Some("b=1?c"));
    }
}
