//! What to try about a text that is no colour.

use crate::message::quoted;

/// A colour without its sign, with its opacity, or by its name in CSS.
pub(super) fn colour(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 12] = [
        ("black", "#000000"),
        ("blue", "#0000ff"),
        ("gray", "#808080"),
        ("green", "#008000"),
        ("grey", "#808080"),
        ("lime", "#00ff00"),
        ("orange", "#ffa500"),
        ("pink", "#ffc0cb"),
        ("purple", "#800080"),
        ("red", "#ff0000"),
        ("white", "#ffffff"),
        ("yellow", "#ffff00"),
    ];
    let digits = text.trim().trim_start_matches('#');
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    match (is_hex, digits.len()) {
        (true, 3 | 6) => Some(format!("write #{}", quoted(digits))),
        (true, 4 | 8) => Some("write 3 or 6 digits: there is no room for an opacity".to_owned()),
        _ => {
            let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(digits))?;
            Some(format!("write {}", quoted(named.1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::message::Message;

    #[test]
    fn a_colour_that_is_nearly_one_is_told() {
        let colour = |text| super::colour(text).map(Message::from);
        assert_eq!(colour("22d3ee").as_deref(), Some("write #22d3ee"));
        assert_eq!(colour("Red").as_deref(), Some("write #ff0000"));
        assert_eq!(
            colour("#ff22d3ee").as_deref(),
            Some("write 3 or 6 digits: there is no room for an opacity")
        );
        assert_eq!(colour("nice"), None);
    }
}
