//! Whom a client trusts, and what it shows to a receiver that asks who it is.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ClientConfig, ConfigBuilder, InconsistentKeys, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::blind::Blind;
use super::named::Named;

use crate::error::Error;

/// How the certificate of a receiver is checked: by the authorities of this machine unless
/// something else is said.
#[derive(Clone, Default)]
pub struct Trust {
    authorities: Option<Authorities>,
    is_blind: bool,
    identity: Option<Arc<CertifiedKey>>,
}

/// The certificates of a file, in the forms that judge others and that are looked up.
#[derive(Clone)]
struct Authorities {
    store: Arc<RootCertStore>,
    certificates: Arc<[CertificateDer<'static>]>,
}

impl Trust {
    /// Trusts the authorities of a PEM file and the certificates there that stand for a host, and
    /// no others.
    ///
    /// # Errors
    /// [`Error::Pem`] when it holds none.
    pub fn only(self, path: &Path, pem: &[u8]) -> Result<Self, Error> {
        let wrong = |why: &str| Error::Pem(path.to_owned(), why.to_owned());
        let mut store = RootCertStore::empty();
        let certificates = certificates(path, pem)?;
        for one in &certificates {
            store.add(one.clone()).map_err(|_| wrong("a certificate in it is broken"))?;
        }
        let store = Arc::new(store);
        Ok(Self {
            authorities: Some(Authorities { store, certificates: certificates.into() }),
            ..self
        })
    }

    /// Trusts whoever answers.
    #[must_use]
    pub fn blind(self) -> Self {
        Self { is_blind: true, ..self }
    }

    /// Shows this certificate, with those of its issuers behind it, to a receiver that asks.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is none, no key of it, or the key of another.
    pub fn showing(
        self,
        (path, pem): (&Path, &[u8]),
        (key_path, key_pem): (&Path, &[u8]),
    ) -> Result<Self, Error> {
        let wrong = |why: &str| Error::Pem(key_path.to_owned(), why.to_owned());
        let chain = certificates(path, pem)?;
        let key = PrivateKeyDer::from_pem_slice(key_pem).map_err(|_| wrong(no_key(key_pem)))?;
        match CertifiedKey::from_der(chain, key, &provider()) {
            Ok(identity) => Ok(Self { identity: Some(Arc::new(identity)), ..self }),
            Err(rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => {
                Err(wrong(&format!("its key is not that of `{}`", path.display())))
            }
            Err(_) => Err(wrong("its key is of no kind that is known")),
        }
    }

    /// How TLS is spoken by a client that trusts so.
    pub(super) fn config(&self) -> Result<ClientConfig, rustls::Error> {
        let verified = self.verified()?;
        let mut config = match &self.identity {
            Some(identity) => verified
                .with_client_cert_resolver(Arc::new(SingleCertAndKey::from(identity.clone()))),
            None => verified.with_no_client_auth(),
        };
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    fn verified(&self) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, rustls::Error> {
        let provider = provider();
        let builder = ClientConfig::builder_with_provider(provider.clone());
        let builder = builder.with_safe_default_protocol_versions()?;
        if self.is_blind {
            let blind = Arc::new(Blind(provider));
            return Ok(builder.dangerous().with_custom_certificate_verifier(blind));
        }
        if let Some(Authorities { store, certificates }) = &self.authorities {
            let named = Named::of(certificates, store, provider);
            let named = named.map_err(|error| rustls::Error::General(error.to_string()))?;
            return Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(named)));
        }
        let of_the_machine = Arc::new(Verifier::new(provider)?);
        Ok(builder.dangerous().with_custom_certificate_verifier(of_the_machine))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn certificates(path: &Path, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let wrong = |why: &str| Error::Pem(path.to_owned(), why.to_owned());
    let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
    match read {
        Ok(all) if all.is_empty() => Err(wrong("it holds no certificate")),
        Ok(all) => Ok(all),
        Err(_) => Err(wrong("a certificate in it is broken")),
    }
}

fn no_key(pem: &[u8]) -> &'static str {
    if String::from_utf8_lossy(pem).contains("ENCRYPTED") {
        "its private key is encrypted; `openssl pkey -in KEY -out PLAIN` takes that away"
    } else {
        "it holds no private key"
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair};

    use super::*;

    /// A certificate signed by itself, and its key.
    fn pair() -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let own = CertificateParams::new(vec!["h".to_owned()]).unwrap().self_signed(&key).unwrap();
        (own.pem(), key.serialize_pem())
    }

    fn why(trust: Result<Trust, Error>) -> String {
        let error = trust.err().unwrap();
        assert_eq!(error.exit().code(), 5);
        error.to_string()
    }

    #[test]
    fn a_file_without_certificates_is_told_from_a_broken_one() {
        let only = |pem: &[u8]| Trust::default().only(Path::new("ca.pem"), pem);
        let broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let open = b"-----BEGIN CERTIFICATE-----\nAAAA\n";
        assert_eq!(why(only(b"")), "cannot use `ca.pem`: it holds no certificate");
        assert_eq!(why(only(b"\x30\x82")), "cannot use `ca.pem`: it holds no certificate");
        for pem in [&broken[..], open] {
            assert_eq!(why(only(pem)), "cannot use `ca.pem`: a certificate in it is broken");
        }
        assert!(only(pair().0.repeat(2).as_bytes()).is_ok());
    }

    #[test]
    fn a_certificate_is_shown_with_its_own_key_only() {
        let ((pem, key), (_, other)) = (pair(), pair());
        let showing = |key: &str| {
            let (cert, key) = ((Path::new("c.pem"), pem.as_bytes()), key.as_bytes());
            Trust::default().showing(cert, (Path::new("k.pem"), key))
        };
        assert!(showing(&key).is_ok());
        assert_eq!(why(showing(&other)), "cannot use `k.pem`: its key is not that of `c.pem`");
        assert_eq!(why(showing(&pem)), "cannot use `k.pem`: it holds no private key");
        let encrypted = key.replace("PRIVATE", "ENCRYPTED PRIVATE");
        assert!(why(showing(&encrypted)).contains("its private key is encrypted"));
        let odd = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        assert_eq!(why(showing(odd)), "cannot use `k.pem`: its key is of no kind that is known");
    }
}
