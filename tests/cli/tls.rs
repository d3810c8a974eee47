//! Receivers that speak TLS, and authorities that vouch for them, made for a test.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, mpsc};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, Stream};

use crate::support::VALID;

/// Who vouches for certificates.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: CertificateDer<'static>,
    /// Its certificate.
    pub(crate) pem: String,
}

/// A certificate and its key.
pub(crate) struct Certificate {
    der: CertificateDer<'static>,
    key: KeyPair,
    /// The certificate.
    pub(crate) pem: String,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let own = params.self_signed(&key).unwrap();
        let (der, pem) = (own.der().clone(), own.pem());
        Self { issuer: Issuer::new(params, key), der, pem }
    }

    /// A certificate for a host.
    pub(crate) fn vouch(&self, host: &str) -> Certificate {
        self.vouch_until(host, 2100)
    }

    /// A certificate for a host that ends with the beginning of a year.
    pub(crate) fn vouch_until(&self, host: &str, year: i32) -> Certificate {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        let own = params.signed_by(&key, &self.issuer).unwrap();
        Certificate { der: own.der().clone(), pem: own.pem(), key }
    }
}

impl Certificate {
    /// One that vouches for itself.
    pub(crate) fn alone(host: &str) -> Self {
        Self::of(&CertificateParams::new(vec![host.to_owned()]).unwrap())
    }

    /// One that vouches for itself as an authority that stands for a host until the beginning of a
    /// year, as `openssl req -x509` makes it.
    pub(crate) fn of_openssl(host: &str, year: i32) -> Self {
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        Self::of(&params)
    }

    fn of(params: &CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let own = params.self_signed(&key).unwrap();
        Self { der: own.der().clone(), pem: own.pem(), key }
    }

    pub(crate) fn key_pem(&self) -> String {
        self.key.serialize_pem()
    }
}

/// A receiver with a certificate, which asks for one of these authorities when there are some. It
/// answers 200, and tells for each connection all that came through it.
pub(crate) fn receiver(
    certificate: &Certificate,
    asks_for: Option<&Authority>,
) -> (String, mpsc::Receiver<String>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let builder = match asks_for {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.der.clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let key = PrivateKeyDer::try_from(certificate.key.serialize_der()).unwrap();
    let config = builder.with_single_cert(vec![certificate.der.clone()], key).unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").unwrap());
    let url = format!("https://{}/hook", listener.local_addr().unwrap());
    let (told, arrivals) = mpsc::channel();
    thread::spawn(move || {
        while let Ok((mut socket, _)) = listener.accept() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut connection, &mut socket);
            let (mut came, mut bytes) = (Vec::new(), [0; 4096]);
            while !came.ends_with(VALID.as_bytes()) {
                match stream.read(&mut bytes) {
                    Ok(count) if count > 0 => came.extend_from_slice(&bytes[..count]),
                    _ => break,
                }
            }
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(answer).and_then(|()| stream.flush());
            if told.send(String::from_utf8_lossy(&came).into_owned()).is_err() {
                break;
            }
        }
    });
    (url, arrivals)
}
