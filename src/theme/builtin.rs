//! The theme and the strings that are in the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use crate::base::Digest;

#[derive(RustEmbed)]
#[folder = "themes/guichet/"]
#[allow_missing = true]
struct ThemeFiles;

#[derive(RustEmbed)]
#[folder = "i18n/"]
#[allow_missing = true]
struct StringFiles;

/// The built-in theme: its files by path below the theme's folder, and its
/// strings by primary language subtag.
#[derive(Clone, Debug, Default)]
pub struct Builtin {
    /// `templates/article.html` → bytes.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
    /// `fr` → Fluent text.
    pub strings: BTreeMap<String, String>,
}

impl Builtin {
    /// The digest of everything in it.
    pub fn digest(&self) -> Digest {
        let files = self.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_ref()]);
        let strings = self.strings.iter();
        let strings = strings.flat_map(|(code, text)| [code.as_bytes(), text.as_bytes()]);
        Digest::of_parts(files.chain(strings))
    }

    /// What the binary carries; a debug build reads the folders of the repository.
    pub fn embedded() -> Self {
        let files = ThemeFiles::iter().filter_map(|path| {
            let file = ThemeFiles::get(&path)?;
            Some((path.into_owned(), file.data))
        });
        let strings = StringFiles::iter().filter_map(|path| {
            let code = path.strip_suffix(".ftl").filter(|code| !code.contains('/'))?.to_owned();
            let file = StringFiles::get(&path)?;
            Some((code, String::from_utf8_lossy(&file.data).into_owned()))
        });
        Self { files: files.collect(), strings: strings.collect() }
    }

    /// The strings of a primary language subtag.
    pub fn strings_of(&self, primary: &str) -> Option<&str> {
        self.strings.get(primary).map(String::as_str)
    }
}
