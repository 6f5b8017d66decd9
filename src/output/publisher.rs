//! Taking the files of a build as they come.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::base::{Content, Digest, Failure, OutputPath, Pieces, Sink};
use crate::files::{Disk, Files};
use crate::output::live::{self, Live};
use crate::output::manifest::{self, Made, Manifest};
use crate::output::pieces::{self, Parts, Pieced, Published, Trouble};
use crate::output::place::Place;
use crate::output::plan;
use crate::output::site_file::SiteFiles;
use crate::output::stage;
use crate::output::state::{self, Found, Remembered, State};
use crate::output::table::{Ours, Table, Trust};
use crate::output::tree::{self, Node, Stat};
use crate::output::work::Work;
use crate::output::{Clash, MAX_THREADS, Notice, PublishOptions, Summary, finish};

/// Where the bytes of a file are until it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// In the published file: its index in the live table.
    Live(usize),
    /// In the work folder, under a number.
    Slot(usize),
    /// In the new tree, where it belongs.
    InPlace(Stat),
}

/// A file of this build.
#[derive(Debug)]
pub(super) struct Put {
    pub path: OutputPath,
    pub made: Made,
    pub inputs: Option<Digest>,
    pub source: Source,
    /// The pieces it is made of, if it is made of pieces.
    pub parts: Option<Parts>,
    /// Whether a file stood there.
    pub has_live: bool,
    /// Which call it came with.
    number: usize,
}

impl Put {
    /// Whether nothing stood at its path.
    pub(super) fn is_new(&self) -> bool {
        !self.has_live
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.path.as_str().as_bytes().to_vec()
    }

    /// What is to be remembered of a file made of pieces.
    pub(super) fn pieced(&self) -> Option<Pieced> {
        let parts = self.parts.clone()?;
        Some(Pieced { path: self.bytes().into(), parts })
    }
}

/// A live file that this build has not asked for; one that it keeps; one that it
/// has put.
const UNASKED: u8 = 0;
const KEPT: u8 = 1;
const PUT: u8 = 2;

/// A build on its way into the output: takes its files from any thread, and
/// publishes them all at once in [`Publisher::finish`]. Dropped before that, it
/// leaves the published site as it was and nothing beside it.
pub struct Publisher<'a> {
    pub(super) place: Place,
    pub(super) site: SiteFiles,
    pub(super) site_root: Utf8PathBuf,
    pub(super) live: Live,
    pub(super) state: State,
    pub(super) options: &'a PublishOptions<'a>,
    pool: Option<ThreadPool>,
    marks: Vec<AtomicU8>,
    puts: Mutex<Vec<Put>>,
    n_puts: AtomicUsize,
    has_failed: AtomicBool,
    gate: Gate,
    // Last: the lock is held until everything else is over.
    pub(super) work: Work,
}

impl<'a> Publisher<'a> {
    /// Takes the lock of the output, ends what a killed build has left, and looks at
    /// what is published.
    ///
    /// # Errors
    /// [`Failure::Output`] when the folder cannot be an output, [`Failure::Read`] and
    /// [`Failure::Write`] with the path, [`Failure::Interrupted`].
    pub fn open(
        source: &Disk,
        target: &Utf8Path,
        options: &'a PublishOptions<'a>,
    ) -> Result<Self, Failure> {
        Self::open_after(None, source, target, options)
    }

    /// As [`Publisher::open`], given what was read of the last build before.
    ///
    /// # Errors
    /// As [`Publisher::open`].
    pub fn open_after(
        last: Option<Remembered>,
        source: &Disk,
        target: &Utf8Path,
        options: &'a PublishOptions<'a>,
    ) -> Result<Self, Failure> {
        let place = Place::find(source.root(), target)?;
        let site = SiteFiles::new(source.root())?;
        let pool = make_pool();
        let work = Work::open(&place, options)?;
        let (live, state) = within(pool.as_ref(), || look(last, source.root(), &place, options))?;
        let marks = live.table.files.iter().map(|_| AtomicU8::new(UNASKED)).collect();
        Ok(Self {
            place,
            site,
            site_root: source.root().to_owned(),
            live,
            state,
            options,
            pool,
            marks,
            puts: Mutex::default(),
            n_puts: AtomicUsize::new(0),
            has_failed: AtomicBool::new(false),
            gate: Gate::new(MAX_THREADS),
            work,
        })
    }

