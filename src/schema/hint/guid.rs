//! What to try about a text that is no GUID.

use crate::message::quoted;

/// Where the dashes of a GUID stand among its digits.
const PARTS: [std::ops::Range<usize>; 5] = [0..8, 8..12, 12..16, 16..20, 20..32];

/// What .NET puts around a GUID in its formats `B` and `P`, and what RFC 9562 calls a URN.
const AROUND: [(&str, &str, &str); 3] =
    [("{", "}", "the braces"), ("(", ")", "the parentheses"), ("urn:uuid:", "", "`urn:uuid:`")];

/// A GUID with something around it, or without its dashes.
pub(super) fn guid(text: &str) -> Option<String> {
    let bare = text.trim();
    let around = AROUND.iter().find_map(|(before, behind, name)| {
        Some((bare.strip_prefix(before)?.strip_suffix(behind)?.trim(), *name))
    });
    let (inner, around) = around.map_or((bare, None), |(inner, name)| (inner, Some(name)));
    let right = dashed(inner)?;
    let right = quoted(&right);
    Some(match around {
        _ if !inner.contains('-') => format!("a GUID has dashes and nothing around it: {right}"),
        Some(name) => format!("take {name} away: {right}"),
        None => format!("take the spaces away: {right}"),
    })
}

/// The 32 digits with dashes between; none when there are others, or dashes elsewhere.
fn dashed(text: &str) -> Option<String> {
    let digits = text.replace('-', "");
    if digits.len() != 32 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let right = PARTS.map(|part| &digits[part]).join("-");
    (text == digits || text == right).then_some(right)
}

#[cfg(test)]
mod tests {
    use crate::message::Message;

    const RIGHT: &str = "3f6c1a52-8d0e-4b7c-9a41-2e5d7c90b1f4";

    #[test]
    fn a_guid_in_another_form_is_told_how_to_write_it() {
        let bare = RIGHT.replace('-', "");
        for (text, expected) in [
            (format!("{{{RIGHT}}}"), "take the braces away"),
            (format!("({RIGHT})"), "take the parentheses away"),
            (format!("urn:uuid:{RIGHT}"), "take `urn:uuid:` away"),
            (format!(" {RIGHT}"), "take the spaces away"),
            (bare.clone(), "a GUID has dashes and nothing around it"),
            (format!("{{{bare}}}"), "a GUID has dashes and nothing around it"),
        ] {
            let told = super::guid(&text).map(Message::from);
            assert_eq!(told.as_deref(), Some(&*format!("{expected}: {RIGHT}")), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_nearly_no_guid_has_no_help() {
        let others = ["3f6c1a52", "not a guid", "3f6c1a528d0e-4b7c-9a41-2e5d7c90b1f4", "{}", ""];
        for text in others {
            assert_eq!(super::guid(text), None, "{text}");
        }
    }
}
