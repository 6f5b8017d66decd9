//! The last good build, in memory, by address.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Bytes;
use rayon::prelude::*;

use crate::base::paths::encode_path;
use crate::base::{Content, ContentPath, Digest, Failure, OutputPath, Pieces, Sink};
use crate::serve::media::media_type;

/// What a build made, ready to be served.
///
/// A request only ever chooses among the keys of this map: no path is put together
/// from what it says, so there is nothing to escape from.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    files: BTreeMap<String, File>,
}

/// One file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub media: &'static str,
    pub body: Body,
    /// The digest of what it was made from.
    inputs: Option<Digest>,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Here.
    Bytes(Bytes),
    /// Here, in pieces, each with the digest of what it was made from.
    Pieces(Arc<[(Option<Digest>, Bytes)]>),
    /// In a file of the site, read when it is asked for.
    Site(ContentPath),
}

impl Body {
    /// Puts the pieces of a long file together: it is asked for less often than made.
    pub(super) fn join(pieces: &[(Option<Digest>, Bytes)]) -> Bytes {
        let mut whole = Vec::with_capacity(pieces.iter().map(|(_, piece)| piece.len()).sum());
        for (_, piece) in pieces {
            whole.extend_from_slice(piece);
        }
        whole.into()
    }
}

/// What an address leads to.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// A file.
    File(&'a File),
    /// A page whose address ends with a slash: its encoded path.
    Elsewhere(String),
    /// Nothing; with the page that says so in the language of the address.
    Nothing(Option<&'a File>),
}

impl Pages {
    /// Looks up a decoded path.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let index = |path: &str| self.files.get(&format!("{path}index.html"));
        let found = if path.ends_with('/') { index(path) } else { self.files.get(path) };
        if let Some(file) = found {
            return Found::File(file);
        }
        let folder = format!("{path}/");
        if !path.ends_with('/') && index(&folder).is_some() {
            return Found::Elsewhere(encode_path(&folder));
        }
        let lang = path.split('/').nth(1).unwrap_or_default();
        let missing = self.files.get(&format!("/{lang}/404.html"));
        Found::Nothing(missing.or_else(|| self.files.get("/404.html")))
    }
}

/// Takes the files of a build; those that the last one made from the same inputs
/// are shared with it.
#[derive(Debug, Default)]
pub struct Gatherer {
    last: Pages,
    files: Mutex<BTreeMap<String, File>>,
}

impl Gatherer {
    /// Gathers over the pages of the last good build.
    pub fn over(last: Pages) -> Self {
        Self { last, files: Mutex::default() }
    }

    /// What was gathered.
    pub fn into_pages(self) -> Pages {
        Pages { files: self.files.into_inner().unwrap_or_else(PoisonError::into_inner) }
    }

    fn add(&self, address: String, file: File) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(address).or_insert(file);
    }
}

impl Sink for Gatherer {
    fn keep(&self, path: &OutputPath, inputs: Digest) -> bool {
        let address = format!("/{path}");
        let file = self.last.files.get(&address).filter(|file| file.inputs == Some(inputs));
        let Some(file) = file else { return false };
        self.add(address, file.clone());
        true
    }

    fn put(
        &self,
        path: &OutputPath,
        content: Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let body = match content {
            Content::Bytes(bytes) => Body::Bytes(Bytes::from(bytes)),
            Content::Copy(path) => Body::Site(path),
        };
        self.add(format!("/{path}"), File { media: media_type(path.as_str()), body, inputs });
        Ok(())
    }

    fn put_pieces(
        &self,
        path: &OutputPath,
        pieces: Pieces<'_>,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let address = format!("/{path}");
        let last = match self.last.files.get(&address).map(|file| &file.body) {
            Some(Body::Pieces(last)) => &last[..],
            Some(Body::Bytes(_) | Body::Site(_)) | None => &[],
        };
        let known = last.iter().filter_map(|(key, piece)| Some(((*key)?, piece)));
        let known: BTreeMap<Digest, &Bytes> = known.collect();
        let piece = |number: usize| {
            let key = pieces.keys[number];
            let bytes = match key.and_then(|key| known.get(&key)) {
                Some(bytes) => (*bytes).clone(),
                None => (pieces.one)(number)?.into(),
            };
            Ok((key, bytes))
        };
        let numbers = 0..pieces.keys.len();
        let body: Vec<(Option<Digest>, Bytes)> =
            numbers.into_par_iter().map(piece).collect::<Result<_, Failure>>()?;
        let body = Body::Pieces(body.into());
        self.add(address, File { media: media_type(path.as_str()), body, inputs });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Body, Found, Gatherer};
    use crate::base::{Content, Digest, OutputPath, Pieces, Sink};

    fn look(path: &str) -> String {
        let gatherer = Gatherer::default();
        for file in ["index.html", "fr/été/index.html", "fr/404.html", "404.html", "a.css"] {
            let content = Content::Bytes(file.as_bytes().to_vec());
            gatherer.put(&OutputPath::new(file).unwrap(), content, None).unwrap();
        }
        let shown = |body: &Body| match body {
            Body::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Body::Pieces(pieces) => String::from_utf8(Body::join(pieces).to_vec()).unwrap(),
            Body::Site(path) => path.to_string(),
        };
        match gatherer.into_pages().find(path) {
            Found::File(file) => shown(&file.body),
            Found::Elsewhere(path) => format!("-> {path}"),
            Found::Nothing(page) => format!("no, {}", shown(&page.unwrap().body)),
        }
    }

    #[test]
    fn addresses_are_looked_up_exactly() {
        for (path, expected) in [
            ("/", "index.html"),
            ("/a.css", "a.css"),
            ("/fr/été/", "fr/été/index.html"),
            ("/fr/été", "-> /fr/%C3%A9t%C3%A9/"),
            ("/fr/nope", "no, fr/404.html"),
            ("/fr/", "no, fr/404.html"),
            ("/en/nope", "no, 404.html"),
            ("//fr/été", "no, 404.html"),
            ("//", "no, 404.html"),
            ("", "-> /"),
            ("/fr/../a.css", "no, fr/404.html"),
            ("/a.css/", "no, 404.html"),
            ("/A.css", "no, 404.html"),
            ("/fr\\été", "no, 404.html"),
        ] {
            assert_eq!(look(path), expected, "{path}");
        }
    }

    #[test]
    fn of_a_long_file_only_new_pieces_are_made() {
        let path = OutputPath::new("llms-full.txt").unwrap();
        let gather = |last, words: &[&str]| {
            let made = Mutex::new(Vec::new());
            let gatherer = Gatherer::over(last);
            let keys: Vec<_> = words.iter().map(|word| Some(Digest::of(word.as_bytes()))).collect();
            let one = |number: usize| {
                made.lock().unwrap().push(words[number].to_owned());
                Ok(words[number].as_bytes().to_vec())
            };
            gatherer.put_pieces(&path, Pieces { keys: &keys, one: &one }, None).unwrap();
            let pages = gatherer.into_pages();
            let Found::File(file) = pages.find("/llms-full.txt") else { panic!("not there") };
            let Body::Pieces(pieces) = &file.body else { panic!("in one piece") };
            let text = String::from_utf8(Body::join(pieces).to_vec()).unwrap();
            (pages.clone(), text, made.into_inner().unwrap())
        };
        let (pages, text, made) = gather(super::Pages::default(), &["a", "b", "c"]);
        assert_eq!((text.as_str(), made.len()), ("abc", 3));
        let (_, text, made) = gather(pages, &["c", "d", "b"]);
        assert_eq!((text.as_str(), made), ("cdb", vec!["d".to_owned()]));
    }
}
