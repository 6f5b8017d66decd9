//! The preview server, as a program of its own.
//!
//! | row | test |
//! | --- | --- |
//! | 127.0.0.1 and ::1 only; another address needs a flag and warns | `it_listens_…`, `another_address_…` |
//! | Host: `localhost`, `127.0.0.1`, `[::1]` with the port, or `--host`; else 403 | `only_its_own_hosts_…`, `serve::hostile::hostile_requests_…` |
//! | Origin, when present, must be ours | `another_origin_…` |
//! | GET and HEAD only | `other_methods_…` |
//! | the map of the last good build; a failed build shows its error page, escaped | `a_failed_build_…`, `nothing_but_the_site_…` |
//! | live reload by server-sent events | `a_change_is_told_…`, `serve::live::a_change_…` |
//! | headers, and the site's own policy plus what reload needs | `every_answer_…`, `the_policy_of_the_site_…` |
//! | 8 kB of headers, 10 s to send them, 256 connections | `more_than_eight_kilobytes_…`, `ten_seconds_…`, `past_256_connections_…` |
//! | malformed and hostile requests are answered, the server lives on | `hostile_requests_…`, `serve::hostile::…` |

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Stdio};
use std::time::{Duration, Instant};

use crate::site::{Site, build_args};

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program, serving a site.
struct Preview {
    site: Site,
    child: Child,
    said: BufReader<ChildStderr>,
    port: u16,
}

impl Preview {
    fn start() -> Self {
        Self::start_with(Site::small(), &[])
    }

    fn start_with(site: Site, more: &[&str]) -> Self {
        let mut args = vec!["serve", "--port", "0", "--lang", "en", "--date", crate::site::TODAY];
        args.extend(more);
        let mut child = site.command(&args).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let mut preview = Self { site, child, said, port: 0 };
        let line = preview.says("http://");
        let after = line.split("http://").nth(1).unwrap();
        let port = after.split('/').next().unwrap().rsplit(':').next().unwrap();
        preview.port = port.parse().unwrap();
        preview
    }

