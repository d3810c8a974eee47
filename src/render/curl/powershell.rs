//! `Invoke-WebRequest`, as Windows PowerShell 5.1 and PowerShell 7 read it.
//!
//! What one of the two does not know is given to the other alone. Commands are ASCII but for the
//! dots of secrets: a file without a mark is read by the first in the code page of the system, and
//! so is what it takes from another program.

use std::path::Path;

use super::{Manner, Request, is_open};

/// The methods that both know by name; another has an option that PowerShell 7 alone knows.
const METHODS: [&str; 9] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "MERGE", "PATCH"];

/// The command, a line an option.
pub(super) fn command(request: &Request<'_>, manner: &Manner) -> Result<String, String> {
    if let Some(option) = without_words(manner) {
        return Err(format!("PowerShell has no words for `{option}`"));
    }
    if request.method.contains(|letter: char| letter.is_ascii_lowercase()) {
        return Err(format!("PowerShell sends `{}` in capitals", request.method));
    }
    let own = of_each(request, manner);
    let splat = if own.is_some() { "@own " } else { "" };
    let mut lines = vec![format!("Invoke-WebRequest {splat}{}", flags(request, manner))];
    lines.push(format!("-Uri {}", word(&request.url())));
    let credential = |user: &str| format!("-Credential (Get-Credential {})", word(user));
    lines.extend(manner.ntlm.as_deref().map(credential));
    lines.extend(headers(request)?);
    lines.extend(request.body.map(in_file).transpose()?);
    Ok(own.unwrap_or_default() + &lines.join(" `\n  ") + "\n")
}

/// What each of the two has to be told before, when that is anything.
fn of_each(request: &Request<'_>, manner: &Manner) -> Option<String> {
    let is_open = request.url().starts_with("http://");
    // It takes headers of known names in its own spelling alone.
    let checks = request.given().any(|(name, value)| is_checked(name, &value));
    // It signs nobody in where others can listen.
    let allows = manner.ntlm.is_some() && is_open;
    let switches = [
        (checks, "SkipHeaderValidation"),
        (allows, "AllowUnencryptedAuthentication"),
        // The other has no such word: it checks all the same.
        (manner.is_insecure, "SkipCertificateCheck"),
    ];
    let switches = switches.iter().filter(|(is_on, _)| *is_on);
    let switches: Vec<_> = switches.map(|(_, name)| format!("{name} = $true")).collect();
    // On older systems Windows PowerShell speaks a TLS by itself that nobody takes any more.
    let tls = "[Net.ServicePointManager]::SecurityProtocol = 'Tls12'";
    if switches.is_empty() && is_open {
        return None;
    }
    let newer = format!("@{{ {} }}", switches.join("; ")).replace("{  }", "{}");
    let older = if is_open { "@{}".to_owned() } else { format!("{tls}; @{{}}") };
    let is_newer = "$PSVersionTable.PSVersion.Major -ge 6";
    Some(format!("$own = if ({is_newer}) {{ {newer} }} else {{ {older} }}\n"))
}

/// Whether PowerShell 7 may refuse a header for how it is written.
fn is_checked(name: &str, value: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "content-type" => !value.starts_with(b"application/json"),
        "user-agent" => {
            !value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"./".contains(byte))
        }
        name => !name.starts_with("x-"),
    }
}

fn without_words(manner: &Manner) -> Option<&'static str> {
    match manner {
        Manner { cacert: Some(_), .. } => Some("--cacert"),
        Manner { cert: Some(_), .. } => Some("--cert"),
        _ => None,
    }
}

fn flags(request: &Request<'_>, manner: &Manner) -> String {
    let is_known = METHODS.contains(&request.method);
    let option = if is_known { "-Method" } else { "-CustomMethod" };
    let redirects = if manner.follows { 5 } else { 0 };
    let method = if is_known { request.method.to_owned() } else { word(request.method) };
    format!("-UseBasicParsing {option} {method} -MaximumRedirection {redirects}")
}

/// The headers; those that have an option of their own are not taken among the others.
fn headers(request: &Request<'_>) -> Result<Vec<String>, String> {
    let (mut own, mut others) = (Vec::new(), Vec::new());
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in request.given() {
        let value = std::str::from_utf8(&value).ok().filter(|value| is_sent(value));
        let value = value.ok_or_else(|| format!("PowerShell sends no `{name}` beyond ASCII"))?;
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "user-agent" => own.push(format!("-UserAgent {}", word(value))),
            "content-type" => own.push(format!("-ContentType {}", word(value))),
            _ => others.push(format!("{} = {}", word(name), word(value))),
        }
        if seen.contains(&lower) {
            return Err(format!("PowerShell sends no second `{name}`"));
        }
        seen.push(lower);
    }
    let is_form = request.body.is_some() || matches!(request.method, "POST" | "PUT");
    if is_form && !seen.iter().any(|name| name == "content-type") {
        // It would say that this is a form, be it empty.
        own.push("-ContentType ''".to_owned());
    }
    let others = (!others.is_empty()).then(|| format!("-Headers @{{ {} }}", others.join("; ")));
    Ok(others.into_iter().chain(own).collect())
}

/// Whether it goes on the wire as it is; what stands for a secret will be replaced by hand.
fn is_sent(value: &str) -> bool {
    value.replace(crate::secret::DOTS, "").is_ascii()
}

/// A file that is no pattern, whatever it is called.
fn in_file(path: &Path) -> Result<String, String> {
    let text = path.to_str();
    let text = text.ok_or_else(|| format!("PowerShell cannot name `{}`", path.display()))?;
    let no_pattern = |letter: char| match letter {
        '`' | '*' | '?' | '[' | ']' => format!("`{letter}"),
        _ => letter.to_string(),
    };
    Ok(format!("-InFile {}", word(&text.chars().map(no_pattern).collect::<String>())))
}

/// Text as one word.
fn word(text: &str) -> String {
    if is_open(text) && text.replace(crate::secret::DOTS, "").is_ascii() {
        return format!("'{}'", text.replace('\'', "''"));
    }
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A letter between double quotes; what cannot be seen, or is not ASCII, is its number.
fn escaped(letter: char) -> String {
    match letter {
        '"' | '`' | '$' => format!("`{letter}"),
        '#' => numbered(letter),
        _ if letter.is_ascii() && !letter.is_ascii_control() => letter.to_string(),
        _ => numbered(letter),
    }
}

fn numbered(letter: char) -> String {
    let units = letter.encode_utf16(&mut [0; 2]).to_vec();
    units.iter().map(|unit| format!("$([char]0x{unit:04x})")).collect()
}
