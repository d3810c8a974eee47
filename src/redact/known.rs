//! What is personal is so wherever it stands: in the number of a record, too.

use std::collections::HashMap;

use super::sort::Sort;

/// The most words that a value of somebody has, and that are looked at in a number or a code.
const MOST_WORDS: usize = 6;

/// The values that say who somebody is or how to reach them, with what stands for each.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<String, String>);

impl Known {
    /// Remembers what stands for a value.
    pub(super) fn add(&mut self, sort: Sort, value: &str, stands: &str) {
        // What is said of the work may be said in any code; too short a value is in any word.
        if sort != Sort::Text && value.trim().chars().count() > 2 {
            self.0.insert(value.trim().to_lowercase(), stands.to_owned());
        }
    }

    /// A text that nobody would take for personal, with stand-ins for what is known to be.
    pub(super) fn replaced(&self, text: &str) -> Option<String> {
        let words = words(text);
        let (mut replaced, mut done, mut at) = (String::new(), 0, 0);
        while at < words.len() {
            let most = (at + MOST_WORDS).min(words.len());
            let longest = (at + 1..=most).rev().find_map(|end| {
                let span = words[at].0..words[end - 1].1;
                Some((end, span.clone(), self.0.get(&text[span].to_lowercase())?))
            });
            let Some((end, span, stands)) = longest else {
                at += 1;
                continue;
            };
            replaced += &text[done..span.start];
            replaced += stands;
            (done, at) = (span.end, end);
        }
        (done > 0).then(|| replaced + &text[done..])
    }
}

/// Where words begin and end; a mail or a phone number is of several.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut is_in_word = false;
    for (at, sign) in text.char_indices() {
        match (sign.is_alphanumeric() || sign == '+', is_in_word) {
            (true, true) => {
                if let Some(word) = words.last_mut() {
                    word.1 = at + sign.len_utf8();
                }
            }
            (true, false) => words.push((at, at + sign.len_utf8())),
            (false, _) => {}
        }
        is_in_word = sign.is_alphanumeric() || sign == '+';
    }
    words
}
