//! As whom a run sends, and which receivers it trusts.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::cli::{AuthArgs, ClientAuth, SendArgs, TrustArgs};
use crate::client::{Account, BY_NTLM, Target, TokenServer, Trust};
use crate::commands::secret;
use crate::console::Talk;
use crate::env::Env;
use crate::error::Error;
use crate::secret::Secrets;
use crate::store;

/// What stands for a token that is not got yet.
pub(super) const TOKEN: &str = "<TOKEN>";

/// What shows who sends.
pub(super) struct Shown {
    /// The option that asks for it.
    pub option: &'static str,
    /// The value of `Authorization`.
    pub value: String,
}

/// What shows who sends; none when nobody has to know.
pub(super) fn shown(args: &AuthArgs, env: &Env) -> Result<Option<Shown>, Error> {
    let secret = |option| secret::given(&args.secret, env, option, "show");
    let (option, value) = match &args.basic {
        Some(user) => ("--basic", basic(user, &secret("--basic")?)),
        None if args.ntlm.is_some() => ("--ntlm", Ok(BY_NTLM.to_owned())),
        // It is got later, from who gives it.
        None if args.oauth2.is_some() => ("--oauth2", Ok(format!("Bearer {TOKEN}"))),
        None if args.bearer => ("--bearer", bearer(secret("--bearer")?)),
        None => return Ok(None),
    };
    let value = value.map_err(|why| Error::Option(option, why.to_owned()))?;
    Ok(Some(Shown { option, value }))
}

/// As whom connections are signed in; none when they are not.
pub(super) fn account(args: &AuthArgs, env: &Env) -> Result<Option<Account>, Error> {
    let Some(user) = &args.ntlm else { return Ok(None) };
    let wrong = |why: &str| Error::Option("--ntlm", why.to_owned());
    let password = secret::given(&args.secret, env, "--ntlm", "sign in with")?;
    let password = String::from_utf8(password).map_err(|_| wrong("the secret is no text"))?;
    Account::of(user, &password).map(Some).map_err(wrong)
}

/// Who gives the token that is shown; none when it is no token of that kind.
pub(super) fn tokens(
    args: &AuthArgs,
    secrets: Secrets,
    env: &Env,
) -> Result<Option<TokenServer>, Error> {
    let (Some(url), Some(client_id)) = (&args.oauth2, &args.client_id) else { return Ok(None) };
    let target = Target::parse(url)?.showing(secrets);
    if target.names_user() {
        let why = "the client stands in `--client-id`, not in the URL".to_owned();
        return Err(Error::Option("--oauth2", why));
    }
    let secret = secret::given(&args.secret, env, "--oauth2", "show")?;
    let secret = String::from_utf8(secret)
        .map_err(|_| Error::Option("--oauth2", "the secret is no text".to_owned()))?;
    Ok(Some(TokenServer {
        target,
        client_id: client_id.clone(),
        secret,
        scope: args.scope.clone(),
        in_header: args.oauth2_auth == ClientAuth::Basic,
    }))
}

/// Fails when something else says, too, who sends.
pub(super) fn is_said_once(
    shown: &Shown,
    headers: &[(String, String)],
    removed: &[String],
    names_user: bool,
) -> Result<(), Error> {
    let is_own = |name: &str| name.eq_ignore_ascii_case("authorization");
    let why = if names_user {
        "the URL names a user, too"
    } else if headers.iter().any(|(name, _)| is_own(name)) {
        "`--header` gives `Authorization`, too"
    } else if removed.iter().any(|name| is_own(name)) {
        "`--remove-header` takes `Authorization` away"
    } else {
        return Ok(());
    };
    Err(Error::Option(shown.option, why.to_owned()))
}

/// Whom the run trusts; it is warned each time when that is everybody.
pub(super) fn trust(auth: &AuthArgs, args: &TrustArgs, talk: &Talk) -> Result<Trust, Error> {
    let mut trust = Trust::default();
    if let Some(path) = &args.cacert {
        trust = trust.only(path, &store::read(path)?)?;
    }
    if let (Some(cert), Some(key)) = (&auth.cert, &auth.key) {
        let pems = (store::read(cert)?, store::read(key)?);
        trust = trust.showing((cert, &pems.0), (key, &pems.1))?;
    }
    if args.insecure {
        talk.warn("certificates are not checked: whoever stands between can read and change what is sent, secrets too");
        trust = trust.blind();
    }
    Ok(trust)
}

/// Warns of what is said of certificates when none is seen: a redirect and a server of tokens may
/// have one.
pub(super) fn warn_of_trust(args: &SendArgs, is_secure: bool, talk: &Talk) {
    let token = args.auth.oauth2.as_deref().and_then(|url| Target::parse(url).ok());
    if is_secure || args.attempts.follow || token.is_some_and(|target| target.is_secure()) {
        return;
    }
    let given = [
        ("--cacert", args.trust.cacert.is_some()),
        ("--insecure", args.trust.insecure),
        ("--cert", args.auth.cert.is_some()),
    ];
    for (option, _) in given.iter().filter(|(_, is_given)| *is_given) {
        talk.warn(&format!("`{option}` does nothing: there are no certificates by http"));
    }
}

fn basic(user: &str, password: &[u8]) -> Result<String, &'static str> {
    // It would be read as where the user ends; and others would have seen a password by now.
    if user.contains(':') {
        return Err("a user holds no `:`; the password is read from `--secret-file`");
    }
    let pair = [user.as_bytes(), b":", password].concat();
    Ok(format!("Basic {}", BASE64_STANDARD.encode(pair)))
}

fn bearer(token: Vec<u8>) -> Result<String, &'static str> {
    let token = String::from_utf8(token).map_err(|_| "the token is no text")?;
    if token.chars().any(|letter| letter.is_control() || letter == ' ') {
        return Err("the token is more than one word");
    }
    Ok(format!("Bearer {token}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_and_a_password_become_a_header() {
        // printf 'zoe:p:ss\xff' | base64
        assert_eq!(basic("zoe", b"p:ss\xff").unwrap(), "Basic em9lOnA6c3P/");
        assert!(basic("zoe:hunter2", b"x").is_err());
    }

    #[test]
    fn a_token_is_one_word() {
        assert_eq!(bearer(b"t0k.en-_~+/=".to_vec()).unwrap(), "Bearer t0k.en-_~+/=");
        for wrong in [&b"Bearer t"[..], b"a\nb", b"\xff"] {
            assert!(bearer(wrong.to_vec()).is_err());
        }
    }

    #[test]
    fn who_sends_is_said_once() {
        let shown = Shown { option: "--bearer", value: String::new() };
        let own = [("AUTHORIZATION".to_owned(), String::new())];
        let why = |headers, user| is_said_once(&shown, headers, &[], user).unwrap_err().to_string();
        assert!(is_said_once(&shown, &[("X".to_owned(), String::new())], &[], false).is_ok());
        assert_eq!(
            why(&own, false),
            "cannot use `--bearer`: `--header` gives `Authorization`, too"
        );
        assert_eq!(why(&[], true), "cannot use `--bearer`: the URL names a user, too");
        let removed = is_said_once(&shown, &[], &["AUTHORIZATION".to_owned()], false);
        assert!(removed.unwrap_err().to_string().contains("`--remove-header` takes"));
    }
}