    /// The next line that holds a word.
    fn says(&mut self, word: &str) -> String {
        let begin = Instant::now();
        loop {
            let mut line = String::new();
            assert_ne!(self.said.read_line(&mut line).unwrap(), 0, "it ended before {word}");
            assert!(begin.elapsed() < PATIENCE, "{word} was not said");
            if line.contains(word) {
                return line;
            }
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes and reads until the server closes.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, line: &str, headers: &str) -> String {
        let host = format!("Host: localhost:{}\r\n", self.port);
        self.send(format!("{line} HTTP/1.1\r\n{host}{headers}\r\n").as_bytes())
    }

    fn get(&self, target: &str) -> String {
        self.ask(&format!("GET {target}"), "")
    }

    /// Asks until an answer holds a word.
    fn waits_for(&self, target: &str, word: &str) -> String {
        let begin = Instant::now();
        loop {
            let answer = self.get(target);
            if answer.contains(word) {
                return answer;
            }
            assert!(begin.elapsed() < PATIENCE, "{word} never came: {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    #[track_caller]
    fn lives(&self) {
        assert_eq!(status(&self.get("/fr/good/")), 200);
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn status(answer: &str) -> u16 {
    answer.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0)
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The addresses at which a port is listened on (`/proc/net/tcp`, proc(5)).
fn listening(port: u16) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["tcp", "tcp6"] {
        let text = std::fs::read_to_string(format!("/proc/net/{name}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let mut words = line.split_whitespace().skip(1);
            let (Some(local), Some(_), Some("0A")) = (words.next(), words.next(), words.next())
            else {
                continue;
            };
            if let Some(address) = local.strip_suffix(&format!(":{port:04X}")) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

#[test]
fn it_listens_on_the_two_loopback_addresses_only() {
    let preview = Preview::start();
    let found = listening(preview.port);
    assert!(!found.is_empty());
    for address in found {
        let is_loopback =
            ["0100007F", "00000000000000000000000001000000"].contains(&address.as_str());
        assert!(is_loopback, "{address}");
    }
}

#[test]
fn another_address_needs_the_flag_and_warns_of_what_becomes_visible() {
    let mut preview = Preview::start_with(Site::small(), &["--bind", "0.0.0.0", "--host", "aide"]);
    let warning = preview.says("other computers");
    assert!(warning.contains("visible") && warning.contains("drafts"), "{warning}");
    preview.waits_for("/fr/good/", "Un texte.");
    let answer = preview.send(b"GET /fr/good/ HTTP/1.1\r\nHost: aide\r\n\r\n");
    assert_eq!(status(&answer), 200, "{answer}");
}

#[test]
fn only_its_own_hosts_are_answered() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let port = preview.port;
    for (host, code) in [
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("evil.example:{port}"), 403),
        ("localhost".to_owned(), 403),
        (format!("localhost:{}", port ^ 1), 403),
        (format!("0x7f000001:{port}"), 403),
        (format!("2130706433:{port}"), 403),
    ] {
        let answer =
            preview.send(format!("GET /fr/good/ HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(status(&answer), code, "{host}: {answer}");
        assert!(code == 200 || !answer.contains("Un texte."), "{answer}");
    }
}

#[test]
fn another_origin_is_refused() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    for target in ["/fr/good/", "/.guichet/events", "/.guichet/reload.js"] {
        for origin in ["http://evil.example", "null", "http://localhost:1", "http://127.0.0.1"] {
            let answer = preview.ask(&format!("GET {target}"), &format!("Origin: {origin}\r\n"));
            assert_eq!(status(&answer), 403, "{target} {origin}: {answer}");
        }
    }
    let own = format!("Origin: http://localhost:{}\r\n", preview.port);
    assert_eq!(status(&preview.ask("GET /fr/good/", &own)), 200);
}

#[test]
fn other_methods_than_get_and_head_are_refused() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        let answer = preview.ask(&format!("{method} /fr/good/"), "");
        assert_eq!(status(&answer), 405, "{answer}");
        assert_eq!(header(&answer, "allow"), Some("GET, HEAD"), "{answer}");
    }
    let answer = preview.ask("HEAD /fr/good/", "");
    assert_eq!((status(&answer), answer.contains("Un texte.")), (200, false), "{answer}");
}

#[test]
fn a_failed_build_keeps_the_last_good_pages_and_shows_its_problem_escaped() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let bad = "# Bon\n\nAutre <script>alert(1)</script><img src=x onerror=alert(1)> [x](rien.md)\n";
    preview.site.write("content/fr/good.md", bad);
    let page = preview.waits_for("/.guichet/problem", "G0401");
    assert_eq!(status(&page), 500, "{page}");
    assert!(!page.contains("<img src=x") && !page.contains("<script>alert"), "{page}");
    let policy = header(&page, "content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(preview.get("/fr/good/").contains("Un texte."));
    assert!(!preview.site.path("public").exists(), "a preview writes no output");
    preview.site.write("content/fr/good.md", "# Bon\n\nMieux.\n");
    preview.waits_for("/fr/good/", "Mieux.");
    assert_eq!(status(&preview.get("/.guichet/problem")), 404);
}

#[test]
fn a_site_that_is_broken_from_the_start_shows_why() {
    let site = Site::small();
    site.write("content/fr/good.md", "# Bon\n\n[x](rien.md)\n");
    let preview = Preview::start_with(site, &[]);
    let page = preview.waits_for("/fr/anything/", "G0401");
    assert_eq!(status(&page), 500, "{page}");
    preview.site.write("content/fr/good.md", "# Bon\n\nMieux.\n");
    preview.waits_for("/fr/good/", "Mieux.");
}

#[test]
fn nothing_but_the_site_is_served() {
    let site = Site::small();
    site.write("../secret", "SECRETCANARY").write("content/fr/_part.md", "SECRETCANARY");
    std::os::unix::fs::symlink("../../secret", site.path("content/fr/out.pdf")).unwrap();
    let preview = Preview::start_with(site, &[]);
    preview.waits_for("/fr/good/", "Un texte.");
    for target in [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/..%5csecret",
        "/fr/../../secret",
        "/guichet.toml",
        "/content/fr/good.md",
        "/fr/out.pdf",
        "/fr/_part/",
        "//etc/passwd",
        "/C:/x",
        "/.git/config",
        "/@fs/etc/passwd",
        "/fr/good/%00",
        "/fr/good/?raw??/../../secret",
        "/#/../../secret",
        "/.guichet/output",
    ] {
        let answer = preview.get(target);
        assert!(!answer.contains("SECRETCANARY") && !answer.contains("base_url"), "{answer}");
        assert!(matches!(status(&answer), 200 | 404), "{target}: {answer}");
        assert!(status(&answer) == 404 || target.starts_with("/fr/good/?"), "{target}: {answer}");
    }
    preview.lives();
}

#[test]
fn a_change_is_told_to_open_pages() {
    let preview = Preview::start();
    let page = preview.waits_for("/fr/good/", "Un texte.");
    assert!(page.contains("/.guichet/reload.js?v="), "{page}");
    let mut stream = preview.connect();
    let host = format!("Host: localhost:{}", preview.port);
    stream
        .write_all(format!("GET /.guichet/events HTTP/1.1\r\n{host}\r\n\r\n").as_bytes())
        .unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut head = lines.by_ref().take_while(|line| !line.is_empty());
    assert!(head.any(|line| line.to_lowercase().starts_with("content-type: text/event-stream")));
    let mut next =
        || lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
    let first = next();
    preview.site.write("content/fr/good.md", "# Bon\n\nAutre.\n");
    assert_ne!(next(), first);
    preview.waits_for("/fr/good/", "Autre.");
}

#[test]
fn every_answer_has_the_protecting_headers() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let answers = [
        preview.get("/fr/good/"),
        preview.get("/fr/rien/"),
        preview.get("/fr/good"),
        preview.get("/.guichet/reload.js"),
        preview.get("/sitemap.xml"),
        preview.ask("POST /", ""),
        preview.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
    ];
    for answer in answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(header(&answer, name), Some(value), "{name}: {answer}");
        }
        assert_eq!(header(&answer, "access-control-allow-origin"), None, "{answer}");
    }
}

#[test]
fn the_policy_of_the_site_holds_with_what_reloading_needs() {
    let preview = Preview::start();
    let page = preview.waits_for("/fr/good/", "Un texte.");
    // The page brings its policy with it; what the preview adds obeys it.
    let policy = crate::published::attrs(
        &scraper::Html::parse_document(page.split_once("\r\n\r\n").unwrap().1),
        "head meta[http-equiv=Content-Security-Policy]",
        "content",
    );
    let policy = policy.concat();
    for part in ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "connect-src 'self'"]
    {
        assert!(policy.contains(part), "{part} is not in {policy:?}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(page.contains("<script type=\"module\" src=\"/.guichet/reload.js"), "{page}");
    let header = header(&page, "content-security-policy").unwrap_or_default();
    assert!(header.contains("frame-ancestors 'self'"), "nobody else may frame it: {page}");
}

#[test]
fn more_than_eight_kilobytes_of_headers_are_refused() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    for headers in [format!("X: {}\r\n", "y".repeat(9_000)), "X: y\r\n".repeat(3_000)] {
        let answer = preview.ask("GET /fr/good/", &headers);
        assert_eq!(status(&answer), 431, "{answer}");
    }
    let answer = preview.get(&format!("/{}", "a".repeat(100_000)));
    assert_eq!(status(&answer), 431, "{answer}");
    preview.lives();
}

#[test]
fn ten_seconds_for_the_headers_are_all_there_is() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let mut slow = preview.connect();
    let begin = Instant::now();
    slow.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), 408, "{answer}");
    let took = begin.elapsed();
    assert!(took > Duration::from_secs(9) && took < Duration::from_secs(15), "{took:?}");
    preview.lives();
}

