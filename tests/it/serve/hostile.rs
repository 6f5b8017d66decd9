//! Requests that want something else than a page. Each is answered, and after each
//! the server still serves.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::{Server, good, header, status};

/// Requests as they go over the wire; `P` stands for the port. With the status that
/// they get.
const REQUESTS: &[(u16, &str)] = &[
    // Ways out of the site.
    (404, "GET /../guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /fr/../../guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /%2e%2e/guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /%2e%2e%2fguichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /..%5cguichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /..\\guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /%252e%252e/guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /..;/guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /....//guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /%c0%ae%c0%ae/guichet.toml HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /C:/Windows/win.ini HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET //etc/passwd HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET ///etc/passwd HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /@fs/etc/passwd?raw?? HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /guichet.toml::$DATA HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /assets/site.css%00.html HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /assets/site.css/ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /fr%2Fpr%C3%AAt/ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /#/../../etc/passwd HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /#/ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /% HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /%ff%fe HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /.guichet/../ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    // Redirects elsewhere.
    (404, "GET //evil.example HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET //evil.example/%2e%2e HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /\\evil.example/fr HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET //fr/pr%C3%AAt HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (404, "GET /fr/pr%C3%AAt%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    // Other hosts.
    (403, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: evil.example:P\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: localhost.evil.example:P\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: 127.0.0.1.nip.example:P\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: 0.0.0.0:P\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: \u{e9}\r\n\r\n"),
    (403, "GET / HTTP/1.0\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nHost: evil.example\r\n\r\n"),
    (403, "GET http://evil.example/ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost:P\r\n\r\n"),
    // Other origins.
    (403, "GET / HTTP/1.1\r\nHost: localhost:P\r\nOrigin: http://evil.example\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: localhost:P\r\nOrigin: null\r\n\r\n"),
    (403, "GET / HTTP/1.1\r\nHost: localhost:P\r\nOrigin: http://192.168.1.2:P\r\n\r\n"),
    (
        403,
        "GET / HTTP/1.1\r\nHost: localhost:P\r\nOrigin: http://localhost:P\r\nOrigin: null\r\n\r\n",
    ),
    (
        403,
        "GET /.guichet/events HTTP/1.1\r\nHost: localhost:P\r\nOrigin: https://evil.example\r\n\r\n",
    ),
    // Other methods.
    (405, "POST / HTTP/1.1\r\nHost: localhost:P\r\nContent-Length: 3\r\n\r\nabc"),
    (405, "PUT /x HTTP/1.1\r\nHost: localhost:P\r\nContent-Length: 0\r\n\r\n"),
    (405, "DELETE / HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "OPTIONS / HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "OPTIONS * HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "TRACE / HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "CONNECT localhost:P HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "get / HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (405, "POST /.guichet/open-in-editor?file=/etc/passwd HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    // What is hardly HTTP.
    (400, "GET\r\n\r\n"),
    (400, "GET /\r\n\r\n"),
    (400, "GET / HTTP/9.9\r\nHost: localhost:P\r\n\r\n"),
    (400, "GET  / HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (400, "GET / a HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (400, "GET /\0 HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nno colon\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nX : y\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nX: \0\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\n folded: x\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nContent-Length: -1\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: localhost:P\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    (400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    (400, "\u{16}\u{3}\u{1}\u{0}\u{5}hello"),
    (400, "\r\n\r\n\r\n"),
    (400, "{\"json\": true}\r\n\r\n"),
    (400, " GET / HTTP/1.1\r\n\r\n"),
    // Let in: one request a connection, whatever follows.
    (
        200,
        "GET / HTTP/1.1\r\nHost: localhost:P\r\n\r\nGET /x HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ),
    (200, "GET http://localhost:P/ HTTP/1.1\r\nHost: localhost:P\r\n\r\n"),
    (
        200,
        "GET / HTTP/1.1\r\nHost: LOCALHOST:P\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ),
    (200, "GET / HTTP/1.1\r\nHost: localhost:P\r\nOrigin: http://127.0.0.1:P\r\n\r\n"),
];

#[test]
fn hostile_requests_are_answered_and_the_server_lives_on() {
    let server = Server::start(good);
    assert!(REQUESTS.len() > 70);
    let mut wrong = Vec::new();
    for (expected, request) in REQUESTS {
        let request = request.replace(":P", &format!(":{}", server.port));
        // Escapes above 7 bits stand for single bytes.
        let bytes: Vec<u8> = request.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let answer = server.send(&bytes);
        if status(&answer) != *expected {
            wrong.push(format!("{expected}, not {}: {request:?}", status(&answer)));
        }
        assert!(!answer.contains("secret") && !answer.contains("root:"), "{request:?}: {answer}");
        assert_eq!(header(&answer, "x-evil"), None, "{request:?}: {answer}");
        assert_eq!(header(&answer, "location"), None, "{request:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.").count(), 1, "{request:?}: {answer}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(header(&server.ask("POST", "/", ""), "allow"), Some("GET, HEAD"));
    assert_eq!(status(&server.get("/")), 200);
}

#[test]
fn too_long_a_head_is_refused() {
    let server = Server::start(good);
    for headers in
        ["X: y\r\n".repeat(2_000), format!("X: {}\r\n", "y".repeat(9_000)), "y".repeat(1 << 20)]
    {
        let answer = server.ask("GET", "/", &headers);
        assert_eq!(status(&answer), 431, "{answer}");
    }
    let answer = server.get(&format!("/{}", "a".repeat(20_000)));
    assert_eq!(status(&answer), 431, "{answer}");
    let answer = server.ask("GET", "/", &format!("X: {}\r\n", "y".repeat(7_000)));
    assert_eq!(status(&answer), 200, "{answer}");
    let answer = server.ask("GET", "/", &"X: y\r\n".repeat(1_000));
    assert_eq!(status(&answer), 431, "too many headers: {answer}");
}

#[test]
fn a_large_body_is_not_waited_for() {
    let server = Server::start(good);
    let mut stream = server.connect();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: 99999999\r\n\r\n",
        server.port
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&vec![b'x'; 100_000]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), 405, "{answer}");
}

#[test]
fn a_slow_head_is_closed_after_ten_seconds_and_others_are_served_meanwhile() {
    let server = Server::start(good);
    let mut slow = server.connect();
    let start = Instant::now();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    slow.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let mut answer = Vec::new();
    while slow.read_to_end(&mut answer).is_err() {
        // One more header every half second keeps no connection.
        let _ = slow.write_all(b"X: y\r\n");
        assert_eq!(status(&server.get("/")), 200);
        assert!(start.elapsed() < Duration::from_secs(20), "never closed");
    }
    assert_eq!(status(&String::from_utf8_lossy(&answer)), 408);
    assert!(start.elapsed() > Duration::from_secs(9), "{:?}", start.elapsed());
}

#[test]
fn past_its_connections_the_server_refuses_and_recovers() {
    let server = Server::start(good);
    let mut held: Vec<_> = (0..256).map(|_| server.connect()).collect();
    for stream in &mut held {
        stream.write_all(b"GET /").unwrap();
    }
    let start = Instant::now();
    // The last of them may not have been accepted yet.
    while !matches!(status(&server.get("/")), 503 | 0) {
        assert!(start.elapsed() < super::PATIENCE, "never refused");
    }
    drop(held);
    while status(&server.get("/")) != 200 {
        assert!(start.elapsed() < super::PATIENCE, "never recovered");
    }
}