    /// Publishes everything that was put or kept, and nothing else of ours. `build`
    /// is the digest of everything that the whole build was made from, if that is
    /// known; [`last`](crate::output::last) asks for it.
    ///
    /// # Errors
    /// As [`publish`](crate::output::publish); also when a file could not be put.
    pub fn finish(mut self, build: Option<Digest>) -> Result<Summary, Failure> {
        if self.has_failed.load(Ordering::Relaxed) {
            let source = std::io::Error::other("a file of the build is missing");
            return Err(Failure::Write { path: self.place.target.clone(), source });
        }
        let puts = std::mem::take(&mut self.puts).into_inner();
        let puts = first_of_each(puts.unwrap_or_else(PoisonError::into_inner));
        let marks = std::mem::take(&mut self.marks);
        let marks: Vec<u8> = marks.into_iter().map(AtomicU8::into_inner).collect();
        let pool = self.pool.take();
        within(pool.as_ref(), move || finish::finish(self, puts, &marks, build))
    }

    /// As [`Sink::put`], of content that stays with the caller.
    pub(super) fn take(
        &self,
        path: &OutputPath,
        content: &Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let result = self.try_put(path, content, inputs);
        if result.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        result
    }

    fn try_put(
        &self,
        path: &OutputPath,
        content: &Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let (name, number) = self.begin(path)?;
        let file = self.live.table.find(name.as_bytes());
        let (made, source) = match self.same(file, content)? {
            (Some(made), Some(file)) => (made, Source::Live(file)),
            (made, _) => {
                self.refuse_clash(name, file)?;
                match self.write(name, number, content, made)? {
                    Some(written) => written,
                    None => return Ok(()),
                }
            }
        };
        let path = path.clone();
        let has_live = file.is_some();
        self.add(Put { path, made, inputs, source, parts: None, has_live, number }, file);
        Ok(())
    }

    /// As [`Sink::put_pieces`]. Where a file stands, the new one is written beside the
    /// tree: only once it is whole is it known whether it is another.
    fn try_pieces(
        &self,
        path: &OutputPath,
        pieces: Pieces<'_>,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let (name, number) = self.begin(path)?;
        let file = self.live.table.find(name.as_bytes());
        let (to, is_in_place) = self.place_of(name, number, file.is_some());
        let Some((made, stat, parts)) = self.write_pieces(name, &to, pieces, file)? else {
            return Ok(());
        };
        let mut source = if is_in_place { Source::InPlace(stat) } else { Source::Slot(number) };
        if let Some(live) = file {
            if self.is_same(live, made)? {
                source = Source::Live(live);
                tree::unlink(&to)?;
            } else {
                self.refuse_clash(name, file)?;
            }
        }
        let (path, parts) = (path.clone(), Some(parts));
        self.add(Put { path, made, inputs, source, parts, has_live: file.is_some(), number }, file);
        Ok(())
    }

    /// Writes a file made of pieces, as far as may be from the published one; `None` when
    /// it is there already.
    fn write_pieces(
        &self,
        name: &str,
        to: &Path,
        pieces: Pieces<'_>,
        file: Option<usize>,
    ) -> Result<Option<(Made, Stat, Parts)>, Failure> {
        let shown = self.place.target.join(name);
        let unwritable = |source| Failure::Write { path: shown.clone(), source };
        let mut published = file.and_then(|file| self.published(name, file));
        loop {
            let Some(out) = create(to).map_err(unwritable)? else {
                debug_assert!(false, "{name} is put twice");
                return Ok(None);
            };
            match pieces::write(pieces, published.as_ref(), out, &self.options.cancel) {
                Ok(written) => return Ok(Some(written)),
                Err(Trouble::Write(error)) => return Err(unwritable(error)),
                Err(Trouble::Stop(failure)) => return Err(failure),
                // Once more, and every piece is made.
                Err(Trouble::Published) => published = None,
            }
            tree::unlink(to)?;
        }
    }

    /// The published file at a path, when it is known where its pieces are.
    fn published(&self, name: &str, file: usize) -> Option<Published> {
        let pieced = self.state.pieced.iter().find(|pieced| *pieced.path == *name.as_bytes())?;
        let entry = &self.live.table.files[file];
        let (Some(_), Node::File(stat), Trust::Exact) = (entry.ours, entry.node, entry.trust)
        else {
            return None;
        };
        Published::open(self.place.target.join(name).as_std_path(), stat, &pieced.parts)
    }

