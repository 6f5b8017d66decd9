//! The step that says which published images tell where they were taken.

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::{Depot, Digest, Shelf, SourceId, Span, Stamp};
use crate::diag::Diagnostic;
use crate::diag::catalog::files as said;
use crate::files::Files;
use crate::images::{HEAD, REST, header, is_named_so, rest};

/// A file that is published.
#[derive(Clone, Copy, Debug)]
pub struct Image<'i> {
    /// Its path below the root.
    pub path: &'i Utf8Path,
    /// Its number.
    pub source: SourceId,
    /// What tells this version of it from another.
    pub stamp: Stamp,
}

/// A warning for each image among `published` that holds a position. An answer is
/// kept in the depot for as long as the stamp proves that the file is the same;
/// `newest` is when the newest file of the site changed.
pub fn positions(
    published: &[Image<'_>],
    files: &dyn Files,
    depot: &dyn Depot,
    newest: (i64, i64),
) -> Vec<Diagnostic> {
    let has_position = |image: &&Image<'_>| {
        let key = Digest::of_parts(["image", image.path.as_str(), &format!("{:?}", image.stamp)]);
        if let Some([known]) = depot.get(Shelf::Small, key).as_deref() {
            return *known == 1;
        }
        // That a file is gone is said by the step that copies it.
        let Ok(found) = look(image, files) else { return false };
        if image.stamp.is_settled(newest) {
            depot.put(Shelf::Small, key, vec![u8::from(found)]);
        }
        found
    };
    let images = published.par_iter().filter(|image| is_named_so(image.path));
    images
        .filter(has_position)
        .map(|image| said::image_position(Span::file(image.source), image.path.as_str()))
        .collect()
}

fn look(image: &Image<'_>, files: &dyn Files) -> std::io::Result<bool> {
    let head = files.head(image.path, HEAD as u64)?;
    let Some(header) = header(&head) else { return Ok(false) };
    match header.rest.filter(|at| *at < image.stamp.size) {
        Some(at) if !header.has_position => Ok(rest(&files.part(image.path, at, REST as u64)?)),
        Some(_) | None => Ok(header.has_position),
    }
}

#[cfg(test)]
mod tests {
    use super::{Image, positions};
    use crate::base::{MemoryDepot, SourceId, Stamp};
    use crate::files::Memory;
    use crate::images::tests::photo;

    #[test]
    fn an_answer_is_kept_for_as_long_as_the_stamp_is_a_proof() {
        let mut files = Memory::default();
        files.insert("a.jpg", photo());
        files.insert("a.txt", photo());
        let (gone, depot) = (Memory::default(), MemoryDepot::default());
        let said = |files: &Memory, changed, newest| {
            let stamp = Stamp { changed, ..Stamp::default() };
            let image =
                |path: &'static str| Image { path: path.into(), source: SourceId(7), stamp };
            let said = positions(&[image("a.txt"), image("a.jpg")], files, &depot, newest);
            said.into_iter().map(|d| (d.code.name, d.span.source)).collect::<Vec<_>>()
        };
        let warned = [("image-position", SourceId(7))];
        // Too young to be kept.
        assert_eq!(said(&files, (5, 0), (5, 0)), warned);
        assert_eq!(said(&gone, (5, 0), (5, 0)), []);
        assert_eq!(said(&files, (5, 0), (9, 0)), warned);
        assert_eq!(said(&gone, (5, 0), (9, 0)), warned);
        assert_eq!(said(&gone, (6, 0), (9, 0)), []);
    }
}
