//! Words of this program's own: a value that is one of them tells nothing when it is shown.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::json::{Document, Kind, Value};
use crate::schema;

/// Whether a text is the name of a property of the contract, or what a kind of value is called.
pub(super) fn is_own(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<String>> = LazyLock::new(words);
    WORDS.contains(text)
}

fn words() -> HashSet<String> {
    let document = Document::parse(schema::APPOINTMENT).expect("the tests hold that it is JSON");
    let kinds = [Kind::String, Kind::Number, Kind::True, Kind::Array, Kind::Object];
    let kinds = kinds.iter().flat_map(|kind| kind.words().split(' '));
    let mut words: HashSet<String> = kinds.map(str::to_owned).collect();
    add_names(document.root(), &mut words);
    words
}

/// Adds the names of the properties that a schema, or one within it, describes.
fn add_names(schema: Value<'_>, words: &mut HashSet<String>) {
    let properties = schema.get("properties").into_iter().flat_map(Value::members);
    words.extend(properties.filter_map(|member| member.key.text()).map(String::from));
    schema.members().for_each(|member| add_names(member.value, words));
    schema.elements().for_each(|element| add_names(element, words));
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn names_of_the_contract_are_own_words_and_nothing_else_of_it_is() {
        for word in ["Subject", "TaskNo", "text", "number"] {
            assert!(is_own(word), "{word}");
        }
        for word in ["description", "$defs", "Dana R.", "2.0"] {
            assert!(!is_own(word), "{word}");
        }
    }
}