    /// The name of a file that is put, and its number.
    fn begin<'p>(&self, path: &'p OutputPath) -> Result<(&'p str, usize), Failure> {
        self.options.cancel.check()?;
        let name = path.as_str();
        if name == manifest::NAME {
            let path = self.place.target.join(name);
            return Err(Failure::Output { path, reason: "output-reserved" });
        }
        Ok((name, self.n_puts.fetch_add(1, Ordering::Relaxed)))
    }

    fn add(&self, put: Put, file: Option<usize>) {
        if let Some(file) = file {
            self.marks[file].store(PUT, Ordering::Relaxed);
        }
        self.puts.lock().unwrap_or_else(PoisonError::into_inner).push(put);
    }

    /// The digest of the content, where it had to be made, and the live file when
    /// it holds the same.
    fn same(
        &self,
        file: Option<usize>,
        content: &Content,
    ) -> Result<(Option<Made>, Option<usize>), Failure> {
        let file = file.filter(|file| matches!(self.live.table.files[*file].node, Node::File(_)));
        let made = match content {
            Content::Bytes(bytes) => Made { digest: Digest::of(bytes), size: bytes.len() as u64 },
            // Nothing to compare with: it is read once, while it is copied.
            Content::Copy(_) if file.is_none() => return Ok((None, None)),
            Content::Copy(from) => {
                let _pass = self.gate.enter();
                self.site.measure(from, &self.options.cancel)?
            }
        };
        let Some(file) = file else { return Ok((Some(made), None)) };
        let is_same = self.is_same(file, made)?;
        Ok((Some(made), is_same.then_some(file)))
    }

    /// Whether a live file holds what was made.
    fn is_same(&self, file: usize, made: Made) -> Result<bool, Failure> {
        let entry = &self.live.table.files[file];
        let is_file = matches!(entry.node, Node::File(_));
        if !is_file || entry.ours.is_some_and(|old| old.made != made) {
            return Ok(false);
        }
        let _pass = self.gate.enter();
        let ours = Ours { made, inputs: None };
        let root = self.place.target.as_std_path();
        plan::is_intact(root, &self.live, file, &ours, self.options)
    }

    /// Where a file is written, and whether that is its place in the new tree. With a
    /// tree to be brought up to date, files go there in the end only: it is not to be
    /// touched by a build that fails. Without, into the new tree at once, unless it may
    /// turn out not to be needed.
    fn place_of(&self, name: &str, number: usize, is_aside: bool) -> (PathBuf, bool) {
        if is_aside || self.state.spare.is_some() {
            (self.work.slot(number), false)
        } else {
            (self.work.new_tree().join(name).into_std_path_buf(), true)
        }
    }

    /// A regular file that we made is ours to write over, whoever changed it.
    fn refuse_clash(&self, name: &str, file: Option<usize>) -> Result<(), Failure> {
        let Some(file) = file else { return Ok(()) };
        let entry = &self.live.table.files[file];
        let is_ours = entry.ours.is_some() && matches!(entry.node, Node::File(_));
        if is_ours || self.options.clash == Clash::Replace {
            return Ok(());
        }
        let path = self.place.target.join(name);
        Err(Failure::Output { path, reason: "output-foreign-file" })
    }

    /// Writes a file where nobody sees it yet; `None` when it is there already.
    fn write(
        &self,
        name: &str,
        number: usize,
        content: &Content,
        made: Option<Made>,
    ) -> Result<Option<(Made, Source)>, Failure> {
        let _pass = self.gate.enter();
        let (to, is_in_place) = self.place_of(name, number, false);
        let shown = self.place.target.join(name);
        let Some(file) =
            create(&to).map_err(|source| Failure::Write { path: shown.clone(), source })?
        else {
            debug_assert!(false, "{name} is put twice");
            return Ok(None);
        };
        let (made, stat) = match content {
            Content::Bytes(bytes) => {
                let stat = stage::fill(file, bytes)
                    .map_err(|source| Failure::Write { path: shown, source })?;
                let made =
                    made.unwrap_or_else(|| Made { digest: Digest::of(bytes), size: stat.size });
                (made, stat)
            }
            Content::Copy(from) => self.site.copy(from, file, &shown, &self.options.cancel)?,
        };
        let source = if is_in_place { Source::InPlace(stat) } else { Source::Slot(number) };
        Ok(Some((made, source)))
    }
}

