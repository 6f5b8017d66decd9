//! Reading the head of a request before the HTTP library sees it.
//!
//! A connection carries one request. Its head is read here, in at most 8 kB and
//! 10 s, so that a slow or endless one is answered and closed; and so that the
//! target is known as it was sent: the library cuts it at `#`.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Most bytes of a head.
const MAX_HEAD: usize = 8 * 1024;

/// Longest time for sending one.
const MAX_TIME: Duration = Duration::from_secs(10);

/// Why there is no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoHead {
    /// The other side said nothing, or left.
    Gone,
    /// It ended in the middle, or is no HTTP.
    Malformed,
    /// It took too long.
    Slow,
    /// It is too long.
    Long,
}

impl NoHead {
    /// The status line's end, when the other side is still there.
    pub(super) fn status(self) -> Option<&'static str> {
        match self {
            Self::Gone => None,
            Self::Malformed => Some("400 Bad Request"),
            Self::Slow => Some("408 Request Timeout"),
            Self::Long => Some("431 Request Header Fields Too Large"),
        }
    }
}

/// The bytes up to the empty line with whatever came with them, and the target as it
/// was sent.
pub(super) async fn read(stream: &TcpStream) -> Result<(Vec<u8>, String), NoHead> {
    let head = match tokio::time::timeout(MAX_TIME, read_all(stream)).await {
        Ok(result) => result?,
        Err(_) => return Err(NoHead::Slow),
    };
    let target = target(&head).ok_or(NoHead::Malformed)?.to_owned();
    Ok((head, target))
}

async fn read_all(stream: &TcpStream) -> Result<Vec<u8>, NoHead> {
    let mut head = Vec::with_capacity(1024);
    let mut chunk = [0; 2048];
    loop {
        stream.readable().await.map_err(|_| NoHead::Gone)?;
        let n_bytes = match stream.try_read(&mut chunk) {
            Ok(0) if head.is_empty() => return Err(NoHead::Gone),
            Ok(0) => return Err(NoHead::Malformed),
            Ok(n_bytes) => n_bytes,
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
            Err(_) => return Err(NoHead::Gone),
        };
        // The empty line may begin in the part that was read before.
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&chunk[..n_bytes]);
        if !could_be_http(&head) {
            return Err(NoHead::Malformed);
        }
        let end = end_of_head(&head[from..]).map(|end| from + end);
        match end {
            Some(end) if end <= MAX_HEAD => return Ok(head),
            None if head.len() <= MAX_HEAD => {}
            Some(_) | None => return Err(NoHead::Long),
        }
    }
}

/// The target of the request line. `None` when the line is not one of HTTP/1: to
/// the preface of HTTP/2, the library would not answer at all.
fn target(head: &[u8]) -> Option<&str> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    let line = std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)).ok()?;
    let (_, rest) = line.split_once(' ')?;
    let (target, version) = rest.rsplit_once(' ')?;
    let is_clean = !target.contains(|c: char| c == ' ' || c.is_control());
    (is_clean && version.starts_with("HTTP/1.")).then_some(target)
}

/// Whether the first bytes may begin a method: what is sent to TLS, say, is not
/// waited for.
fn could_be_http(head: &[u8]) -> bool {
    let method = head.split(|byte| *byte == b' ').next().unwrap_or_default();
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !method.is_empty() && method.len() <= 32 && method.iter().all(is_token)
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let strict = bytes.windows(4).position(|end| end == b"\r\n\r\n").map(|idx| idx + 4);
    let lax = bytes.windows(2).position(|end| end == b"\n\n").map(|idx| idx + 2);
    match (strict, lax) {
        (Some(strict), Some(lax)) => Some(strict.min(lax)),
        (end, None) | (None, end) => end,
    }
}

/// A stream whose first bytes were read already.
#[derive(Debug)]
pub(super) struct Rewound {
    head: Vec<u8>,
    n_given: usize,
    stream: TcpStream,
}

impl Rewound {
    pub(super) fn new(head: Vec<u8>, stream: TcpStream) -> Self {
        Self { head, n_given: 0, stream }
    }

    pub(super) fn into_stream(self) -> TcpStream {
        self.stream
    }
}

impl AsyncRead for Rewound {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let rest = &self.head[self.n_given..];
        if rest.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buffer);
        }
        let n_bytes = rest.len().min(buffer.remaining());
        buffer.put_slice(&rest[..n_bytes]);
        self.n_given += n_bytes;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Rewound {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::{could_be_http, end_of_head, target};

    #[test]
    fn the_target_is_what_was_sent() {
        assert_eq!(target(b"GET /a#b?c HTTP/1.1\r\nHost: h\r\n\r\n"), Some("/a#b?c"));
        assert_eq!(target(b"GET / HTTP/1.0\n\n"), Some("/"));
        for line in
            ["GET /\r\n", "GET / HTTP/2\r\n", "GET /a b HTTP/1.1\r\n", "GET /\0 HTTP/1.1", ""]
        {
            assert_eq!(target(line.as_bytes()), None, "{line:?}");
        }
    }

    #[test]
    fn a_head_ends_at_the_empty_line() {
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\n\r\nx\n\n"), Some(18));
        assert_eq!(end_of_head(b"a\n\nb\r\n\r\n"), Some(3));
        assert_eq!(end_of_head(b"a\r\n\r"), None);
    }

    #[test]
    fn what_is_no_http_is_seen_at_once() {
        assert!(could_be_http(b"GE") && could_be_http(b"GET /\xff"));
        assert!(
            !could_be_http(b"\x16\x03\x01") && !could_be_http(b"\r\n") && !could_be_http(b" /")
        );
        assert!(!could_be_http(&[b'A'; 33]));
    }
}
