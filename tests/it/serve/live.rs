//! Rebuilding and reloading.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use camino::Utf8Path;
use guichet::serve::Build;

use super::{Server, body, header, pages, status};

/// A site whose home page is a file; bad when the file says so, or is absent.
fn from_disk(root: &Utf8Path) -> Build {
    match std::fs::read_to_string(root.join("content/home.html")) {
        Ok(text) if !text.starts_with("bad") => Build::Good(pages(&text)),
        Ok(text) => Build::Bad(text),
        Err(error) => Build::Bad(format!("<b>home</b>: {error}")),
    }
}

/// The event stream of an open page.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(server: &Server) -> Self {
        let mut stream = server.connect();
        let (port, path) = (server.port, "/.guichet/events");
        let origin = format!("Origin: http://localhost:{port}");
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{origin}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    /// The data of the next event.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

fn write(server: &Server, text: &str) {
    std::fs::write(server.root.join("content/home.html"), text).unwrap();
}

/// Waits for a build of the given kind; a write may be seen in two steps.
fn wait_for(server: &Server, is_good: bool) {
    while server.built() != is_good {}
}

#[test]
fn a_change_is_built_served_and_told() {
    let server = Server::start(from_disk);
    wait_for(&server, false);
    write(&server, "<body>one</body>");
    wait_for(&server, true);
    let mut events = Events::open(&server);
    let first = events.next();
    assert!(first["problem"].is_null());
    let version = first["version"].as_str().unwrap();
    let page = server.get("/");
    let tag = format!(
        "one<script type=\"module\" src=\"/.guichet/reload.js?v={version}\"></script></body>"
    );
    assert!(body(&page).contains(&tag), "{page}");
    write(&server, "<body>two</body>");
    let second = events.next();
    assert_ne!(second["version"], first["version"]);
    assert!(server.get("/").contains("two"));
    assert!(server.get("/.guichet/reload.js").contains("EventSource"));
}

#[test]
fn a_failed_build_keeps_the_pages_and_tells_why() {
    let server = Server::start(from_disk);
    wait_for(&server, false);
    write(&server, "<body>one</body>");
    wait_for(&server, true);
    let mut events = Events::open(&server);
    let good = events.next();
    write(&server, "bad </pre><script>alert(1)</script>\n\nevent: x");
    let bad = events.next();
    assert_eq!(bad["version"], good["version"]);
    assert_eq!(bad["problem"]["title"], "Le site a des problèmes");
    assert!(bad["problem"]["text"].as_str().unwrap().contains("<script>alert(1)</script>"));
    let page = server.get("/");
    assert_eq!((status(&page), page.contains("one")), (200, true), "{page}");
    let page = server.get("/.guichet/problem");
    assert_eq!(status(&page), 500);
    assert!(page.contains("&lt;/pre&gt;&lt;script&gt;") && !page.contains("<script>"), "{page}");
    assert!(header(&page, "content-security-policy").unwrap().contains("default-src 'none'"));
    write(&server, "<body>three</body>");
    loop {
        let next = events.next();
        if next["problem"].is_null() {
            assert_ne!(next["version"], good["version"]);
            break;
        }
    }
    assert_eq!(status(&server.get("/.guichet/problem")), 404);
}

#[test]
fn a_site_that_was_never_built_shows_why_everywhere() {
    let server = Server::start(from_disk);
    wait_for(&server, false);
    for target in ["/", "/fr/anything/", "/x.css"] {
        let page = server.get(target);
        assert_eq!(status(&page), 500, "{page}");
        assert!(page.contains("&lt;b&gt;home&lt;/b&gt;"), "{page}");
        assert!(page.contains("/.guichet/reload.js?v="), "{page}");
    }
    // It becomes the site once there is one.
    let mut events = Events::open(&server);
    assert!(!events.next()["problem"].is_null());
    write(&server, "<body>one</body>");
    while !events.next()["problem"].is_null() {}
    assert_eq!(status(&server.get("/")), 200);
}

#[test]
fn the_server_answers_while_it_rebuilds() {
    let (hold, held) = std::sync::mpsc::channel::<()>();
    let first = std::sync::atomic::AtomicBool::new(true);
    let server = Server::start(move |_| {
        if !first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            // Until the test lets it go.
            let _ = held.recv_timeout(super::PATIENCE);
        }
        Build::Good(pages("<body>x</body>"))
    });
    wait_for(&server, true);
    for n in 0..20 {
        write(&server, &format!("{n}"));
        assert_eq!(status(&server.get("/")), 200);
    }
    // However many changes came meanwhile, few builds follow.
    drop(hold);
    wait_for(&server, true);
    assert_eq!(status(&server.get("/")), 200);
}

#[test]
fn folders_may_vanish_and_come_back() {
    let server = Server::start(from_disk);
    wait_for(&server, false);
    write(&server, "<body>one</body>");
    wait_for(&server, true);
    std::fs::remove_dir_all(server.root.join("content")).unwrap();
    wait_for(&server, false);
    assert!(server.get("/").contains("one"));
    std::fs::create_dir(server.root.join("content")).unwrap();
    write(&server, "<body>two</body>");
    wait_for(&server, true);
    while !server.get("/").contains("two") {
        wait_for(&server, true);
    }
}
