use super::*;

fn told(old: &str, new: &str) -> Vec<String> {
    let [old, new] = [old, new].map(|text| serde_json::from_str(text).unwrap());
    let rows = drift(&old, &new, false).into_iter();
    rows.map(|row| {
        let word = if row.breaks { "breaks" } else { "harmless" };
        format!("{word} {} {}: {}", row.pointer, row.change, row.message)
    })
    .collect()
}

#[test]
fn the_same_has_no_difference_whatever_tells_people_something() {
    let schema = crate::schema::APPOINTMENT;
    assert_eq!(told(schema, schema), [""; 0]);
    let other = r#"{"title":"a","x-seen":{"in":1,"of":2}}"#;
    assert_eq!(told(r#"{"description":"b"}"#, other), [""; 0]);
}

#[test]
fn what_comes_no_longer_breaks_and_what_is_new_does_not() {
    let old = r#"{"required":["A","B"],"properties":{"A":{},"B":{},"C":{}}}"#;
    let new = r#"{"required":["C"],"properties":{"B":{},"C":{},"D":{"type":"string"}}}"#;
    assert_eq!(
        told(old, new),
        [
            "breaks /A property-gone: is gone; it was always there",
            "breaks /B property-optional: is no longer always there",
            "harmless /C property-required: is always there now",
            "harmless /D property-added: is new: text",
        ]
    );
    let [old, new] = [old, new].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!(drift(&old, &new, true).iter().filter(|row| row.breaks).count(), 3);
}

#[test]
fn what_is_wider_breaks_and_what_is_narrower_does_not() {
    let wide = r#"{"type":["string","null"],"enum":["a","b"],"maxLength":9}"#;
    let narrow = r#"{"type":"string","enum":["a"],"maxLength":5,"pattern":"^a"}"#;
    assert_eq!(
        told(narrow, wide),
        [
            "breaks  type-widened: may be null now, and was text",
            "breaks  values-widened: may be \"b\" now",
            "breaks  limit-widened: `maxLength` is 9, and was 5",
            "breaks  form-gone: `pattern` was \"^a\", and is no more",
        ]
    );
    assert!(told(wide, narrow).iter().all(|row| row.starts_with("harmless")));
    assert_eq!(told(r#"{"type":"integer"}"#, r#"{"type":"number"}"#).len(), 1);
    assert_eq!(
        told(r#"{"type":"number"}"#, r#"{"type":"integer"}"#),
        ["harmless  type-narrowed: is never a number any more"]
    );
}

#[test]
fn references_and_parts_of_all_are_followed() {
    let old = r##"{"$defs":{"a":{"properties":{"A":{"type":"string"}}}},"allOf":[{"$ref":"#/$defs/a"}]}"##;
    let new = r#"{"properties":{"A":{"type":"integer"}}}"#;
    assert_eq!(
        told(old, new),
        [
            "breaks /A type-widened: may be a whole number now, and was text",
            "harmless /A type-narrowed: is never text any more",
        ]
    );
    let itself = r##"{"properties":{"next":{"$ref":"#"}}}"##;
    assert_eq!(told(itself, itself), [""; 0]);
}

#[test]
fn what_cannot_be_told_is_told_so() {
    let of = |bound: u8| {
        format!(r##"{{"anyOf":[{{"$ref":"#/$defs/a"}}],"$defs":{{"a":{{"maximum":{bound}}}}}}}"##)
    };
    assert_eq!(
        told(&of(1), &of(2)),
        ["breaks  unclear: `anyOf` is another: look what it takes now"]
    );
}

#[test]
fn a_property_that_was_never_seen_is_one_that_is_not_there() {
    let of = |seen: u8| format!(r#"{{"properties":{{"A":{{"x-seen":{{"in":{seen},"of":9}}}}}}}}"#);
    assert_eq!(told(&of(0), &of(3)), ["harmless /A property-added: is new: anything, in 3 of 9"]);
    assert_eq!(told(&of(3), &of(0)), ["harmless /A property-gone: is gone; it was optional"]);
}