#[test]
fn past_256_connections_it_refuses_and_recovers() {
    let preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let mut held: Vec<TcpStream> = (0..256).map(|_| preview.connect()).collect();
    for stream in &mut held {
        stream.write_all(b"GET /").unwrap();
    }
    let begin = Instant::now();
    while status(&preview.get("/fr/good/")) != 503 {
        assert!(begin.elapsed() < PATIENCE, "never refused");
    }
    drop(held);
    while status(&preview.get("/fr/good/")) != 200 {
        assert!(begin.elapsed() < PATIENCE, "never recovered");
    }
}

#[test]
fn hostile_requests_are_each_answered_and_the_server_lives_on() {
    let mut preview = Preview::start();
    preview.waits_for("/fr/good/", "Un texte.");
    let requests: [&[u8]; 14] = [
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost:\r\nOrigin: \0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost:99999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ];
    for request in requests {
        let answer = preview.send(request);
        let shown = String::from_utf8_lossy(request);
        assert!((400..500).contains(&status(&answer)), "{shown}: {answer}");
        preview.lives();
    }
    assert!(preview.child.try_wait().unwrap().is_none());
}

#[test]
fn a_port_in_use_is_named_with_exit_code_3() {
    let preview = Preview::start();
    let port = preview.port.to_string();
    let run = preview.site.run(&["serve", "--port", &port, "--lang", "en"]);
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains(&port) && run.stderr.contains("--port"), "{run}");
}

#[test]
fn an_interrupt_ends_it_within_a_second() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut preview = Preview::start();
        preview.waits_for("/fr/good/", "Un texte.");
        let before = preview.site.names();
        let begin = Instant::now();
        let kill = format!("kill -{signal} {}", preview.child.id());
        let sent = std::process::Command::new("/bin/sh")
            .args(["-c", &kill])
            .stderr(Stdio::null())
            .status();
        assert!(sent.unwrap().success());
        let ended = preview.child.wait().unwrap();
        assert_eq!(ended.code(), Some(code));
        assert!(begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());
        assert_eq!(preview.site.names(), before);
        assert_eq!(preview.site.run(&build_args(&[])).code, 0);
    }
}
