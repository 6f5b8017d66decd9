//! What the world may break: the disk, a permission, a lock, a port.
//!
//! A [`Failure`] stops the command; what an author wrote wrong is never one
//! (that is a diagnostic). Its words for people are in `i18n/cli`.

use camino::Utf8PathBuf;

/// The environment refused something that the command needs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// What was read.
        path: Utf8PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// What was written.
        path: Utf8PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// No readable configuration where one was asked for.
    #[error("no guichet.toml in {path}")]
    NoConfig {
        /// The folder looked into.
        path: Utf8PathBuf,
    },
    /// Another build holds the output folder.
    #[error("{path} is locked by process {holder}")]
    Locked {
        /// The output folder.
        path: Utf8PathBuf,
        /// Who holds the lock, as written in the lock file.
        holder: String,
    },
    /// The output folder asked for cannot be one (root, source, a file …).
    #[error("{path} cannot be the output folder")]
    Output {
        /// The folder asked for.
        path: Utf8PathBuf,
        /// The reason, a key of `i18n/cli`.
        reason: &'static str,
    },
    /// The preview port could not be opened.
    #[error("cannot listen on port {port}: {source}")]
    Port {
        /// The port.
        port: u16,
        /// Why not.
        source: std::io::Error,
    },
    /// The command line asks for something that does not exist.
    #[error("{what}")]
    Usage {
        /// A key of `i18n/cli`.
        what: &'static str,
        /// What was asked for.
        value: String,
    },
    /// What an earlier build kept is not what it was: the build is to be made again
    /// without it.
    #[error("what was kept of an earlier build cannot be read")]
    Lost,
    /// Interrupted by a signal (its number).
    #[error("interrupted")]
    Interrupted(i32),
}

impl Failure {
    /// The exit code: 2 wrong use or no configuration, 3 environment, 128 + signal.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoConfig { .. } | Self::Usage { .. } | Self::Output { .. } => 2,
            Self::Lost
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::Locked { .. }
            | Self::Port { .. } => 3,
            Self::Interrupted(signal) => u8::try_from(128 + signal).unwrap_or(130),
        }
    }
}
