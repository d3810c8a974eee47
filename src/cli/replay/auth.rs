//! As whom payloads are sent, and which receivers are trusted.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::SecretFileArgs;

/// Where an OAuth 2 server is shown who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClientAuth {
    /// In the body of the request.
    #[default]
    Body,
    /// In its header, as a user and a password.
    Basic,
}

/// As whom payloads are sent.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "As whom it is sent")]
pub struct AuthArgs {
    /// Show this user and a password: the connector's type Basic
    ///
    /// The secret is read from `--secret-file`, or from `DSW_SECRET`.
    #[arg(long, group = "credential", value_name = "USER")]
    pub basic: Option<String>,

    /// Sign in as `DOMAIN\user` or `user@domain`, with a password: the connector's type NTLM
    ///
    /// It is NTLM version 2. Each connection is signed in on its own, by a request without a body
    /// before its first payload. A user that is refused is not tried again in the run, as that
    /// could lock the account. The connector's type Windows is not supported where the receiver
    /// asks for Kerberos, as that needs a ticket of its domain: `curl --negotiate -u :
    /// --data-binary @FILE URL` sends one payload with it.
    #[arg(long, group = "credential", value_name = "USER")]
    pub ntlm: Option<String>,

    /// Show a bearer token, which is the secret: an access token at hand
    #[arg(long, group = "credential")]
    pub bearer: bool,

    /// Show a token that is got from this URL: the connector's types MS Entra ID and OAuth2
    ///
    /// It is asked for by client credentials; the secret is the client's. The token is kept for
    /// the run, renewed before it ends, and once for a payload that is answered 401. Whom the run
    /// trusts, and the certificate it shows, count for this URL too.
    #[arg(long, group = "credential", requires = "client_id", value_name = "TOKEN_URL")]
    pub oauth2: Option<String>,

    /// The client that asks for the token
    #[arg(long, requires = "oauth2", value_name = "ID")]
    pub client_id: Option<String>,

    /// What the token is for, such as `https://api.example/.default`
    #[arg(long, requires = "oauth2", value_name = "SCOPE")]
    pub scope: Option<String>,

    /// Where the client's id and secret stand when it asks for the token
    #[arg(long, requires = "oauth2", value_enum, default_value_t, value_name = "WHERE")]
    pub oauth2_auth: ClientAuth,

    /// Where the secret is.
    #[command(flatten)]
    pub secret: SecretFileArgs,

    /// Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it
    #[arg(long, requires = "key", value_name = "FILE")]
    pub cert: Option<PathBuf>,

    /// The private key of that certificate; PEM, not encrypted
    #[arg(long, requires = "cert", value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// Which receivers are trusted.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Whom it trusts")]
pub struct TrustArgs {
    /// Trust the authorities in this PEM file, in place of this machine's
    ///
    /// A certificate that was signed by itself may stand there too, as may the receiver's own.
    #[arg(long, value_name = "FILE")]
    pub cacert: Option<PathBuf>,

    /// Do not check who answers, and be warned each time
    ///
    /// It is not remembered: `--resume` and `--only-failed` need it again.
    #[arg(long, conflicts_with = "cacert")]
    pub insecure: bool,
}
