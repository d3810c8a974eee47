//! The names of body files: made here alone, and recognised here alone.

/// How many characters of an id a file name shows.
const ID_LENGTH: usize = 40;

/// The last sequence number: what is beyond it was not given by this program.
const LAST: u64 = 999_999_999_999_999;

/// What a body was seen to be, which gives its file a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body<'i> {
    /// A JSON object or array, with the number or id of its appointment when it has one.
    Json(Option<&'i str>),
    /// Anything else.
    Other,
}

/// The file name of a body; nothing that a sender says can leave the folder or name a device.
pub(super) fn file_name(seq: u64, body: Body<'_>, complete: bool) -> String {
    let id = match body {
        _ if !complete => return format!("{seq:06}.partial"),
        Body::Other => return format!("{seq:06}.body"),
        Body::Json(id) => id.unwrap_or_default(),
    };
    let id = shown_id(id);
    let dash = if id.is_empty() { "" } else { "-" };
    format!("{seq:06}{dash}{id}.json")
}

/// What of an id the name of a file shows.
pub(super) fn shown_id(id: &str) -> String {
    id.chars().filter(|character| is_safe(*character)).take(ID_LENGTH).collect()
}

/// The name of the appointment in a body, when the name of its file shows less than all of it.
pub(super) fn longer_name(body: Body<'_>) -> Option<&str> {
    let Body::Json(name) = body else { return None };
    name.filter(|name| shown_id(name) != *name)
}

/// The id in the name of a JSON body; none for any other name.
pub(super) fn id_of_body(name: &str) -> Option<&str> {
    seq_of_body(name)?;
    let (_, id) = name.strip_suffix(".json")?.split_once('-')?;
    Some(id).filter(|id| !id.is_empty())
}

pub(super) fn is_safe(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// The name of a body while it is being written.
pub(super) fn part_name(seq: u64) -> String {
    format!(".{seq:06}.part")
}

/// The number of a body file; none for a name that was not made here.
pub(super) fn seq_of_body(name: &str) -> Option<u64> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (digits, id) = stem.split_once('-').unwrap_or((stem, ""));
    let known = matches!(ending, "json" | "body" | "partial") && id.chars().all(is_safe);
    known.then(|| seq_of_digits(digits)).flatten()
}

/// The number of a body that was not written to its end.
pub(super) fn seq_of_part(name: &str) -> Option<u64> {
    seq_of_digits(name.strip_prefix('.')?.strip_suffix(".part")?)
}

fn seq_of_digits(digits: &str) -> Option<u64> {
    let all_digits = digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|seq| all_digits && is_seq(*seq))
}

/// Whether a number is one that this program gives.
pub(super) fn is_seq(seq: u64) -> bool {
    (1..=LAST).contains(&seq)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_its_file() {
        assert_eq!(file_name(42, Body::Json(Some("k7QwLm2x")), true), "000042-k7QwLm2x.json");
        assert_eq!(file_name(42, Body::Json(None), true), "000042.json");
        assert_eq!(file_name(42, Body::Other, true), "000042.body");
        assert_eq!(file_name(42, Body::Json(Some("k7QwLm2x")), false), "000042.partial");
        assert_eq!(file_name(1_234_567, Body::Other, true), "1234567.body");
    }

    #[test]
    fn no_id_leaves_the_folder_or_names_a_device() {
        let hostile = [
            ("../../x", "000001-x.json"),
            ("/etc/x", "000001-etcx.json"),
            ("C:\\x", "000001-Cx.json"),
            ("a\0b", "000001-ab.json"),
            ("CON", "000001-CON.json"),
            ("x:ads", "000001-xads.json"),
            (". ", "000001.json"),
            ("-rf", "000001--rf.json"),
            ("\u{202e}nosj.exe", "000001-nosjexe.json"),
            ("müller", "000001-mller.json"),
        ];
        for (id, expected) in hostile {
            assert_eq!(file_name(1, Body::Json(Some(id)), true), expected, "{id:?}");
        }
        let long = "x".repeat(300);
        assert_eq!(file_name(1, Body::Json(Some(&long)), true).len(), "000001-.json".len() + 40);
    }

    #[test]
    fn names_made_here_are_known_again() {
        for body in [Body::Json(Some("k7")), Body::Json(Some("-rf")), Body::Json(None), Body::Other]
        {
            assert_eq!(seq_of_body(&file_name(42, body, true)), Some(42));
            assert_eq!(seq_of_body(&file_name(42, body, false)), Some(42));
        }
        assert_eq!(seq_of_part(&part_name(42)), Some(42));
    }

    #[test]
    fn names_made_elsewhere_are_not_numbered() {
        let foreign = [
            "captures.jsonl",
            "42.json",
            "000042",
            "000042.txt",
            "+00042.json",
            "000042-é.json",
            "000042-../../x.json",
            "99999999999999999999.json",
            "18446744073709551615.json",
            "000000.json",
            ".000042.part",
        ];
        for name in foreign {
            assert_eq!(seq_of_body(name), None, "{name}");
        }
        assert_eq!(seq_of_part("000042.part"), None);
    }
}
