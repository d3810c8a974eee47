//! curl, as bash reads it.

use std::path::Path;

use super::{Manner, Request, is_open};

/// From this size on curl asks before it sends a body, unless it is told not to.
const ASKED_FOR: usize = 1 << 20;

/// What curl adds by itself where it is not given.
const OF_CURL: [&str; 3] = ["User-Agent", "Accept", "Content-Type"];

/// The command, a line an option.
pub(super) fn command(request: &Request<'_>, manner: &Manner) -> String {
    let url = request.url();
    let mut first = format!("curl {}", flags(request, manner, &url));
    first += &word(url.as_bytes());
    let lines = options(manner).chain(headers(request)).chain([data(request)]);
    let lines: Vec<String> =
        [first].into_iter().chain(lines.filter(|one| !one.is_empty())).collect();
    lines.join(" \\\n  ") + "\n"
}

/// What stands before the URL: only what is needed for this one.
fn flags(request: &Request<'_>, manner: &Manner, url: &str) -> String {
    let is_post = request.method == "POST";
    let method = match request.method {
        "HEAD" if request.body.is_none() => "--head ".to_owned(),
        _ if is_post => String::new(),
        method => format!("-X {} ", word(method.as_bytes())),
    };
    let flag = |is_needed, flag: &'static str| if is_needed { flag } else { "" };
    let is_glob = url.contains(['[', ']', '{', '}']);
    [
        &method,
        flag(url.starts_with("https://"), "--http1.1 "),
        flag(is_glob, "--globoff "),
        flag(url.contains("/."), "--path-as-is "),
        flag(manner.follows, "--location --max-redirs 5 "),
        flag(manner.is_insecure, "--insecure "),
    ]
    .concat()
}

fn options(manner: &Manner) -> impl Iterator<Item = String> {
    let cacert = manner.cacert.as_deref().map(|file| format!("--cacert {}", path("", file)));
    let cert = manner.cert.as_ref().map(|(cert, key)| {
        // curl takes what stands behind a colon for a password.
        let cert = cert.display().to_string().replace('\\', "\\\\").replace(':', "\\:");
        format!("--cert {} --key {}", word(cert.as_bytes()), path("", key))
    });
    let ntlm = manner.ntlm.as_deref().map(|user| format!("--ntlm -u {}", word(user.as_bytes())));
    ntlm.into_iter().chain(cacert).chain(cert)
}

fn headers(request: &Request<'_>) -> impl Iterator<Item = String> {
    let given = request.given().map(|(name, value)| {
        let line = match &*value {
            b"" => format!("{name};").into_bytes(),
            value => [name.as_bytes(), b": ", value].concat(),
        };
        format!("-H {}", word(&line))
    });
    let has = |name: &&str| request.headers.get(name).is_none();
    let left_out = OF_CURL.into_iter().filter(has);
    let asks = (request.size >= ASKED_FOR).then_some("Expect");
    given.chain(left_out.chain(asks).map(|name| format!("-H '{name}:'")))
}

fn data(request: &Request<'_>) -> String {
    match request.body {
        Some(file) => format!("--data-binary {}", path("@", file)),
        None if request.method == "HEAD" => String::new(),
        None => "--data-binary ''".to_owned(),
    }
}

/// A path behind a mark, as one word.
fn path(mark: &str, path: &Path) -> String {
    word(&[mark.as_bytes(), path.as_os_str().as_encoded_bytes()].concat())
}

/// Bytes as one word.
pub(super) fn word(bytes: &[u8]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(byte);
    match std::str::from_utf8(bytes).ok().filter(|text| is_open(text)) {
        Some(text) if !bytes.is_empty() && bytes.iter().all(is_plain) => text.to_owned(),
        Some(text) => format!("'{}'", text.replace('\'', r"'\''")),
        None => {
            format!("$'{}'", bytes.utf8_chunks().map(|chunk| escaped(&chunk)).collect::<String>())
        }
    }
}

/// Text between `$'` and `'`: whatever is not a plain letter is its bytes.
fn escaped(chunk: &std::str::Utf8Chunk<'_>) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    let one = |letter: char| match letter {
        // A history of commands looks for `!` where it does not see the quotes as the shell does.
        '\\' | '\'' | '!' | '#' => hex(&[letter as u8]),
        _ if is_open(letter.encode_utf8(&mut [0; 4])) => letter.to_string(),
        _ => hex(letter.encode_utf8(&mut [0; 4]).as_bytes()),
    };
    chunk.valid().chars().map(one).collect::<String>() + &hex(chunk.invalid())
}
