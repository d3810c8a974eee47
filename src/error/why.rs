//! What the system says of a failure, in plain words.

use std::io;

/// The system's words, begun small as the rest of a sentence is; an abbreviation stays.
fn in_a_sentence(said: &str) -> String {
    let mut letters = said.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => said.to_owned(),
    }
}

/// An I/O error in plain words, without the number the system gave it.
#[must_use]
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AlreadyExists => "it is there already".to_owned(),
        io::ErrorKind::AddrInUse => "address already in use".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "no space left".to_owned(),
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        _ => {
            let said = error.to_string();
            in_a_sentence(said.split(" (os error").next().unwrap_or_default())
        }
    }
}
