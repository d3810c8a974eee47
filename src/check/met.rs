//! What is met on the walk through what was captured, and the words for all that is no appointment.

use super::unreadable;
use crate::finding::{Finding, Severity};
use crate::json::{Fault, Value};
use crate::look_alike::{LookAlike, MOST_WRAPPERS};
use crate::meaning::Meaning;

/// The rule that nesting without end breaks, of wrappers as of lists and objects.
const TOO_DEEP: &str = "depth";

/// Something that was met.
pub(crate) struct Met<'v> {
    /// The value that it is, or is in.
    pub(crate) value: Value<'v>,
    /// What it is.
    pub(crate) what: What<'v>,
    /// Whether it is inside of another thing.
    pub(crate) is_inside: bool,
}

/// What can be met.
pub(crate) enum What<'v> {
    /// What is meant to be an appointment, and whether it was taken for one as it is.
    Appointment { is_accepted: bool },
    /// Known, and no appointment.
    LookAlike(&'static LookAlike),
    /// Something with more inside, which is met next, and the value that this is in.
    Wrapper(&'static Meaning, Value<'v>),
    /// The same with nothing inside that could be an appointment.
    Hollow(&'static Meaning, Value<'v>),
    /// A wrapper inside of as many as are opened, and the value that a payload would be in.
    Closed(Value<'v>),
    /// Base64 that cannot be decoded, or not to text: which of the two.
    Unreadable(&'static str),
    /// A text that begins with a mark of its encoding.
    Marked,
    /// A text that is no JSON, and why.
    Broken(&'v str, &'v Fault),
    /// A list of nothing.
    EmptyList,
}

impl Met<'_> {
    /// What is told of it; nothing of an appointment, of which others have to tell.
    pub(crate) fn finding(&self) -> Option<Finding> {
        let value = self.value;
        let on =
            |severity, rule, message| Finding::on(value, String::new(), severity, rule, message);
        let error = |rule, message: &str| on(Severity::Error, rule, message.to_owned());
        Some(match self.what {
            What::Appointment { .. } => return None,
            What::LookAlike(LookAlike { meaning, .. }) => {
                let message = format!("not a webhook's payload: {}", meaning.about);
                on(meaning.severity, meaning.name, message).with_help(Some(meaning.fix))
            }
            What::Wrapper(meaning, at) if at.index() == value.index() => {
                let message = format!("{}: what is judged is in it", meaning.about);
                on(meaning.severity, meaning.name, message).with_help(Some(meaning.fix))
            }
            What::Wrapper(meaning, at) => {
                let pointer = value.pointer_to(at);
                let way = pointer.trim_start_matches('/');
                let message = format!("{}: what is judged is in `{way}`", meaning.about);
                let help = format!("take the payload out of `{way}` to replay it");
                on(meaning.severity, meaning.name, message).with_help(Some(help))
            }
            What::Hollow(meaning, at) => {
                let about = meaning.about;
                let message = format!("not a webhook's payload: {about}, and there is none");
                let pointer = value.pointer_to(at);
                Finding::on(at, pointer, Severity::Error, meaning.name, message)
            }
            What::Closed(at) => {
                let message =
                    format!("what is in more than {MOST_WRAPPERS} wrappers is not judged");
                let help = "take the payload out of its wrappers, and judge that";
                Finding::on(at, value.pointer_to(at), Severity::Error, TOO_DEEP, message)
                    .with_help(Some(help))
            }
            What::Unreadable(what) => error("encoding", what),
            What::Marked => {
                let message = "the text inside begins with a byte-order mark, or is UTF-16";
                on(Severity::Warning, "byte-order-mark", message.to_owned())
            }
            What::Broken(text, fault) => unreadable(text, fault),
            What::EmptyList => error("empty", "an empty list holds no appointment"),
        })
    }
}
