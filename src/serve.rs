//! The preview: the last good build, served to this machine, rebuilt and reloaded
//! at every change.
//!
//! Three threads. The caller's watches and rebuilds; one answers requests, so that
//! a long build never keeps a reader waiting; one, of the watcher, gathers events.
//! They share one value, the state, replaced as a whole.
//!
//! A failed build takes no page away: the last good ones stay, the open page shows
//! what is wrong over its foot, and `/.guichet/problem` is the same as a page. A site
//! that was never built has that page everywhere.

mod guard;
mod head;
mod inject;
mod listen;
mod media;
mod pages;
mod respond;
mod state;
mod watch;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8PathBuf;

use crate::base::{Cancel, Failure};
use crate::output::SiteFiles;
use crate::serve::guard::Names;
use crate::serve::respond::Shared;
use crate::serve::state::State;
use crate::serve::watch::Watch;

pub use pages::{Gatherer, Pages};

/// How long one look for changes takes; the wish to stop is heard after it.
const LOOK: Duration = Duration::from_millis(50);

/// How and what to serve.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder of the site.
    pub root: Utf8PathBuf,
    /// The output, whose changes are not looked at.
    pub output: Option<Utf8PathBuf>,
    /// The port; 0 lets the system choose.
    pub port: u16,
    /// Another address than this machine's own. Whoever reaches it reads the site.
    pub address: Option<IpAddr>,
    /// Further names by which the server may be called, with or without a port.
    pub hosts: Vec<String>,
    /// The words on the error page.
    pub labels: Labels,
    /// The wish to stop.
    pub cancel: Cancel,
}

/// The words around a report, in the language of messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Tag of the language.
    pub lang: String,
    /// Says that the site has problems.
    pub title: String,
    /// Says how to close the notice.
    pub close: String,
}

/// What a rebuild comes to.
#[derive(Debug)]
pub enum Build {
    /// The site, to be served from now on.
    Good(Pages),
    /// The report, as plain text; it is escaped here.
    Bad(String),
}

/// Something to tell while serving.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The server answers at this address.
    Listening {
        /// The address of the site.
        url: String,
    },
    /// The server can be reached from other machines: to be said as a warning.
    Exposed {
        /// The address and port.
        address: String,
    },
    /// Changes cannot be watched; the site is served as it is.
    NotWatching {
        /// Why.
        reason: String,
    },
    /// The site was built.
    Built {
        /// Whether it is now served.
        is_good: bool,
    },
}

/// Serves until it is asked to stop.
///
/// `rebuild` gets the changed paths, relative to the site; none the first time. It
/// runs on the caller's thread, one at a time: what changes meanwhile makes one
/// further rebuild.
///
/// # Errors
/// [`Failure::Port`], [`Failure::Read`] when there is no such site, and
/// [`Failure::Interrupted`] in the end.
pub fn run(
    options: &ServeOptions,
    rebuild: &mut dyn FnMut(&[Utf8PathBuf]) -> Build,
    on_event: &mut dyn FnMut(Event),
) -> Result<(), Failure> {
    let fail = |source| Failure::Port { port: options.port, source };
    let site = SiteFiles::new(&options.root)?;
    let listeners = listen::bind(options.address, options.port)?;
    let local = listeners[0].local_addr().map_err(fail)?;
    let (update, state) = tokio::sync::watch::channel(Arc::new(State::new(run_number())));
    let names = Names::new(local.port(), &options.hosts);
    let shared = Arc::new(Shared { names, labels: options.labels.clone(), site, state });
    let (stop, stopped) = tokio::sync::oneshot::channel();
    // Before the first build, so that no change falls between the two.
    let mut watch = Watch::new(&options.root, options.output.as_deref());
    std::thread::scope(|scope| {
        let server = std::thread::Builder::new()
            .spawn_scoped(scope, move || listen::serve(listeners, shared, stopped))
            .map_err(fail)?;
        let is_loopback = local.ip().is_loopback();
        let name = if options.address.is_some() {
            local.to_string()
        } else {
            format!("localhost:{}", local.port())
        };
        on_event(Event::Listening { url: format!("http://{name}/") });
        if !is_loopback {
            on_event(Event::Exposed { address: local.to_string() });
        }
        if let Err(error) = &watch {
            on_event(Event::NotWatching { reason: error.to_string() });
        }
        let mut changes = Vec::new();
        let mut is_first = true;
        while !server.is_finished() && options.cancel.signal().is_none() {
            if is_first || !changes.is_empty() {
                is_first = false;
                let build = rebuild(&changes);
                let is_good = matches!(build, Build::Good(_));
                update.send_modify(|state| *state = Arc::new(state.after(build)));
                on_event(Event::Built { is_good });
            }
            changes = match &mut watch {
                Ok(watch) => watch.changes(LOOK),
                Err(_) => {
                    std::thread::sleep(LOOK);
                    Vec::new()
                }
            };
        }
        // The server may be gone already.
        let _ = stop.send(());
        match server.join() {
            Ok(result) => result.map_err(fail),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    options.cancel.check()
}

/// A number that another run of the server is most unlikely to have.
fn run_number() -> u64 {
    RandomState::new().build_hasher().finish()
}
