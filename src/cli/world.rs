//! The world as the commands see it: arguments, environment, clock, terminal.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Date, Failure};
use crate::cli::args::SiteOptions;
use crate::files::{Disk, Files as _};
use crate::output::signals::Signals;
use crate::report::{Format, MessageLang, Style};
use crate::site::Selection;

/// What was read of the world, once.
pub(super) struct World {
    pub(super) args: Vec<OsString>,
    /// The language of messages.
    pub(super) lang: MessageLang,
    /// Today, in UTC: the same everywhere on Earth at one moment.
    pub(super) today: Date,
    /// Whether messages go to a terminal that shows colors.
    has_color: bool,
    /// Whether messages go to a terminal.
    pub(super) is_terminal: bool,
    /// Ctrl-C and the like.
    pub(super) signals: Signals,
    /// When the command began, by the system's clock. Nothing that is published
    /// depends on it.
    pub(super) start: (i64, i64),
    current_dir: Utf8PathBuf,
    /// The user's own folder, which is never an output.
    home: Option<Utf8PathBuf>,
}

/// A site to work on.
pub(super) struct SiteAt<'w> {
    pub(super) world: &'w World,
    /// Its folder, absolute.
    pub(super) root: Utf8PathBuf,
    pub(super) disk: Disk,
    pub(super) style: Style,
}

impl World {
    #[expect(clippy::disallowed_methods, reason = "here the environment comes in")]
    pub(super) fn new() -> Self {
        // First of all: whoever interrupts must get the exit code that says so.
        let signals = Signals::listen();
        // A limit on the size of files is then an error of writing, with a message,
        // and not the end of the process. Where the system refuses, so be it.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
        spare_descriptors();
        let args: Vec<OsString> = std::env::args_os().collect();
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let is_terminal = std::io::stderr().is_terminal();
        let has_color = is_terminal
            && variable("NO_COLOR").is_none()
            && variable("TERM").is_none_or(|term| term != "dumb");
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        let asked = lang_argument(&args);
        let tag = asked.or(locale).unwrap_or_default();
        let current = std::env::current_dir().ok();
        let current_dir = current.and_then(|dir| Utf8PathBuf::from_path_buf(dir).ok());
        Self {
            args,
            lang: MessageLang::from_tag(&tag),
            today: jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date(),
            start: {
                let now = jiff::Timestamp::now();
                (now.as_second(), i64::from(now.subsec_nanosecond()))
            },
            has_color,
            is_terminal,
            signals,
            home: variable("HOME").map(Utf8PathBuf::from),
            current_dir: current_dir.unwrap_or_else(|| Utf8PathBuf::from(".")),
        }
    }

    /// The site in `root`, or in the current folder.
    pub(super) fn site(&self, root: Option<&Utf8Path>, format: Format) -> SiteAt<'_> {
        let root = self.absolute(root.unwrap_or(Utf8Path::new("")));
        let style = Style { format, lang: self.lang, has_color: self.has_color };
        SiteAt { world: self, disk: Disk::new(&root), root, style }
    }

    /// Refuses the user's own folder, or one above it, as an output.
    pub(super) fn check_output(&self, out: &Utf8Path) -> Result<(), Failure> {
        let real = |path: &Utf8Path| path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
        match &self.home {
            Some(home) if real(home).starts_with(real(out)) => {
                Err(Failure::Output { path: out.to_owned(), reason: "output-is-home" })
            }
            _ => Ok(()),
        }
    }

    /// A path from the current folder, without `.` segments.
    pub(super) fn absolute(&self, path: &Utf8Path) -> Utf8PathBuf {
        self.current_dir.join(path).components().collect()
    }

    /// The bytes of a file that the command line names.
    pub(super) fn read_at_most(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        let path = self.absolute(path);
        let (folder, name) = (path.parent().unwrap_or(&path), path.file_name().unwrap_or_default());
        Disk::new(folder).read_at_most(Utf8Path::new(name), max_bytes)
    }

    /// Prints results.
    #[expect(clippy::unused_self, reason = "only who has the world may print")]
    pub(super) fn out(&self, text: &str) {
        // A reader that went away (a closed pipe) is no problem of ours.
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Prints messages.
    #[expect(clippy::unused_self, reason = "only who has the world may print")]
    pub(super) fn err(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

impl SiteAt<'_> {
    /// Which texts take part.
    pub(super) fn selection(&self, options: &SiteOptions) -> Selection {
        let date = options.date.unwrap_or(self.world.today);
        Selection { date, with_drafts: options.drafts }
    }
}

/// Descriptors that are open besides those of the threads: streams, the cache, the
/// lock, a listing under way.
const N_SHARED: u64 = 32;

/// Takes fewer threads where the system allows few open files: each may hold two.
fn spare_descriptors() {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    let n_cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let n_allowed = limit.map_or(u64::MAX, |limit| limit.saturating_sub(N_SHARED) / 2).max(1);
    if let Ok(n_threads) = usize::try_from(n_allowed)
        && n_threads < n_cores
    {
        // The pool can be made once; who made it before has decided.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build_global();
    }
}

/// The value of `--lang`, before the command line is parsed: the help and the
/// messages about wrong use are wanted in that language too.
fn lang_argument(args: &[OsString]) -> Option<String> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let joined = texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
    let next = || texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    joined.or_else(next).map(str::to_owned)
}
