//! Colours by meaning, decided for each stream on its own.

use colored::{Color, Colorize};

/// When to use colour, as the user said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How one stream shows meaning.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    coloured: bool,
}

impl Style {
    /// A style with colour, or without.
    #[must_use]
    pub fn new(coloured: bool) -> Self {
        // The crate judges both streams by stdout; the decision is made here instead.
        colored::control::set_override(true);
        Self { coloured: coloured && terminal_understands() }
    }

    /// No colour at all.
    #[must_use]
    pub const fn plain() -> Self {
        Self { coloured: false }
    }

    /// Whether colours are shown.
    #[must_use]
    pub fn is_coloured(self) -> bool {
        self.coloured
    }

    /// What is as it should be.
    #[must_use]
    pub fn good(self, text: &str) -> String {
        self.shown(text, |text| text.green().to_string())
    }

    /// What is wrong.
    #[must_use]
    pub fn bad(self, text: &str) -> String {
        self.shown(text, |text| text.red().bold().to_string())
    }

    /// What is worth a look.
    #[must_use]
    pub fn warn(self, text: &str) -> String {
        self.shown(text, |text| text.yellow().bold().to_string())
    }

    /// What stands behind the rest.
    #[must_use]
    pub fn faint(self, text: &str) -> String {
        self.shown(text, |text| text.dimmed().to_string())
    }

    /// What the eye should find first.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.shown(text, |text| text.bold().to_string())
    }

    /// What names something: an appointment, a key.
    #[must_use]
    pub fn name(self, text: &str) -> String {
        self.shown(text, |text| text.cyan().to_string())
    }

    /// Text in the colour that a payload gives, such as `#22d3ee`; plain when it is none.
    #[must_use]
    pub fn swatch(self, text: &str, colour: Option<&str>) -> String {
        let Some((r, g, b)) = colour.and_then(rgb) else { return text.to_owned() };
        self.shown(text, |text| text.color(Color::TrueColor { r, g, b }).to_string())
    }

    fn shown(self, text: &str, colour: impl Fn(&str) -> String) -> String {
        if self.coloured && !text.is_empty() { colour(text) } else { text.to_owned() }
    }
}

/// Red, green and blue of `#rrggbb` or `#rgb`.
fn rgb(colour: &str) -> Option<(u8, u8, u8)> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let part = |at: usize, length: usize| u8::from_str_radix(digits.get(at..at + length)?, 16).ok();
    match digits.len() {
        6 => Some((part(0, 2)?, part(2, 2)?, part(4, 2)?)),
        3 => Some((part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17)),
        _ => None,
    }
}

/// Old Windows consoles must be told to read colour codes, and some cannot.
#[cfg(windows)]
fn terminal_understands() -> bool {
    colored::control::set_virtual_terminal(true).is_ok()
}

#[cfg(not(windows))]
fn terminal_understands() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_code_is_written() {
        let plain = Style::plain();
        assert_eq!(plain.bad("x") + &plain.swatch("■", Some("#22d3ee")), "x■");
    }

    #[test]
    fn a_swatch_has_the_colour_of_the_payload() {
        let style = Style::new(true);
        // How many colours the terminal has is read from it; that there is one is enough here.
        let swatch = style.swatch("■", Some("#22d3ee"));
        assert!(swatch.starts_with("\u{1b}[3") && swatch.ends_with("m■\u{1b}[0m"), "{swatch:?}");
        assert_eq!(style.swatch("■", Some("red\u{1b}")), "■");
    }
}
