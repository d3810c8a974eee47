//! The least a listener can do: hyper, one thread, and what is promised of a body kept by hand.
//!
//! `bare_hyper PORT FOLDER append|append-sync|file-sync` answers 200 once the body is kept:
//! appended to one file; the same, and synced to the disk; or as a file of its own with a line in
//! a journal, both safe from a power cut. Nothing is shared between requests.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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

/// How a body is kept.
enum Way {
    Append,
    AppendSync,
    FileSync,
}

/// Where bodies go.
struct Bodies {
    way: Way,
    dir: PathBuf,
    folder: File,
    /// All bodies, or the journal of those that are files.
    file: File,
    kept: u64,
}

impl Bodies {
    fn of(dir: &Path, way: Way) -> io::Result<Self> {
        let file = File::options().create(true).append(true).open(dir.join("bodies"))?;
        Ok(Self { way, dir: dir.to_owned(), folder: File::open(dir)?, file, kept: 0 })
    }

    fn keep(&mut self, body: &[u8]) -> io::Result<()> {
        match self.way {
            Way::Append => self.file.write_all(body),
            Way::AppendSync => {
                self.file.write_all(body)?;
                self.file.sync_data()
            }
            Way::FileSync => self.keep_as_file(body),
        }
    }

    /// In the order of `dsw listen --fsync`: the body, its name, the folder, the line.
    fn keep_as_file(&mut self, body: &[u8]) -> io::Result<()> {
        self.kept += 1;
        let name = format!("{:06}.json", self.kept);
        let (part, path) = (self.dir.join(format!(".{name}.part")), self.dir.join(&name));
        let mut file = File::options().write(true).create_new(true).open(&part)?;
        file.write_all(body)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        self.folder.sync_all()?;
        writeln!(self.file, r#"{{"file":"{name}","size":{}}}"#, body.len())?;
        self.file.sync_data()
    }
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = || io::Error::other("usage: bare_hyper PORT FOLDER append|append-sync|file-sync");
    let [port, dir, way] = arguments.as_slice() else { return Err(usage()) };
    let port: u16 = port.parse().map_err(io::Error::other)?;
    let way = match way.as_str() {
        "append" => Way::Append,
        "append-sync" => Way::AppendSync,
        "file-sync" => Way::FileSync,
        _ => return Err(usage()),
    };
    let bodies = Rc::new(RefCell::new(Bodies::of(dir.as_ref(), way)?));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, serve(port, bodies))
}

async fn serve(port: u16, bodies: Rc<RefCell<Bodies>>) -> io::Result<()> {
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
    bodies: &RefCell<Bodies>,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let kept = match request.into_body().collect().await {
        Ok(body) => bodies.borrow_mut().keep(&body.to_bytes()),
        Err(error) => Err(io::Error::other(error)),
    };
    let mut response = Response::new(Empty::new());
    if kept.is_err() {
        *response.status_mut() = StatusCode::INSUFFICIENT_STORAGE;
    }
    Ok(response)
}
