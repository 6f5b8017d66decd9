//! Who has which file of the output: two makers never share one, not even on a
//! file system that ignores case or Unicode form, and none stands where another
//! needs a folder.

use std::collections::BTreeMap;

use crate::base::fold::collision_key;
use crate::base::{Span, UrlPath};
use crate::diag::Diagnostic;
use crate::diag::catalog::urls;

/// The one file of guichet that a file of the site may replace.
const REPLACEABLE: &str = "robots.txt";

/// Where the files of the theme are. Which ones is known later: no old address
/// leads there.
const THEME_FOLDER: &str = "assets/";

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A page of the tree.
    Page,
    /// A page or file that guichet makes.
    Made,
    /// A file that is copied.
    File,
    /// A redirect.
    Alias,
}

/// Who took a place.
#[derive(Clone, Debug)]
struct Taken {
    output: String,
    at: Span,
    owner: Owner,
}

/// Output files already taken.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Files by folded path.
    files: BTreeMap<String, Taken>,
    /// Folders by folded path, with the first file that needs them.
    folders: BTreeMap<String, Taken>,
    diagnostics: Vec<Diagnostic>,
}

impl Claims {
    /// Takes an address, and for a page that of its Markdown twin; when somebody
    /// has one, says so and gives false.
    pub(super) fn claim(&mut self, url: &UrlPath, at: Span, owner: Owner) -> bool {
        let has_twin = owner != Owner::Alias && url.as_str().ends_with('/');
        let twin = has_twin.then(|| url.markdown_twin());
        let outputs: Vec<String> =
            [url.output()].into_iter().chain(twin).map(|path| path.as_str().to_owned()).collect();
        for output in &outputs {
            if let Some(diagnostic) = self.clash(output, url, at, owner) {
                self.diagnostics.push(diagnostic);
                return false;
            }
        }
        for output in outputs {
            let key = collision_key(&output);
            for (end, _) in key.match_indices('/') {
                if !self.folders.contains_key(&key[..end]) {
                    let taken = Taken { output: output.clone(), at, owner };
                    self.folders.insert(key[..end].to_owned(), taken);
                }
            }
            self.files.insert(key, Taken { output, at, owner });
        }
        true
    }

    /// Takes a folder at the top of the output, in which guichet makes files.
    pub(super) fn claim_folder(&mut self, name: &str, at: Span) {
        let taken = Taken { output: name.to_owned(), at, owner: Owner::Made };
        self.folders.insert(name.to_owned(), taken);
    }

    /// What stands in the way of an output file.
    fn clash(&self, output: &str, url: &UrlPath, at: Span, owner: Owner) -> Option<Diagnostic> {
        let key = collision_key(output);
        let same = self.files.get(&key);
        let is_replaced = output == REPLACEABLE
            && owner == Owner::File
            && same.is_some_and(|first| first.owner == Owner::Made);
        if is_replaced {
            return None;
        }
        let above = || key.match_indices('/').find_map(|(end, _)| self.files.get(&key[..end]));
        let theme = || {
            let is_below = owner == Owner::Alias && key.starts_with(THEME_FOLDER);
            self.folders.get(THEME_FOLDER.trim_end_matches('/')).filter(|_| is_below)
        };
        let first = same.or_else(|| self.folders.get(&key)).or_else(above).or_else(theme)?;
        let is_same_file = first.output == output;
        Some(match owner {
            Owner::Alias if first.owner == Owner::Alias => {
                urls::duplicate_alias(at, url.as_str(), first.at)
            }
            Owner::Alias => urls::alias_over_page(at, url.as_str(), first.at),
            _ if is_same_file && owner == Owner::Page => {
                urls::duplicate_url(at, url.as_str(), first.at)
            }
            _ if same.is_some() && !is_same_file => urls::url_collision(
                at,
                &format!("/{output}"),
                &format!("/{}", first.output),
                first.at,
            ),
            _ => urls::static_clash(at, &format!("/{output}"), Some(first.at)),
        })
    }

    /// Everything that was said.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::{Claims, Owner};
    use crate::base::{OutputPath, SourceId, Span, UrlPath};

    fn file(path: &str) -> UrlPath {
        UrlPath::file(&OutputPath::new(path).unwrap())
    }

    #[test]
    fn files_folders_and_twins_do_not_share_a_place() {
        let at = Span::file(SourceId(0));
        let mut claims = Claims::default();
        claims.claim_folder("assets", at);
        assert!(claims.claim(&UrlPath::page(["fr", "a"]), at, Owner::Page));
        assert!(claims.claim(&file("robots.txt"), at, Owner::Made));
        for taken in ["fr", "FR/A", "fr/a/index.html", "fr/a/index.md", "fr/a/index.md/x", "assets"]
        {
            assert!(!claims.claim(&file(taken), at, Owner::File), "{taken}");
        }
        for alias in ["robots.txt", "assets/x.css"] {
            assert!(!claims.claim(&UrlPath::page(alias.split('/')), at, Owner::Alias), "{alias}");
        }
        assert!(claims.claim(&file("robots.txt"), at, Owner::File));
        assert!(claims.claim(&file("assets/x.css"), at, Owner::File));
    }
}
