//! `guichet init DIR`: a new bilingual site that builds at once.

use camino::Utf8Path;
use rust_embed::RustEmbed;

use crate::base::Failure;
use crate::cli::args::InitOptions;
use crate::cli::world::World;
use crate::diag::Arg;
use crate::output;
use crate::report::words;

#[derive(RustEmbed)]
#[folder = "src/cli/skeleton"]
struct Skeleton;

/// Writes the files of a small site; never over a file that is there.
pub(super) fn run(options: &InitOptions, world: &World) -> Result<u8, Failure> {
    let dir = world.absolute(&options.dir);
    let mut names: Vec<String> = Skeleton::iter().map(|name| name.to_string()).collect();
    names.sort();
    let mut files = Vec::new();
    for name in &names {
        let Some(file) = Skeleton::get(name) else { continue };
        // A package may not hold a file named .gitignore that means itself.
        let name = if name == "gitignore" { ".gitignore" } else { name.as_str() };
        files.push((dir.join(name), file.data.into_owned()));
    }
    if let Some(taken) = output::first_taken(files.iter().map(|(path, _)| path.as_path())) {
        return Err(Failure::Usage { what: "failure-file-exists", value: taken.to_string() });
    }
    for (path, bytes) in &files {
        output::write_new(path, bytes)?;
    }
    let words = words(world.lang);
    let args =
        [("dir", Arg::Text(shown(&options.dir))), ("files", Arg::Number(files.len() as u64))];
    world.out(&format!("{}\n", words.format("init-done", &args).unwrap_or_default()));
    Ok(0)
}

/// The folder as it must be typed: quoted when it has a space.
fn shown(dir: &Utf8Path) -> String {
    if dir.as_str().contains(char::is_whitespace) { format!("\"{dir}\"") } else { dir.to_string() }
}
