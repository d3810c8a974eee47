use super::*;

mod same;

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
    let wide = r#"{"type":["string","null"],"enum":["a","b",null],"maxLength":9}"#;
    let narrow = r#"{"type":"string","enum":["a"],"maxLength":5,"pattern":"^a"}"#;
    assert_eq!(
        told(narrow, wide),
        [
            "breaks  type-widened: may be null now, and was text",
            "breaks  values-widened: may be \"b\", null now",
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

#[test]
fn references_of_every_kind_are_followed() {
    for (old, changed) in [
        (r##"{"$ref":"#k","$defs":{"a":{"$anchor":"k","type":"string"}}}"##, "string"),
        (r##"{"$ref":"k.json","$defs":{"a":{"$id":"k.json","type":"string"}}}"##, "string"),
        (
            r##"{"$id":"http://x/s","$ref":"http://x/s#/$defs/a","$defs":{"a":{"type":"string"}}}"##,
            "string",
        ),
        (
            r##"{"$dynamicRef":"#k","$defs":{"a":{"$dynamicAnchor":"k","type":"string"}}}"##,
            "string",
        ),
        (r##"{"$ref":"#foo","definitions":{"a":{"$id":"#foo","type":"string"}}}"##, "string"),
        (r##"{"$ref":"#/$defs/a%20b","$defs":{"a b":{"type":"string"}}}"##, "string"),
    ] {
        let new = old.replace(&format!("\"{changed}\""), "\"number\"");
        let rows = told(old, &new);
        assert!(rows.iter().any(|row| row.starts_with("breaks  type-widened")), "{old}: {rows:?}");
        assert_eq!(told(old, old), [""; 0]);
    }
    let elsewhere = |to: &str| format!(r#"{{"$ref":"http://elsewhere/{to}"}}"#);
    assert!(told(&elsewhere("a"), &elsewhere("b"))[0].starts_with("breaks  unclear"));
}

#[test]
fn what_refers_to_itself_leaves_room_for_the_rest() {
    let old = r##"{"properties":{"tree":{"$ref":"#/$defs/n"},"zz":{"type":"string"}},
        "$defs":{"n":{"properties":{"l":{"$ref":"#/$defs/n"},"r":{"$ref":"#/$defs/n"}}}}}"##;
    let rows = told(old, &old.replace("string", "number"));
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[0].starts_with("breaks /zz type-widened"), "{rows:?}");
}

#[test]
fn what_limits_nothing_is_no_limit() {
    for keyword in ["minLength", "minItems", "minProperties"] {
        let zero = format!(r#"{{"{keyword}":0}}"#);
        assert_eq!(told(&zero, "{}"), [""; 0]);
        assert_eq!(told("{}", &zero), [""; 0]);
        assert_eq!(told(&zero, &format!(r#"{{"{keyword}":1}}"#)).len(), 1);
    }
}

#[test]
fn of_what_must_all_hold_the_strictest_counts() {
    let all = |one: &str, other: &str| format!(r#"{{"allOf":[{one},{other}]}}"#);
    let limits = |one, other| {
        all(&format!(r#"{{"maxLength":{one}}}"#), &format!(r#"{{"maxLength":{other}}}"#))
    };
    assert_eq!(
        told(&limits(5, 50), &limits(50, 50)),
        ["breaks  limit-widened: `maxLength` is 50, and was 5"]
    );
    let types = |one: &str| all(&format!(r#"{{"type":{one}}}"#), r#"{"type":["string","null"]}"#);
    let rows = told(&types(r#""string""#), &types(r#"["string","null"]"#));
    assert!(rows[0].starts_with("breaks  type-widened"), "{rows:?}");
}

#[test]
fn what_is_required_or_closed_without_being_listed_counts_too() {
    let rows = told(r#"{"type":"object","required":["a"]}"#, r#"{"type":"object"}"#);
    assert_eq!(rows, ["breaks /a property-optional: is no longer always there"]);
    let rows = told(r#"{"additionalProperties":{"type":"string"}}"#, "{}");
    assert!(rows[0].starts_with("breaks /<other> type-widened"), "{rows:?}");
    let rows = told(r#"{"minimum":1,"exclusiveMinimum":true}"#, r#"{"minimum":1}"#);
    assert_eq!(rows, ["breaks  limit-widened: `minimum` is 1, and `exclusiveMinimum` was 1"]);
    assert_eq!(told(r#"{"enum":[1]}"#, r#"{"enum":[1.0]}"#), [""; 0]);
    assert_eq!(told(r#"{"type":"string","enum":["a"]}"#, r#"{"enum":["a"]}"#), [""; 0]);
}

#[test]
fn one_of_several_ways_is_told_by_the_types_that_they_have() {
    let either = |ways: &str, one: &str, other: &str| {
        format!(r#"{{"{ways}":[{{"type":"{one}"}},{{"type":"{other}"}}]}}"#)
    };
    let (text, any) = (r#"{"type":"string"}"#, either("anyOf", "string", "number"));
    assert_eq!(told(text, &any), ["breaks  type-widened: may be a number now, and was text"]);
    assert_eq!(told(&any, text), ["harmless  type-narrowed: is never a number any more"]);
    let both = r#"{"type":["string","null"]}"#;
    for ways in ["anyOf", "oneOf"] {
        assert_eq!(told(both, &either(ways, "string", "null")), [""; 0], "{ways}");
        assert_eq!(told(&either(ways, "string", "null"), both), [""; 0], "{ways}");
    }
    let whole_and_more = told(r#"{"type":"number"}"#, &either("oneOf", "integer", "number"));
    assert_eq!(whole_and_more, ["harmless  form-added: `oneOf` holds it now"]);
}

#[test]
fn what_takes_nothing_takes_less_than_anything_else() {
    assert_eq!(
        told(r#"{"type":"object"}"#, "false"),
        ["harmless  type-narrowed: is never there any more"]
    );
    assert_eq!(
        told("false", r#"{"type":"object"}"#),
        ["breaks  type-widened: is an object now, and was never there"]
    );
    assert_eq!(
        told(r#"{"properties":{"A":{}}}"#, r#"{"properties":{"A":false}}"#),
        ["harmless /A property-gone: is gone; it was optional"]
    );
}

#[test]
fn a_limit_is_compared_however_it_is_written() {
    let (from, above) = (r#"{"minimum":1}"#, r#"{"exclusiveMinimum":1}"#);
    assert_eq!(
        told(from, above),
        ["harmless  limit-narrowed: `exclusiveMinimum` is 1, and `minimum` was 1"]
    );
    assert_eq!(
        told(above, from),
        ["breaks  limit-widened: `minimum` is 1, and `exclusiveMinimum` was 1"]
    );
    let one = r#"{"type":"integer","minimum":1,"maximum":9}"#;
    let other = r#"{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":10}"#;
    assert_eq!(told(one, other), [""; 0]);
    assert_eq!(told(other, one), [""; 0]);
}

#[test]
fn what_few_payloads_cannot_show_does_not_break() {
    let many = r#"{"x-seen":{"in":40,"of":40},"required":["A","B"],"properties":{
        "A":{"type":"string","enum":["a"],"x-seen":{"in":40,"of":40}},
        "B":{"type":"string","x-seen":{"in":40,"of":40}}}}"#;
    let few = r#"{"x-seen":{"in":2,"of":2},"properties":{
        "A":{"type":["null","string"],"x-seen":{"in":2,"of":2,"types":{"string":2}}},
        "B":{"type":["null","string","integer"],"x-seen":{"in":1,"of":2,"types":{"integer":1}}}}}"#;
    assert_eq!(
        told(many, few),
        [
            "breaks /B property-optional: is no longer always there, in 1 of 2",
            "breaks /B type-widened: may be a whole number now, and was text",
            "harmless /A values-widened: may have other values than \"a\": too few were seen to tell",
        ]
    );
    let [many, few] = [many, few].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!((learned_from_few(&many), learned_from_few(&few)), (None, Some(2)));
}

#[test]
fn what_is_listed_no_more_is_harmless_only_where_it_does_not_come() {
    let of = |rest: &str| format!(r#"{{"type":"object"{rest}}}"#);
    let old = of(r#","properties":{"b":{"type":"boolean"}}"#);
    assert_eq!(
        told(&old, &of("")),
        ["breaks /b property-gone: is not listed any more and may be anything; \
          it was true or false"]
    );
    let gone = "harmless /b property-gone: is gone; it was optional";
    for closed in [r#","additionalProperties":false"#, r#","unevaluatedProperties":false"#] {
        assert!(told(&old, &of(closed)).iter().any(|row| row == gone), "{closed}");
    }
    assert_eq!(told(&old, &of(r#","x-seen":{"in":9,"of":9}"#)), [gone]);
    assert_eq!(told(&of(r#","properties":{"b":{"title":"B"}}"#), &of("")), [gone]);
    let wider = told(&old, &of(r#","additionalProperties":{"type":["boolean","null"]}"#));
    assert_eq!(wider[0], "breaks /b type-widened: may be null now, and was true or false");
}

#[test]
fn one_value_and_a_list_of_others_take_nothing_together() {
    let both = r#"{"const":null,"enum":[{},2]}"#;
    let one = r#"{"const":null}"#;
    assert_eq!(told(both, one), ["breaks  type-widened: is null now, and was never there"]);
    assert_eq!(told(one, both), ["harmless  type-narrowed: is never there any more"]);
    assert_eq!(told(r#"{"const":2,"enum":[1,2.0]}"#, r#"{"enum":[2]}"#), [""; 0]);
}
