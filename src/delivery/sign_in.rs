//! Why nobody could be signed in by NTLM.

use std::fmt;

/// Why a receiver did not let in who sends, before anything was sent to it. Names are a stranger's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// It asks for Kerberos and not for NTLM.
    Kerberos,
    /// It asks for something else: these schemes, when it names any.
    Other(Vec<String>),
    /// Its challenge is none, and why.
    Malformed(&'static str),
    /// It closed the connection that was to be signed in.
    Closed,
    /// It did not take this user before: often enough, and the account is locked.
    Refused(String),
}

impl SignIn {
    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Kerberos => {
                "let the receiver take NTLM, too; `curl --negotiate -u : --data-binary @FILE URL` \
                 sends one payload with a ticket"
            }
            Self::Other(_) => "`--basic`, `--bearer` and `--oauth2` show who sends in other ways",
            Self::Closed => {
                "NTLM signs in a connection: the receiver, and a proxy before it, must keep it open"
            }
            Self::Refused(_) => "check the user, the domain and the secret",
            Self::Malformed(_) => return None,
        })
    }
}

impl fmt::Display for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kerberos => f.write_str(
                "cannot sign in: it asks for Kerberos, which is not supported, because that needs \
                 a ticket of its domain",
            ),
            Self::Other(schemes) if schemes.is_empty() => {
                f.write_str("cannot sign in: it answers 401, and does not say what it asks for")
            }
            Self::Other(schemes) => {
                write!(f, "cannot sign in: it asks for {}, not for NTLM", schemes.join(", "))
            }
            Self::Malformed(why) => write!(f, "cannot sign in: its challenge is broken: {why}"),
            Self::Closed => {
                f.write_str("cannot sign in: it closed the connection after its challenge")
            }
            Self::Refused(user) => {
                write!(f, "not sent: `{user}` was refused before, and to ask again may lock it")
            }
        }
    }
}
