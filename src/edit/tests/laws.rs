//! What holds for any edit of any payload.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value as Model;

use super::*;
use crate::samples::SAMPLES;

/// Payloads in several layouts, one with repeated keys.
fn payloads() -> impl Strategy<Value = String> {
    let sample = || prop::sample::select(SAMPLES);
    let text = |body: &[u8]| String::from_utf8(body.to_vec()).unwrap();
    let compact = move |sample: &crate::samples::Sample| {
        serde_json::from_slice::<Model>(sample.body).unwrap().to_string()
    };
    prop_oneof![
        sample().prop_map(move |sample| text(sample.body)),
        sample().prop_map(move |sample| text(sample.body).replace("\n  ", "\r\n\t")),
        sample().prop_map(move |sample| compact(&sample)),
        Just(
            r#" { "a":1 , "b" : [ [ ] , { } ,1.50 ] ,"a": { "c":null,"d":[ 1 ,2 ] } } "#.to_owned()
        ),
    ]
}

fn new_values() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "null",
        "1.50",
        "\"é\\n\"",
        "[]",
        "{}",
        "[1, {\"a\" : [2]}]",
        " {\"x\":{\"y\":1}}",
    ])
}

/// A pointer to any value of a payload but one behind a repeated key, which no pointer names.
fn somewhere(text: &str, which: &[Index]) -> Pointer {
    let document = Document::parse(text).unwrap();
    let (mut value, mut pointer) = (document.root(), at(""));
    for index in which {
        let steps: Vec<String> = match value.kind() {
            crate::json::Kind::Array => (0..value.len()).map(|at| at.to_string()).collect(),
            _ => value.members().map(|one| one.key.text().unwrap().into_owned()).collect(),
        };
        if steps.is_empty() {
            break;
        }
        let step = index.get(&steps);
        pointer = pointer.below(step);
        value = value.at(&at("").below(step).to_string()).unwrap();
    }
    pointer
}

/// What differs between two texts when their common beginning and end are taken away: at most
/// this stretch of the first was touched.
fn touched(before: &str, after: &str) -> std::ops::Range<usize> {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let start = before.bytes().zip(after.bytes()).take_while(same).count();
    let most = before.len().min(after.len()) - start;
    let end = before.bytes().rev().zip(after.bytes().rev()).take(most).take_while(same).count();
    start..before.len() - end
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn setting_means_what_it_means_in_a_model_and_touches_that_value_alone(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 0..5), new in new_values(),
    ) {
        let pointer = somewhere(&text, &which);
        let mut model: Model = serde_json::from_str(&text).unwrap();
        *model.pointer_mut(&pointer.to_string()).unwrap() = serde_json::from_str(new).unwrap();
        let mut draft = draft(&text);
        draft.set(&pointer, new).unwrap();
        prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
        let document = Document::parse(&text).unwrap();
        let span = document.root().at(&pointer.to_string()).unwrap().span();
        let touched = touched(&text, draft.text());
        prop_assert!(touched.is_empty() || span.start <= touched.start && touched.end <= span.end);
    }

    #[test]
    fn what_is_inserted_is_there_and_removing_it_gives_the_same_bytes_again(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 0..5), new in new_values(),
    ) {
        let above = somewhere(&text, &which);
        let mut draft = draft(&text);
        let model: Model = serde_json::from_str(&text).unwrap();
        let mut model_after = model.clone();
        let (place, was_empty) = match model_after.pointer_mut(&above.to_string()).unwrap() {
            Model::Array(list) => {
                let at = which.first().map_or(0, |index| index.index(list.len() + 1));
                list.insert(at, serde_json::from_str(new).unwrap());
                (above.below(&at.to_string()), list.len() == 1)
            }
            Model::Object(map) => {
                map.insert("a new/key".to_owned(), serde_json::from_str(new).unwrap());
                (above.below("a new/key"), map.len() == 1)
            }
            _ => return Ok(()),
        };
        draft.insert(&place, new).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Model>(draft.text()).unwrap(), &model_after);
        let touched = touched(&text, draft.text());
        prop_assert!(was_empty || touched.is_empty(), "only added: {:?}", touched);
        draft.remove(&place).unwrap();
        if was_empty {
            prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
        } else {
            prop_assert_eq!(draft.text(), &text);
        }
    }

    #[test]
    fn removing_means_what_it_means_in_a_model(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 1..5),
    ) {
        let pointer = somewhere(&text, &which);
        let mut model: Model = serde_json::from_str(&text).unwrap();
        let (above, step) = pointer.parted().unwrap();
        match model.pointer_mut(&above.to_string()).unwrap() {
            Model::Array(list) => drop(list.remove(step.parse().unwrap())),
            Model::Object(map) => drop(map.remove(step)),
            _ => unreachable!("a step was taken from it"),
        }
        let mut draft = draft(&text);
        draft.remove(&pointer).unwrap();
        prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
    }

    #[test]
    fn no_pointer_and_no_value_make_it_panic(pointer in "(/[a-c~0-2-]{0,3}){0,4}", json in "[\\[\\]{}\":,a1 ]{0,6}") {
        let text = r#"{"a":[1,{"b":null,"":[]}],"b":{"0":1,"-":2,"a":3}}"#;
        let Ok(pointer) = pointer.parse::<Pointer>() else { return Ok(()) };
        for edit in [Draft::set, Draft::put, Draft::insert] {
            let mut draft = draft(text);
            let is_done = edit(&mut draft, &pointer, &json).is_ok();
            prop_assert!(is_done || draft.text() == text);
            prop_assert!(!is_done || Document::parse(draft.text()).is_ok());
        }
        let mut draft = draft(text);
        prop_assert!(draft.remove(&pointer).is_ok() || draft.text() == text);
    }
}
