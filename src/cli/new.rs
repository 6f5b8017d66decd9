//! `guichet new article ID`: the same article in every language.

use camino::Utf8PathBuf;

use crate::base::Failure;
use crate::base::lang::primary;
use crate::base::paths::check_segment;
use crate::cli::args::{NewOptions, NewWhat};
use crate::cli::world::SiteAt;
use crate::diag::Arg;
use crate::output;
use crate::report::{MessageLang, words};
use crate::source::{self, name_as_title};

/// Writes one draft per language; never over a file that is there.
pub(super) fn run(options: &NewOptions, at: &SiteAt<'_>) -> Result<u8, Failure> {
    let NewWhat::Article { id } = &options.what;
    let id = id.trim_end_matches(".md");
    let is_plain = |part: &str| {
        check_segment(part).is_ok()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if !id.split('/').all(is_plain) || id.starts_with("content/") {
        return Err(Failure::Usage { what: "failure-bad-article-id", value: id.to_owned() });
    }
    let settings = source::read(&at.disk)?.value.settings;
    let title = name_as_title(id.rsplit('/').next().unwrap_or(id));
    let mut files: Vec<(Utf8PathBuf, String)> = Vec::new();
    for language in &settings.languages {
        let path = Utf8PathBuf::from(format!("content/{}/{id}.md", language.code));
        let speaks = if primary(&language.tag) == "fr" { MessageLang::Fr } else { MessageLang::En };
        let args =
            [("title", Arg::Text(title.clone())), ("date", Arg::Text(at.world.today.to_string()))];
        let text = words(speaks).format("new-article", &args).unwrap_or_default();
        files.push((path, format!("{text}\n")));
    }
    let paths: Vec<Utf8PathBuf> = files.iter().map(|(path, _)| at.root.join(path)).collect();
    if let Some(taken) = output::first_taken(paths.iter().map(Utf8PathBuf::as_path)) {
        return Err(Failure::Usage { what: "failure-file-exists", value: taken.to_string() });
    }
    let words = words(at.world.lang);
    for ((path, text), absolute) in files.iter().zip(&paths) {
        output::write_new(absolute, text.as_bytes())?;
        let args = [("path", Arg::Text(path.to_string()))];
        at.world.out(&format!("{}\n", words.format("new-file", &args).unwrap_or_default()));
    }
    at.world.out(&format!("{}\n", words.text("new-done").unwrap_or_default()));
    Ok(0)
}
