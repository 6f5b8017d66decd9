//! A destination as written → its parts.

use camino::Utf8PathBuf;

use crate::base::paths::{folder_of, percent_decoded as decode};

/// A destination inside the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Local {
    /// The decoded path; empty for a link within the page.
    pub(super) path: String,
    /// `?…` as written, or empty.
    pub(super) query: String,
    /// The decoded fragment, if any.
    pub(super) anchor: Option<String>,
}

/// Whether a destination leads out of the site: it has a scheme or a host.
pub(super) fn is_external(dest: &str) -> bool {
    if dest.starts_with("//") {
        return true;
    }
    let Some(colon) = dest.find(':') else { return false };
    let scheme = &dest[..colon];
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
}

/// Splits a destination and decodes its percent signs.
pub(super) fn split(dest: &str) -> Local {
    let (rest, anchor) = match dest.split_once('#') {
        Some((rest, anchor)) => (rest, Some(decode(anchor))),
        None => (dest, None),
    };
    let (path, query) = match rest.find('?') {
        Some(idx) => rest.split_at(idx),
        None => (rest, ""),
    };
    Local { path: decode(path), query: query.to_owned(), anchor: anchor.filter(|a| !a.is_empty()) }
}

/// Joins a relative path to a folder, `.` and `..` resolved; none when it
/// leaves the site's root. `folder` has no slash at its ends.
pub(super) fn join(folder: &str, path: &str) -> Option<Utf8PathBuf> {
    let mut joined = String::with_capacity(folder.len() + path.len() + 1);
    joined.push_str(folder);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(folder_of(&joined).len()),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(Utf8PathBuf::from(joined))
}

#[cfg(test)]
mod tests {
    use super::{is_external, join, split};

    #[test]
    fn schemes_and_hosts_lead_out() {
        for out in ["https://x", "mailto:a@b", "tel:1", "//x/y", "web+koha:1"] {
            assert!(is_external(out), "{out}");
        }
        for local in ["a.md", "/a", "#a", "1:2", "a/b:c", "C:x"] {
            assert!(!is_external(local), "{local}");
        }
    }

    #[test]
    fn parts_are_decoded() {
        let local = split("r%C3%A9serve.md?x=1#a%20b");
        assert_eq!((local.path.as_str(), local.query.as_str()), ("réserve.md", "?x=1"));
        assert_eq!(local.anchor.as_deref(), Some("a b"));
        assert_eq!(split("a%zz%").path, "a%zz%");
    }

    #[test]
    fn paths_never_leave_the_root() {
        let folder = "content/fr/loans";
        assert_eq!(join(folder, "../a.md").unwrap(), "content/fr/a.md");
        assert_eq!(join(folder, "./b//c/").unwrap(), "content/fr/loans/b/c");
        assert_eq!(join(folder, "../../../").unwrap(), "");
        assert_eq!(join("", "a").unwrap(), "a");
        assert_eq!(join(folder, "../../../../a.md"), None);
    }
}
