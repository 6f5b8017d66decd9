//! A host for files: what a build wrote, with the headers a host sends.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tiny_http::{Header, Method, Request, Response, Server};

/// Threads that answer: a browser opens six connections to a host.
const N_THREADS: usize = 8;

/// A folder served on a loopback port; it stops when dropped.
pub struct Host {
    server: Arc<Server>,
    files: Arc<Files>,
    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub origin: String,
}

/// What is served, and what was sent here.
struct Files {
    folder: PathBuf,
    /// Headers that the build asks for: pattern, name, value.
    asked: Vec<(String, String, String)>,
    /// Compressed files, by path: a host does not compress the same file twice.
    packed: Mutex<BTreeMap<PathBuf, Arc<[u8]>>>,
    /// Forms that pages have sent: address, body.
    sent: Mutex<Vec<(String, String)>>,
}

impl Host {
    /// Serves a folder.
    pub fn serve(folder: &Path) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let address = server.server_addr().to_ip().expect("an address");
        let files = Arc::new(Files {
            folder: folder.to_owned(),
            asked: asked(folder),
            packed: Mutex::default(),
            sent: Mutex::default(),
        });
        for _ in 0..N_THREADS {
            let (server, files) = (Arc::clone(&server), Arc::clone(&files));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &files);
                }
            });
        }
        Self { server, files, origin: format!("http://{address}") }
    }
}

impl Host {
    /// The forms that were sent here by any browser: address, body.
    pub fn sent(&self) -> Vec<(String, String)> {
        self.files.sent.lock().expect("no thread dies with the lock").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        (0..N_THREADS).for_each(|_| self.server.unblock());
    }
}

fn answer(request: Request, files: &Files) {
    match request.method() {
        Method::Get | Method::Head => {}
        Method::Post => return take(request, files),
        _ => return drop(request.respond(Response::empty(405))),
    }
    hold(&request);
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let (status, file) = match find(&files.folder, &path) {
        Found::File(file) => (200, file),
        Found::Folder => {
            let _ = request
                .respond(Response::empty(301).with_header(header("Location", &format!("{path}/"))));
            return;
        }
        Found::Nothing => (404, files.folder.join("404.html")),
    };
    let Ok(bytes) = std::fs::read(&file) else {
        let _ = request.respond(Response::empty(404));
        return;
    };
    let media = media(&file);
    let accepts = request.headers().iter().any(|header| {
        header.field.equiv("Accept-Encoding") && header.value.as_str().contains("gzip")
    });
    let is_packed = accepts && is_text(media);
    let body = if is_packed { pack(&file, &bytes, files) } else { Arc::from(bytes) };
    let mut response = Response::from_data(body.to_vec()).with_status_code(status);
    response.add_header(header("Content-Type", media));
    for (name, value) in headers(&files.asked, &path) {
        response.add_header(header(&name, &value));
    }
    if is_packed {
        response.add_header(header("Content-Encoding", "gzip"));
        response.add_header(header("Vary", "Accept-Encoding"));
    }
    let _ = request.respond(response);
}

/// Takes a form, as the program behind an address for votes does.
fn take(mut request: Request, files: &Files) {
    let mut body = String::new();
    let _ = request.as_reader().read_to_string(&mut body);
    let mut sent = files.sent.lock().expect("no thread dies with the lock");
    sent.push((request.url().to_owned(), body));
    drop(sent);
    let thanks = Response::from_string("<!doctype html><html lang=fr><title>Merci</title><p>Merci");
    drop(request.respond(thanks.with_header(header("Content-Type", "text/html; charset=utf-8"))));
}

/// What a page asks for at the end of its address, so that its modules come late.
pub const LATE: &str = "?late-modules";

/// How late.
const LATENESS: Duration = Duration::from_millis(150);

/// Keeps a module back when its page asks for that: whatever a script adds is then added
/// to a page that has been seen, as on a slow network.
fn hold(request: &Request) {
    let says = |name: &'static str, value: &str| {
        let mut headers = request.headers().iter();
        headers.any(|header| header.field.equiv(name) && header.value.as_str().ends_with(value))
    };
    if says("Sec-Fetch-Dest", "script") && says("Sec-Fetch-Mode", "cors") && says("Referer", LATE) {
        std::thread::sleep(LATENESS);
    }
}

enum Found {
    File(PathBuf),
    Folder,
    Nothing,
}

/// The file at an address, `index.html` for a folder, as static hosts do.
fn find(folder: &Path, path: &str) -> Found {
    let relative = decode(path.trim_start_matches('/'));
    let relative = Path::new(&relative);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Found::Nothing;
    }
    let file = folder.join(relative);
    if file.is_dir() {
        return if path.ends_with('/') {
            Found::File(file.join("index.html"))
        } else {
            Found::Folder
        };
    }
    if file.is_file() { Found::File(file) } else { Found::Nothing }
}

/// Undoes `%xx`.
fn decode(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn pack(file: &Path, bytes: &[u8], files: &Files) -> Arc<[u8]> {
    let mut packed = files.packed.lock().expect("no thread dies with the lock");
    let entry = packed.entry(file.to_owned()).or_insert_with(|| gzip(bytes).into());
    Arc::clone(entry)
}

/// Compressed as hosts do on the fly, at level 6.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).expect("writing to memory");
    encoder.finish().expect("writing to memory")
}

fn media(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn is_text(media: &str) -> bool {
    media.starts_with("text/")
        || ["application/json", "application/xml", "image/svg+xml"].contains(&media)
}

/// The headers of a file: what the build asks for in `_headers`, else what a careful host
/// sends: the policy of the pages once more, and what a policy inside a page cannot say.
fn headers(asked: &[(String, String, String)], path: &str) -> Vec<(String, String)> {
    let is_for = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    };
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    if asked.is_empty() {
        return CAREFUL.map(own).to_vec();
    }
    let matching = asked.iter().filter(|(pattern, ..)| is_for(pattern));
    matching.map(|(_, name, value)| (name.clone(), value.clone())).collect()
}

/// See [`headers`].
const CAREFUL: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// Reads `_headers` as Netlify and Cloudflare Pages do: a pattern on a line of its own,
/// below it `Name: value` indented.
fn asked(folder: &Path) -> Vec<(String, String, String)> {
    let text = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let mut pattern = String::new();
    let mut asked = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.split_once(':') {
            Some((name, value)) if line.starts_with([' ', '\t']) => {
                asked.push((pattern.clone(), name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => line.trim().clone_into(&mut pattern),
        }
    }
    asked
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| panic!("{name}: {value}"))
}
