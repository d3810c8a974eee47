//! `Invoke-WebRequest`, as Windows PowerShell 5.1 and PowerShell 7 read it.

use std::path::Path;

use super::{Request, Way, is_open};

/// The methods that both know by name.
const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"];

/// The command, a line an option.
pub(super) fn command(request: &Request<'_>, way: &Way) -> Result<String, String> {
    if let Some(option) = without_words(way) {
        return Err(format!("PowerShell has no words for `{option}`"));
    }
    let mut lines = vec![format!("Invoke-WebRequest {}", flags(request, way))];
    lines.push(format!("-Uri {}", word(&request.url())));
    lines.extend(way.ntlm.as_deref().map(|user| credential(user, request)));
    lines.extend(headers(request)?);
    lines.extend(request.body.map(in_file).transpose()?);
    Ok(lines.join(" `\n  ") + "\n")
}

fn without_words(way: &Way) -> Option<&'static str> {
    match way {
        Way { cacert: Some(_), .. } => Some("--cacert"),
        Way { cert: Some(_), .. } => Some("--cert"),
        _ => None,
    }
}

/// Who signs in. PowerShell 7 has to be told that this is meant where it can be listened to.
fn credential(user: &str, request: &Request<'_>) -> String {
    let is_open = request.url().starts_with("http://");
    let allowed = if is_open { " -AllowUnencryptedAuthentication" } else { "" };
    format!("-Credential (Get-Credential {}){allowed}", word(user))
}

fn flags(request: &Request<'_>, way: &Way) -> String {
    let is_known = METHODS.contains(&request.method);
    let option = if is_known { "-Method" } else { "-CustomMethod" };
    let redirects = if way.follows { 5 } else { 0 };
    let checks = if way.is_insecure { " -SkipCertificateCheck" } else { "" };
    let method = if is_known { request.method.to_owned() } else { word(request.method) };
    format!("-UseBasicParsing {option} {method} -MaximumRedirection {redirects}{checks}")
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
    if request.body.is_some() && !seen.iter().any(|name| name == "content-type") {
        // It would say that this is a form.
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

/// Text as one word. PowerShell takes the quotes of printed text for its own.
fn word(text: &str) -> String {
    if is_open(text) {
        let one = |letter: char| match letter {
            '\'' | '\u{2018}'..='\u{201b}' => [letter, letter].iter().collect(),
            _ => letter.to_string(),
        };
        return format!("'{}'", text.chars().map(one).collect::<String>());
    }
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A letter between double quotes; what cannot be seen is its number.
fn escaped(letter: char) -> String {
    match letter {
        '"' | '\u{201c}'..='\u{201e}' | '`' | '$' => format!("`{letter}"),
        '#' => numbered(letter),
        _ if is_open(letter.encode_utf8(&mut [0; 4])) => letter.to_string(),
        _ => numbered(letter),
    }
}

fn numbered(letter: char) -> String {
    let units = letter.encode_utf16(&mut [0; 2]).to_vec();
    units.iter().map(|unit| format!("$([char]0x{unit:04x})")).collect()
}