impl Sink for Publisher<'_> {
    fn keep(&self, path: &OutputPath, inputs: Digest) -> bool {
        let Some(file) = self.live.table.find(path.as_str().as_bytes()) else { return false };
        let entry = &self.live.table.files[file];
        let is_same = matches!(entry.node, Node::File(_))
            && entry.trust == Trust::Exact
            && entry.ours.is_some_and(|ours| {
                ours.inputs == Some(inputs) && ours.made.size == entry.node.stat().size
            });
        if is_same {
            // What was put already is what counts.
            let _ = self.marks[file].compare_exchange(
                UNASKED,
                KEPT,
                Ordering::Relaxed,
                Ordering::Relaxed,
            );
        }
        is_same
    }

    fn put(
        &self,
        path: &OutputPath,
        content: Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        self.take(path, &content, inputs)
    }

    fn put_pieces(
        &self,
        path: &OutputPath,
        pieces: Pieces<'_>,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        let result = self.try_pieces(path, pieces, inputs);
        if result.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        result
    }
}

/// What the marks say about a live file.
pub(super) fn is_kept(mark: u8) -> bool {
    mark == KEPT
}

/// Whether a live file is a file of this build.
pub(super) fn is_taken(mark: u8) -> bool {
    mark != UNASKED
}

/// Makes a file, with the folders above it; `None` when it is there already.
#[expect(clippy::disallowed_methods, reason = "output writes")]
fn create(path: &Path) -> Result<Option<std::fs::File>, std::io::Error> {
    use std::io::ErrorKind;
    let mut result = std::fs::File::create_new(path);
    if matches!(&result, Err(error) if error.kind() == ErrorKind::NotFound)
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)?;
        result = std::fs::File::create_new(path);
    }
    match result {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if path.symlink_metadata()?.is_dir() {
                Err(ErrorKind::IsADirectory.into())
            } else {
                Ok(None)
            }
        }
        Err(error) => Err(error),
    }
}

/// Of the files put at one path, the first; sorted by path.
fn first_of_each(mut puts: Vec<Put>) -> Vec<Put> {
    puts.par_sort_unstable_by(|a, b| a.path.cmp(&b.path).then(a.number.cmp(&b.number)));
    puts.dedup_by(|later, first| {
        let is_twice = later.path == first.path;
        debug_assert!(!is_twice, "{} is put twice", later.path);
        is_twice
    });
    puts
}

/// Threads of its own where the caller has more than may work on the disk at once.
fn make_pool() -> Option<ThreadPool> {
    if rayon::current_num_threads() <= MAX_THREADS {
        return None;
    }
    ThreadPoolBuilder::new().num_threads(MAX_THREADS).build().ok()
}

fn within<R: Send>(pool: Option<&ThreadPool>, work: impl FnOnce() -> R + Send) -> R {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Reads what is published and what is remembered of it.
fn look(
    last: Option<Remembered>,
    root: &Utf8Path,
    place: &Place,
    options: &PublishOptions<'_>,
) -> Result<(Live, State), Failure> {
    let found = match last {
        Some(last) => last.read(root, &place.target),
        None => state::read(root, &place.target),
    };
    let mut state = match found {
        Found::State(state) => *state,
        Found::None => State::default(),
        Found::Broken(path) => {
            (options.on_notice)(Notice::CacheIgnored { path });
            State::default()
        }
    };
    if !place.is_there() {
        return Ok((Live::default(), State::default()));
    }
    let text = || Disk::new(&*place.target).read(Utf8Path::new(manifest::NAME)).unwrap_or_default();
    let target = place.target.as_std_path();
    let known = std::mem::take(&mut state.table);
    let is_remembered = state.manifest.is_some_and(|manifest| {
        live::holds(target, &known, manifest::NAME) || Digest::of(&text()) == manifest
    });
    if is_remembered {
        let mut live = live::look(target, known, state.written, &options.cancel)?;
        live.is_known = true;
        return Ok((live, state));
    }
    let mut live = live::look(target, Table::default(), 0, &options.cancel)?;
    let text = text();
    let manifest = Manifest::parse(&text);
    let state =
        State { manifest: manifest.is_some().then(|| Digest::of(&text)), ..State::default() };
    live.apply(&manifest.unwrap_or_default());
    Ok((live, state))
}

/// Lets a bounded number of threads through: each holds a file open where a system
/// may allow but 64.
#[derive(Debug)]
struct Gate {
    free: Mutex<usize>,
    is_free: Condvar,
}

struct Pass<'a>(&'a Gate);

impl Gate {
    fn new(n: usize) -> Self {
        Self { free: Mutex::new(n), is_free: Condvar::new() }
    }

    fn enter(&self) -> Pass<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.is_free.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Pass(self)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.is_free.notify_one();
    }
}
