//! Opens streams to targets: names, both address families, proxies, TLS.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};

use hyper::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tower_service::Service;

use super::route::{Proxy, Route};
use super::target::Target;
use super::trust::Trust;

/// A stream to a target, with or without TLS.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// What stopped it, as the libraries tell it.
pub(super) type Cause = Box<dyn Error + Send + Sync>;

/// What stopped the way to a proxy, or through it.
#[derive(Debug)]
pub(super) struct ToProxy(pub Cause);

impl fmt::Display for ToProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for ToProxy {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// Opens streams.
pub(super) struct Dialler {
    tcp: HttpConnector,
    trust: Trust,
    /// Built when first needed: a machine without a list of authorities can send where none is
    /// asked for.
    tls: OnceLock<Result<TlsConnector, rustls::Error>>,
}

impl Dialler {
    pub(super) fn new(trust: Trust) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self { tcp, trust, tls: OnceLock::new() }
    }

    /// Opens a stream to a target.
    pub(super) async fn open(
        &self,
        target: &Target,
        route: &Route,
    ) -> Result<Box<dyn Stream>, Cause> {
        let tls = self.tls(target)?;
        let tcp = match route {
            Route::Direct => self.connect(target.uri()).await?,
            Route::Asking(proxy) => self.connect(proxy.uri.clone()).await.map_err(ToProxy)?,
            Route::Tunnel(proxy) => self.tunnel(target.uri(), proxy).await.map_err(ToProxy)?,
        };
        let Some(tls) = tls else { return Ok(Box::new(tcp)) };
        let host = target.name();
        let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())?;
        Ok(Box::new(tls.connect(name, tcp).await?))
    }

    /// What speaks TLS, when the target does.
    fn tls(&self, target: &Target) -> Result<Option<TlsConnector>, rustls::Error> {
        if !target.is_secure() {
            return Ok(None);
        }
        let tls = self
            .tls
            .get_or_init(|| self.trust.config().map(|config| TlsConnector::from(Arc::new(config))));
        tls.clone().map(Some)
    }

    async fn connect(&self, to: Uri) -> Result<TcpStream, Cause> {
        // It is always ready.
        Ok(self.tcp.clone().call(to).await?.into_inner())
    }

    async fn tunnel(&self, to: Uri, proxy: &Proxy) -> Result<TcpStream, Cause> {
        let mut tunnel = Tunnel::new(proxy.uri.clone(), self.tcp.clone());
        if let Some(authorization) = &proxy.authorization {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        Ok(tunnel.call(to).await?.into_inner())
    }
}
