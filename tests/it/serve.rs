//! The preview server: what it serves, to whom, and that nothing takes it down.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

mod hostile;
mod live;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use guichet::base::{Cancel, Content, Failure, OutputPath, Sink};
use guichet::serve::{Build, Event, Gatherer, Labels, Pages, ServeOptions, run};
use snapbox::dir::DirRoot;

/// Longest wait for anything; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server.
struct Server {
    _temp: DirRoot,
    root: Utf8PathBuf,
    port: u16,
    cancel: Cancel,
    events: mpsc::Receiver<Event>,
    thread: Option<JoinHandle<Result<(), Failure>>>,
}

impl Server {
    /// Serves what `build` makes of the site's folder.
    fn start(build: impl Fn(&Utf8Path) -> Build + Send + 'static) -> Self {
        Self::start_with(build, |_| {})
    }

    fn start_with(
        build: impl Fn(&Utf8Path) -> Build + Send + 'static,
        change: impl Fn(&mut ServeOptions),
    ) -> Self {
        let temp = DirRoot::mutable_temp().unwrap();
        let root = Utf8Path::from_path(temp.path().unwrap()).unwrap().to_owned();
        std::fs::create_dir_all(root.join("content/fr")).unwrap();
        std::fs::create_dir_all(root.join("static")).unwrap();
        std::fs::write(root.join("static/doc.pdf"), "%PDF").unwrap();
        std::fs::write(root.join("guichet.toml"), "secret = 1").unwrap();
        let cancel = Cancel::default();
        let mut options = options(&root, cancel.clone());
        change(&mut options);
        let (send, events) = mpsc::channel();
        let folder = root.clone();
        let thread = std::thread::spawn(move || {
            let mut rebuild = |_: &[Utf8PathBuf]| build(&folder);
            // The test may have ended.
            run(&options, &mut rebuild, &mut |event| drop(send.send(event)))
        });
        let mut server = Self { _temp: temp, root, port: 0, cancel, events, thread: Some(thread) };
        let Event::Listening { url } = server.next_event() else { panic!("another event") };
        server.port = url.trim_end_matches('/').rsplit_once(':').unwrap().1.parse().unwrap();
        server
    }

    fn next_event(&self) -> Event {
        self.events.recv_timeout(PATIENCE).expect("the server says nothing")
    }

    /// Waits until the site was built.
    fn built(&self) -> bool {
        loop {
            if let Event::Built { is_good } = self.next_event() {
                return is_good;
            }
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads until the server closes.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may refuse before everything is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks for a target as a browser would.
    fn get(&self, target: &str) -> String {
        self.ask("GET", target, "")
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> String {
        let port = self.port;
        self.send(
            format!("{method} {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n")
                .as_bytes(),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.cancel.ask(15);
        let result = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            assert_eq!(result.unwrap().unwrap_err().exit_code(), 143);
        }
    }
}

fn options(root: &Utf8Path, cancel: Cancel) -> ServeOptions {
    ServeOptions {
        root: root.to_owned(),
        output: Some(root.join("public")),
        port: 0,
        address: None,
        hosts: Vec::new(),
        labels: Labels {
            lang: "fr-CA".to_owned(),
            title: "Le site a des problèmes".to_owned(),
            close: "Fermer".to_owned(),
        },
        cancel,
    }
}

const HOME: &str = "<html><body><p>home</p></body></html>";

fn pages(home: &str) -> Pages {
    let gatherer = Gatherer::default();
    let put = |path: &str, content: Content| {
        gatherer.put(&OutputPath::new(path).unwrap(), content, None).unwrap();
    };
    for (path, bytes) in [
        ("index.html", home),
        ("fr/prêt/index.html", "<html><body><p>prêt</p></body></html>"),
        ("fr/404.html", "<html><body>introuvable</body></html>"),
        ("404.html", "<html><body>not found</body></html>"),
        ("fr/prêt/index.md", "# Prêt"),
        ("assets/site.css", "a{}"),
    ] {
        put(path, Content::Bytes(bytes.as_bytes().to_vec()));
    }
    put("doc.pdf", Content::Copy("static/doc.pdf".into()));
    put("gone.pdf", Content::Copy("static/gone.pdf".into()));
    put("out.pdf", Content::Copy("../out.pdf".into()));
    gatherer.into_pages()
}

fn good(_root: &Utf8Path) -> Build {
    Build::Good(pages(HOME))
}

fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)?.parse().ok()).unwrap_or(0)
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    })
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn pages_and_files_are_served_with_their_type() {
    let server = Server::start(good);
    for (target, media, text) in [
        ("/", "text/html; charset=utf-8", "home"),
        ("/?q=%22", "text/html; charset=utf-8", "home"),
        ("/fr/pr%C3%AAt/", "text/html; charset=utf-8", "prêt"),
        ("/fr/pr%C3%AAt/index.md", "text/markdown; charset=utf-8", "# Prêt"),
        ("/assets/site.css", "text/css; charset=utf-8", "a{}"),
        ("/doc.pdf", "application/pdf", "%PDF"),
    ] {
        let answer = server.get(target);
        assert_eq!(status(&answer), 200, "{target}: {answer}");
        assert_eq!(header(&answer, "content-type"), Some(media), "{target}");
        assert!(body(&answer).contains(text), "{target}: {answer}");
    }
    let v6 = TcpStream::connect(("::1", server.port)).map(|_| ());
    let has_v6 = std::net::TcpListener::bind(("::1", 0)).is_ok();
    assert_eq!(v6.is_ok(), has_v6);
}

