//! What a text compiles to, as bytes for the depot.

use serde::{Deserialize, Serialize};

use crate::base::{Digest, SourceId, Span};
use crate::diag::KeptWarning;
use crate::markup::Facts;
use crate::source::front_matter::FrontMatter;

/// The key of a text's HTML ([`crate::markup::OpenHtml`]) in the depot.
pub fn body_key(written: Digest) -> Digest {
    Digest::of_parts([&written.as_bytes()[..], b"body"])
}

/// The key of a text's Markdown for machines ([`crate::markup::OpenText`]).
pub fn twin_key(written: Digest) -> Digest {
    Digest::of_parts([&written.as_bytes()[..], b"twin"])
}

/// The key of the lines of a text ([`crate::markup::Passages`]) in the depot.
pub fn passages_key(written: Digest) -> Digest {
    Digest::of_parts([&written.as_bytes()[..], b"passages"])
}

/// What the site keeps of a text, and what it was made from.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Compiled {
    pub(super) front: Box<FrontMatter>,
    pub(super) title: String,
    pub(super) facts: Facts,
    /// The fragments it includes, by path below the language's folder, with the
    /// digests of their bytes.
    pub(super) includes: Vec<(String, Digest)>,
    /// The variables it uses, with their values.
    pub(super) variables: Vec<(String, String)>,
    /// What is to be said of it each time.
    pub(super) warnings: Vec<KeptWarning>,
}

/// Numbers of files differ from one build to the next: what is kept says which
/// they were.
#[derive(Serialize, Deserialize)]
struct Kept<C> {
    /// The file, then its fragments in the order of [`Compiled::includes`].
    sources: Vec<SourceId>,
    compiled: C,
}

/// The number of a fragment in this build, by path below the language's folder.
type SourceOf<'s> = &'s dyn Fn(&str) -> Option<SourceId>;

impl Compiled {
    /// The digest of everything the text was made from; `key` is that of what is
    /// known before it is compiled.
    pub(super) fn written(&self, key: Digest) -> Digest {
        let includes = self.includes.iter().map(|(_, digest)| &digest.as_bytes()[..]);
        let values = self.variables.iter().map(|(_, value)| value.as_bytes());
        Digest::of_parts(std::iter::once(&key.as_bytes()[..]).chain(includes).chain(values))
    }

    /// The files that places may lie in; none when a fragment is not there.
    fn sources(&self, own: SourceId, source_of: SourceOf<'_>) -> Option<Vec<SourceId>> {
        let fragments = self.includes.iter().map(|(path, _)| source_of(path));
        std::iter::once(Some(own)).chain(fragments).collect()
    }

    pub(super) fn to_bytes(&self, own: SourceId, source_of: SourceOf<'_>) -> Option<Vec<u8>> {
        let sources = self.sources(own, source_of)?;
        postcard::to_allocvec(&Kept { sources, compiled: self }).ok()
    }

    pub(super) fn from_bytes(bytes: &[u8], own: SourceId, source_of: SourceOf<'_>) -> Option<Self> {
        let Kept { sources: then, mut compiled } =
            postcard::from_bytes::<Kept<Self>>(bytes).ok()?;
        let now = compiled.sources(own, source_of)?;
        if now.len() != then.len() {
            return None;
        }
        let renumber = |span: &mut Span| {
            let place = then.iter().position(|source| *source == span.source);
            if let Some(source) = place.and_then(|idx| now.get(idx)) {
                span.source = *source;
            }
        };
        compiled.front.each_span(&renumber);
        compiled.facts.links.iter_mut().for_each(|link| renumber(&mut link.span));
        compiled.warnings.iter_mut().for_each(|warning| warning.each_span(&renumber));
        Some(compiled)
    }
}
