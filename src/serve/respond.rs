//! The answer to one request.

use std::io::Read;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{ALLOW, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use hyper::header::{CACHE_CONTROL, HeaderName, HeaderValue, REFERRER_POLICY};
use hyper::{Method, Request, Response, StatusCode, Version};
use tokio::sync::{mpsc, watch};

use crate::output::SiteFiles;
use crate::serve::Labels;
use crate::serve::guard::{Names, Target};
use crate::serve::inject::{SCRIPT, inject};
use crate::serve::pages::{self, Found};
use crate::serve::state::State;

/// How often a silent event stream says that it is alive.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What every connection shares.
#[derive(Debug)]
pub(super) struct Shared {
    pub names: Names,
    pub labels: Labels,
    pub site: SiteFiles,
    pub state: watch::Receiver<Arc<State>>,
}

/// The body of an answer.
pub(super) type Reply = Either<Full<Bytes>, Events>;

/// A stream of events, until the reader leaves or the server ends.
#[derive(Debug)]
pub(super) struct Events(mpsc::Receiver<Bytes>);

impl Body for Events {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// Answers `request`, whose target was `raw`, and which arrived at `local`.
pub(super) async fn respond(
    shared: &Arc<Shared>,
    request: &Request<Incoming>,
    raw: &str,
    local: IpAddr,
) -> Response<Reply> {
    let target = Target::parse(raw);
    if let Some(refusal) = refuse(shared, request, &target, local) {
        return refusal;
    }
    let mut states = shared.state.clone();
    let Ok(state) = states.wait_for(|state| state.is_ready()).await.map(|state| Arc::clone(&state))
    else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "503\n");
    };
    match target.path.as_deref() {
        Some("/.guichet/events") => stream_events(shared, request.method() == Method::HEAD),
        Some(SCRIPT) => {
            reply(StatusCode::OK, "text/javascript; charset=utf-8", include_str!("reload.js"))
        }
        Some("/.guichet/problem.css") => {
            reply(StatusCode::OK, "text/css; charset=utf-8", include_str!("problem.css"))
        }
        Some("/.guichet/problem") if state.problem.is_some() => problem(&state, &shared.labels),
        path => page(shared, &state, path, target.query.as_deref()).await,
    }
}

/// The answer to a request that is not let in.
fn refuse(
    shared: &Shared,
    request: &Request<Incoming>,
    target: &Target,
    local: IpAddr,
) -> Option<Response<Reply>> {
    let headers = request.headers();
    let mut hosts = headers.get_all(HOST).iter();
    let is_own_host =
        |host: &HeaderValue| host.to_str().is_ok_and(|host| shared.names.has_host(host, local));
    match (hosts.next(), hosts.next()) {
        (None, _) if request.version() == Version::HTTP_11 => {
            return Some(plain(StatusCode::BAD_REQUEST, "400\n"));
        }
        (_, Some(_)) => return Some(plain(StatusCode::BAD_REQUEST, "400\n")),
        (Some(host), None) if is_own_host(host) => {}
        (Some(_) | None, None) => return Some(plain(StatusCode::FORBIDDEN, "403 Host\n")),
    }
    if let Some(authority) = &target.authority
        && !shared.names.has_host(authority, local)
    {
        return Some(plain(StatusCode::FORBIDDEN, "403 Host\n"));
    }
    let is_own_origin = |origin: &HeaderValue| {
        origin.to_str().is_ok_and(|origin| shared.names.has_origin(origin, local))
    };
    if !headers.get_all(ORIGIN).iter().all(is_own_origin) {
        return Some(plain(StatusCode::FORBIDDEN, "403 Origin\n"));
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "405\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

/// A page or file of the site, or the page that says why there is none.
async fn page(
    shared: &Arc<Shared>,
    state: &Arc<State>,
    path: Option<&str>,
    query: Option<&str>,
) -> Response<Reply> {
    let Some(pages) = &state.pages else { return problem(state, &shared.labels) };
    // No page has an empty path: what cannot be an address is just not found.
    match pages.find(path.unwrap_or("/\0")) {
        Found::File(file) => send(shared, state, StatusCode::OK, file).await,
        Found::Nothing(Some(file)) => send(shared, state, StatusCode::NOT_FOUND, file).await,
        Found::Nothing(None) => plain(StatusCode::NOT_FOUND, "404\n"),
        Found::Elsewhere(path) => {
            let location = query.map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
            let mut response = plain(StatusCode::MOVED_PERMANENTLY, "301\n");
            match HeaderValue::try_from(location) {
                Ok(location) => response.headers_mut().insert(LOCATION, location),
                Err(_) => return plain(StatusCode::NOT_FOUND, "404\n"),
            };
            response
        }
    }
}

async fn send(
    shared: &Arc<Shared>,
    state: &State,
    status: StatusCode,
    file: &pages::File,
) -> Response<Reply> {
    let bytes = match &file.body {
        pages::Body::Bytes(bytes) => bytes.clone(),
        pages::Body::Pieces(pieces) => pages::Body::join(pieces),
        pages::Body::Site(path) => {
            let (shared, path) = (Arc::clone(shared), path.clone());
            let read = tokio::task::spawn_blocking(move || {
                let mut bytes = Vec::new();
                let mut file = shared.site.open(&path).ok()?;
                file.read_to_end(&mut bytes).ok().map(|_| bytes)
            });
            match read.await {
                Ok(Some(bytes)) => bytes.into(),
                // Removed since the build: the next one will say so.
                Ok(None) | Err(_) => return plain(StatusCode::NOT_FOUND, "404\n"),
            }
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(html) if file.media == HTML => {
            let mut response = reply(status, HTML, inject(html, &state.version));
            // The page brings its policy with it; this part of one it cannot say.
            let policy = HeaderValue::from_static("frame-ancestors 'self'");
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            response
        }
        _ => reply(status, file.media, bytes),
    }
}

/// The error page. Its status is 500, not 200: a browser shows and reloads it all
/// the same, while nothing that reads the status takes it for a page of the site.
fn problem(state: &State, labels: &Labels) -> Response<Reply> {
    let page = state.problem_page(labels);
    let mut response = reply(StatusCode::INTERNAL_SERVER_ERROR, HTML, page);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                  base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// The events of one open page: the state now, and each one after it.
fn stream_events(shared: &Arc<Shared>, is_head: bool) -> Response<Reply> {
    let (send, receive) = mpsc::channel(4);
    if !is_head {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            let mut states = shared.state.clone();
            let hello = Bytes::from_static(b"retry: 500\n\n");
            // Whoever does not read is left behind, and comes back.
            let mut is_open = send.try_send(hello).is_ok();
            states.mark_changed();
            while is_open {
                let bytes = tokio::select! {
                    () = send.closed() => return,
                    changed = states.changed() => match changed {
                        Ok(()) => states.borrow_and_update().event(&shared.labels).into(),
                        Err(_) => return,
                    },
                    () = tokio::time::sleep(KEEP_ALIVE) => Bytes::from_static(b": here\n\n"),
                };
                is_open = send.try_send(bytes).is_ok();
            }
        });
    }
    finish(StatusCode::OK, "text/event-stream; charset=utf-8", Either::Right(Events(receive)))
}

fn plain(status: StatusCode, text: &'static str) -> Response<Reply> {
    reply(status, TEXT, text)
}

fn reply(status: StatusCode, media: &'static str, body: impl Into<Bytes>) -> Response<Reply> {
    finish(status, media, Either::Left(Full::new(body.into())))
}

/// Puts on every answer the headers that every answer has.
fn finish(status: StatusCode, media: &'static str, body: Reply) -> Response<Reply> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, media),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
