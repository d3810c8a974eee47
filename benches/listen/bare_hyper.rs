//! The least a listener can do: hyper, one thread, bodies appended to one file.
//!
//! `bare_hyper PORT FILE [--sync-each]` answers 200 once the body is written. With `--sync-each`
//! each body is on the disk by then, for itself.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::LocalSet;

/// Where bodies go, and whether each is synced.
struct Bodies {
    file: RefCell<File>,
    sync_each: bool,
}

impl Bodies {
    fn keep(&self, body: &Bytes) -> io::Result<()> {
        let mut file = self.file.borrow_mut();
        file.write_all(body)?;
        if self.sync_each { file.sync_data() } else { Ok(()) }
    }
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [port, path, options @ ..] = arguments.as_slice() else {
        return Err(io::Error::other("usage: bare_hyper PORT FILE [--sync-each]"));
    };
    let port: u16 = port.parse().map_err(io::Error::other)?;
    let file = File::options().create(true).append(true).open(path)?;
    let sync_each = options.iter().any(|option| option == "--sync-each");
    let bodies = Rc::new(Bodies { file: RefCell::new(file), sync_each });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, serve(port, bodies))
}

async fn serve(port: u16, bodies: Rc<Bodies>) -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let bodies = Rc::clone(&bodies);
        tokio::task::spawn_local(async move {
            let service = service_fn(|request| answer(request, &bodies));
            // A sender that goes away is no fault of the bench.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(
    request: Request<Incoming>,
    bodies: &Bodies,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let kept = match request.into_body().collect().await {
        Ok(body) => bodies.keep(&body.to_bytes()),
        Err(error) => Err(io::Error::other(error)),
    };
    let mut response = Response::new(Empty::new());
    if kept.is_err() {
        *response.status_mut() = StatusCode::INSUFFICIENT_STORAGE;
    }
    Ok(response)
}
