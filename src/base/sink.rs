//! Where the files of a build go.

use std::sync::{Mutex, PoisonError};

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
}
