//! The sockets, and what each connection may cost.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWrite;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::base::Failure;
use crate::serve::head::{self, Rewound};
use crate::serve::respond::{Shared, respond};

/// Most connections at once.
const MAX_CONNECTIONS: usize = 256;

/// Longest life of a connection. An event stream that ends is opened again by the
/// browser; whoever reads slower than that is not waited for.
const MAX_LIFE: Duration = Duration::from_mins(10);

/// After an answer, how long and how much is still read, so that closing does not
/// destroy the answer before it is read (RFC 9112 §9.6).
const LINGER: Duration = Duration::from_secs(1);
const MAX_LINGER: usize = 1 << 20;

/// Tries to find a port that is free on both loopback addresses.
const TRIES: usize = 16;

/// Opens the sockets: at `address`, or at both loopback addresses.
///
/// A machine without IPv6 gets one. With `port` 0 the system chooses.
pub(super) fn bind(address: Option<IpAddr>, port: u16) -> Result<Vec<TcpListener>, Failure> {
    let fail = |source| Failure::Port { port, source };
    if let Some(address) = address {
        return Ok(vec![open(SocketAddr::new(address, port)).map_err(fail)?]);
    }
    let mut last = None;
    for _ in 0..TRIES {
        let first = match open(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)) {
            Ok(first) => first,
            Err(error) if is_without(&error) => {
                let only = open(SocketAddr::new(Ipv6Addr::LOCALHOST.into(), port));
                return only.map(|only| vec![only]).map_err(fail);
            }
            Err(error) => return Err(fail(error)),
        };
        let chosen = first.local_addr().map_err(fail)?.port();
        match open(SocketAddr::new(Ipv6Addr::LOCALHOST.into(), chosen)) {
            Ok(second) => return Ok(vec![first, second]),
            Err(error) if is_without(&error) => return Ok(vec![first]),
            // Somebody else answers there: `localhost` could mean either.
            Err(error) if port == 0 => last = Some(error),
            Err(error) => return Err(fail(error)),
        }
    }
    Err(fail(last.unwrap_or_else(|| ErrorKind::AddrInUse.into())))
}

fn open(address: SocketAddr) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Whether the machine lacks this kind of address altogether.
fn is_without(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrNotAvailable | ErrorKind::Unsupported)
        || rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::AFNOSUPPORT)
}

/// Answers until `stop` is told or dropped. Ends every connection then.
pub(super) fn serve(
    listeners: Vec<TcpListener>,
    shared: Arc<Shared>,
    stop: oneshot::Receiver<()>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(async move {
        let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        for listener in listeners {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(accept(listener, Arc::clone(&shared), Arc::clone(&permits)));
        }
        // Told or dropped, it is the end.
        let _ = stop.await;
        Ok(())
    });
    // A file that is being read on a disk that hangs is not waited for.
    runtime.shutdown_background();
    result
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>, permits: Arc<Semaphore>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No descriptor left, or the other side has gone already.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        match Arc::clone(&permits).try_acquire_owned() {
            Ok(permit) => {
                let connection = connection(stream, Arc::clone(&shared), permit);
                tokio::spawn(tokio::time::timeout(MAX_LIFE, connection));
            }
            Err(_) => {
                // Said once, without waiting: waiting is what there is no room for.
                let _ = stream.writable().await;
                let _ = stream.try_write(&refusal("503 Service Unavailable"));
            }
        }
    }
}

/// Answers the one request of a connection.
async fn connection(stream: TcpStream, shared: Arc<Shared>, permit: OwnedSemaphorePermit) {
    let Ok(local) = stream.local_addr() else { return };
    let stream = match head::read(&stream).await {
        Ok((bytes, raw)) => {
            let service = service_fn(|request| {
                let (shared, raw) = (&shared, &raw);
                Box::pin(async move {
                    Ok::<_, hyper::Error>(respond(shared, &request, raw, local.ip()).await)
                })
            });
            let io = TokioIo::new(Rewound::new(bytes, stream));
            let mut http = http1::Builder::new();
            http.keep_alive(false).half_close(true).header_read_timeout(None);
            let mut connection = http.serve_connection(io, service);
            // What goes wrong with one connection is its own affair.
            let _ = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
            connection.into_parts().io.into_inner().into_stream()
        }
        Err(problem) => {
            if let Some(status) = problem.status() {
                let _ = stream.try_write(&refusal(status));
            }
            stream
        }
    };
    linger(stream).await;
    drop(permit);
}

/// Closes the sending side, then reads for a moment what is still under way.
async fn linger(mut stream: TcpStream) {
    if std::future::poll_fn(|cx| Pin::new(&mut stream).poll_shutdown(cx)).await.is_err() {
        return;
    }
    let read = async {
        let mut chunk = [0; 4096];
        let mut n_bytes = 0;
        while n_bytes < MAX_LINGER && stream.readable().await.is_ok() {
            match stream.try_read(&mut chunk) {
                Ok(0) => break,
                Ok(n) => n_bytes += n,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
        }
    };
    // Too slow or done: either way it is closed now.
    let _ = tokio::time::timeout(LINGER, read).await;
}

/// An answer without the library: for what never becomes a request.
fn refusal(status: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\n\
         x-content-type-options: nosniff\r\ncache-control: no-store\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    )
    .into_bytes()
}
