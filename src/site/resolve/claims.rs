//! Who has which address: two pages never share one, not even on a file system
//! that ignores case or Unicode form.

use std::collections::BTreeMap;

use crate::base::fold::collision_key;
use crate::base::{Span, UrlPath};
use crate::diag::Diagnostic;
use crate::diag::catalog::urls;

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

/// Output files already taken.
#[derive(Debug, Default)]
pub(super) struct Claims {
    taken: BTreeMap<String, (UrlPath, Span, Owner)>,
    diagnostics: Vec<Diagnostic>,
}

impl Claims {
    /// Takes an address; when somebody has it, says so and gives false.
    pub(super) fn claim(&mut self, url: &UrlPath, at: Span, owner: Owner) -> bool {
        let key = collision_key(url.output().as_str());
        let Some((first_url, first, first_owner)) = self.taken.get(&key) else {
            self.taken.insert(key, (url.clone(), at, owner));
            return true;
        };
        let is_same = first_url == url;
        let diagnostic = match owner {
            Owner::Alias if *first_owner == Owner::Alias => {
                urls::duplicate_alias(at, url.as_str(), *first)
            }
            Owner::Alias => urls::alias_over_page(at, url.as_str(), *first),
            Owner::File if *first_owner != Owner::File => {
                urls::static_clash(at, url.as_str(), *first)
            }
            _ if is_same => urls::duplicate_url(at, url.as_str(), *first),
            _ => urls::url_collision(at, url.as_str(), first_url.as_str(), *first),
        };
        self.diagnostics.push(diagnostic);
        false
    }

    /// Everything that was said.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
