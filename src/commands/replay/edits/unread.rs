//! Why a body cannot be edited as it stands, and what to do.

use crate::capture::Capture;
use crate::content::{Content, Declared};
use crate::json::{Cause, Mark};

/// Why a body that is no JSON as it stands cannot be edited: what is edited are its very bytes.
pub(super) fn why(capture: &Capture) -> String {
    let (content, declared) = (Content::of(capture), Declared::of(capture));
    let is_text = std::str::from_utf8(&capture.body).is_ok();
    let unpacked = "unpack it into a file, and send that";
    let saved = "save it as UTF-8 in a file, and send that";
    let (what, todo) = match content.fault {
        _ if !is_text && !declared.codings.is_empty() => {
            (format!("compressed ({})", declared.codings.join(", ")), unpacked)
        }
        Some(Cause::Compressed(why)) => (why, unpacked),
        _ => match (Mark::by_look(&capture.body), declared.charset) {
            (Some(mark), _) => (format!("{} without a byte-order mark", mark.words()), saved),
            _ if is_text => return "it is not JSON".to_owned(),
            (None, Some(charset)) => (format!("in the charset `{charset}`"), saved),
            (None, None) => ("not in UTF-8".to_owned(), saved),
        },
    };
    format!("its body is {what}: {todo}")
}