#[test]
fn every_answer_has_the_headers_that_protect() {
    let server = Server::start(good);
    let events = "GET /.guichet/events HTTP/1.1";
    let head = format!("HEAD /.guichet/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
    let answers = [
        server.get("/"),
        server.get("/fr/nope"),
        server.get("/fr/pr%C3%AAt"),
        server.get("/.guichet/reload.js"),
        server.get("/doc.pdf"),
        server.ask("POST", "/", ""),
        server.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        server.send(head.as_bytes()),
    ];
    for answer in &answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(header(answer, name), Some(value), "{name} of {events}: {answer}");
        }
        assert_eq!(header(answer, "access-control-allow-origin"), None, "{answer}");
    }
}

#[test]
fn the_page_that_is_not_there_speaks_the_language_of_the_address() {
    let server = Server::start(good);
    for (target, text) in
        [("/fr/nope/", "introuvable"), ("/en/nope", "not found"), ("/x", "not found")]
    {
        let answer = server.get(target);
        assert_eq!(status(&answer), 404, "{answer}");
        assert!(body(&answer).contains(text), "{target}: {answer}");
    }
    for target in
        ["/gone.pdf", "/out.pdf", "/guichet.toml", "/content/", "/.guichet/", "/.guichet/problem"]
    {
        let answer = server.get(target);
        assert_eq!(status(&answer), 404, "{target}: {answer}");
        assert!(!answer.contains("secret"), "{target}: {answer}");
    }
}

#[test]
fn a_page_without_its_slash_is_elsewhere() {
    let server = Server::start(good);
    for (target, location) in
        [("/fr/pr%C3%AAt", "/fr/pr%C3%AAt/"), ("/fr/pr%c3%aat?q=a//b", "/fr/pr%C3%AAt/?q=a//b")]
    {
        let answer = server.get(target);
        assert_eq!(status(&answer), 301, "{answer}");
        assert_eq!(header(&answer, "location"), Some(location));
    }
}

#[test]
fn a_head_request_gets_no_body() {
    let server = Server::start(good);
    let answer = server.ask("HEAD", "/assets/site.css", "");
    assert_eq!(status(&answer), 200);
    assert_eq!(header(&answer, "content-length"), Some("3"));
    assert_eq!(body(&answer), "");
}

#[test]
fn a_port_in_use_is_a_failure_that_names_it() {
    let server = Server::start(good);
    let mut second = options(&server.root, Cancel::default());
    second.port = server.port;
    let result = run(&second, &mut |_| Build::Bad(String::new()), &mut |_| {});
    match result {
        Err(Failure::Port { port, source }) => {
            assert_eq!(port, server.port);
            assert_eq!(source.kind(), std::io::ErrorKind::AddrInUse);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn another_address_is_said_aloud() {
    let server = Server::start_with(good, |options| {
        options.address = Some("0.0.0.0".parse().unwrap());
        options.hosts = vec!["aide.example".to_owned()];
    });
    let Event::Exposed { address } = server.next_event() else { panic!("another event") };
    assert_eq!(address, format!("0.0.0.0:{}", server.port));
    let answer = server.send(b"GET / HTTP/1.1\r\nHost: aide.example\r\n\r\n");
    assert_eq!(status(&answer), 200, "{answer}");
    let answer = server.send(b"GET / HTTP/1.1\r\nHost: 0.0.0.0\r\n\r\n");
    assert_eq!(status(&answer), 403, "{answer}");
}
