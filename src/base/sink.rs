//! Where the files of a build go.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::{Artifacts, Content, Digest, Failure, OutputPath};

/// Takes the files of a build, from any thread, as they are made: a whole site
/// need never lie in memory.
pub trait Sink: Sync {
    /// Whether the file that an earlier build made at `path` was made from the same
    /// inputs and is still as it was. It then is a file of this build too, and need
    /// not be made.
    fn keep(&self, path: &OutputPath, inputs: Digest) -> bool;

    /// Whether everything put in is dropped: what cannot go wrong then need not be made.
    fn is_void(&self) -> bool {
        false
    }

    /// Takes a file. `inputs` is the digest of everything it was made from, if that
    /// is known; [`Sink::keep`] of a later build asks for it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(
        &self,
        path: &OutputPath,
        content: Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure>;

    /// As [`Sink::put`], of a long file whose pieces are made when they are wanted: a
    /// sink that has a piece from an earlier build need not ask for it.
    ///
    /// # Errors
    /// When it cannot be written, and what making a piece says.
    fn put_pieces(
        &self,
        path: &OutputPath,
        pieces: Pieces<'_>,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        let mut next = 0;
        while next < pieces.keys.len() {
            let end = pieces.keys.len().min(next + Pieces::AT_ONCE);
            pieces.make(next..end)?.iter().for_each(|piece| bytes.extend_from_slice(piece));
            next = end;
        }
        self.put(path, Content::Bytes(bytes), inputs)
    }
}

/// A long file, piece by piece.
#[derive(Clone, Copy)]
pub struct Pieces<'p> {
    /// The digest of everything that each piece is made from, in the order of the file;
    /// none where that is not known: such a piece is made each time.
    pub keys: &'p [Option<Digest>],
    /// Makes the piece of a number: for one digest always the same bytes.
    pub one: &'p (dyn Fn(usize) -> Result<Vec<u8>, Failure> + Sync),
}

impl Pieces<'_> {
    /// How many pieces are best made at once: enough for every core, and few enough
    /// that they take little memory.
    pub const AT_ONCE: usize = 256;

    /// Makes some pieces, on every core.
    ///
    /// # Errors
    /// What making one of them says.
    pub fn make(&self, numbers: std::ops::Range<usize>) -> Result<Vec<Vec<u8>>, Failure> {
        numbers.into_par_iter().map(self.one).collect()
    }
}

/// Gathers files in memory.
#[derive(Debug, Default)]
pub struct Gather {
    files: Mutex<Artifacts>,
}

impl Gather {
    /// Everything taken.
    pub fn into_artifacts(self) -> Artifacts {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Gather {
    fn keep(&self, _path: &OutputPath, _inputs: Digest) -> bool {
        false
    }

    fn put(&self, path: &OutputPath, content: Content, _: Option<Digest>) -> Result<(), Failure> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.add(path.clone(), content);
        Ok(())
    }
}

/// Takes files and drops them: what is wanted is what the making has to say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn is_void(&self) -> bool {
        true
    }

    fn keep(&self, _path: &OutputPath, _inputs: Digest) -> bool {
        false
    }

    fn put(&self, _: &OutputPath, _: Content, _: Option<Digest>) -> Result<(), Failure> {
        Ok(())
    }

    fn put_pieces(&self, _: &OutputPath, _: Pieces<'_>, _: Option<Digest>) -> Result<(), Failure> {
        Ok(())
    }
}
