use super::told;

#[test]
fn what_is_said_in_another_way_is_the_same() {
    for (one, other) in [
        (r#"{"uniqueItems":false}"#, "{}"),
        (r#"{"type":"integer","multipleOf":1}"#, r#"{"type":"integer"}"#),
        (r#"{"type":"integer","multipleOf":0.5}"#, r#"{"type":"integer"}"#),
        (r#"{"type":"number","multipleOf":1}"#, r#"{"type":"integer"}"#),
        (r#"{"multipleOf":2}"#, r#"{"multipleOf":2.0}"#),
        (r#"{"required":[]}"#, "{}"),
        (r#"{"required":["A","B"]}"#, r#"{"required":["B","A"]}"#),
        (r#"{"additionalProperties":true}"#, "{}"),
        (r#"{"additionalProperties":{}}"#, "{}"),
        (r#"{"additionalProperties":{"not":{}}}"#, r#"{"additionalProperties":false}"#),
        (r#"{"items":true}"#, r#"{"items":{}}"#),
        (r#"{"additionalItems":false}"#, "{}"),
        (r#"{"enum":["a"]}"#, r#"{"const":"a"}"#),
        (r#"{"enum":["a","b"]}"#, r#"{"enum":["b","a","b"]}"#),
        (r#"{"enum":["a"],"type":["string","null"]}"#, r#"{"const":"a"}"#),
        (r#"{"type":["string"]}"#, r#"{"type":"string"}"#),
        (r#"{"type":["string","null"]}"#, r#"{"type":["null","string"]}"#),
        (r#"{"type":["array","boolean","integer","null","number","object","string"]}"#, "{}"),
        (r#"{"minimum":1,"exclusiveMinimum":true}"#, r#"{"exclusiveMinimum":1}"#),
        (r#"{"maximum":1,"exclusiveMaximum":false}"#, r#"{"maximum":1}"#),
        (
            r##"{"$ref":"#/definitions/a","definitions":{"a":{"type":"string"}}}"##,
            r##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}"##,
        ),
        (
            r##"{"not":{"$ref":"#/definitions/a"},"definitions":{"a":{"minimum":1}}}"##,
            r##"{"not":{"$ref":"#/$defs/b"},"$defs":{"b":{"minimum":1}}}"##,
        ),
        (r#"{"dependencies":{"A":["B"]}}"#, r#"{"dependentRequired":{"A":["B"]}}"#),
        (r#"{"dependencies":{"A":[]}}"#, "{}"),
        (
            r#"{"dependencies":{"A":["B","C"],"B":{"minProperties":3}}}"#,
            r#"{"dependentRequired":{"A":["C","B"]},"dependentSchemas":{"B":{"minProperties":3}}}"#,
        ),
        (r#"{"dependentSchemas":{"A":{"required":["B"]}}}"#, r#"{"dependencies":{"A":["B"]}}"#),
        (
            r#"{"items":[{"type":"string"}],"additionalItems":false}"#,
            r#"{"prefixItems":[{"type":"string"}],"items":false}"#,
        ),
        (r#"{"contains":{"minimum":1},"minContains":1}"#, r#"{"contains":{"minimum":1}}"#),
        (r#"{"contains":{"minimum":1},"minContains":0}"#, "{}"),
        (r#"{"minContains":2}"#, "{}"),
        (r#"{"type":"string","minimum":1}"#, r#"{"type":"string"}"#),
        (
            r#"{"anyOf":[{"minimum":1},{"pattern":"a"}]}"#,
            r#"{"anyOf":[{"pattern":"a"},{"minimum":1,"uniqueItems":false}]}"#,
        ),
        (r#"{"anyOf":[{"minimum":1},{}]}"#, "{}"),
        (r#"{"if":{"minimum":1}}"#, "{}"),
        (r#"{"propertyNames":true}"#, "{}"),
    ] {
        assert_eq!(told(one, other), [""; 0], "{one} {other}");
        assert_eq!(told(other, one), [""; 0], "{other} {one}");
    }
}

#[test]
fn what_leaves_less_over_breaks_nobody_and_its_opposite_does() {
    for (wide, narrow) in [
        (r#"{"multipleOf":2}"#, r#"{"multipleOf":4}"#),
        (r#"{"multipleOf":0.01}"#, r#"{"multipleOf":0.1}"#),
        ("{}", r#"{"multipleOf":2}"#),
        (r#"{"type":"integer"}"#, r#"{"type":"integer","multipleOf":2}"#),
        (r#"{"type":"number"}"#, r#"{"type":"number","multipleOf":1}"#),
        ("{}", r#"{"uniqueItems":true}"#),
        ("{}", r#"{"dependentRequired":{"A":["B"]}}"#),
        (r#"{"dependencies":{"A":["B"]}}"#, r#"{"dependentRequired":{"A":["B","C"]}}"#),
        ("{}", r#"{"additionalProperties":{"type":"string"}}"#),
        (r#"{"patternProperties":{"^x":{}}}"#, r#"{"patternProperties":{"^x":{"minimum":1}}}"#),
        ("{}", r#"{"patternProperties":{"^x":{"minimum":1}}}"#),
        (r#"{"contains":{"minimum":1}}"#, r#"{"contains":{"minimum":1},"minContains":2}"#),
        (
            r#"{"contains":{"minimum":1},"minContains":0,"maxContains":3}"#,
            r#"{"contains":{"minimum":1},"maxContains":3}"#,
        ),
        (r#"{"anyOf":[{"minimum":1},{"pattern":"a"}]}"#, r#"{"anyOf":[{"minimum":1}]}"#),
        ("{}", r#"{"prefixItems":[{"type":"string"}]}"#),
        (
            r#"{"allOf":[{"if":{"minimum":1},"then":{"maximum":3}}]}"#,
            r#"{"allOf":[{"if":{"minimum":1},"then":{"maximum":3}},{"if":{"minimum":1},"else":false}]}"#,
        ),
        (
            r#"{"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#,
            r#"{"additionalProperties":false}"#,
        ),
    ] {
        let rows = told(wide, narrow);
        assert!(!rows.is_empty(), "{wide} {narrow}");
        assert!(rows.iter().all(|row| row.starts_with("harmless")), "{wide} {narrow}: {rows:?}");
        let rows = told(narrow, wide);
        assert!(rows.iter().any(|row| row.starts_with("breaks")), "{narrow} {wide}: {rows:?}");
    }
    let other = told(r#"{"multipleOf":2}"#, r#"{"multipleOf":3}"#);
    assert_eq!(other, ["breaks  limit-widened: `multipleOf` is 3, and was 2"]);
    let both = told(r#"{"dependentRequired":{"A":["B"]}}"#, r#"{"required":["B"]}"#);
    assert_eq!(both, ["harmless /B property-required: is always there now"]);
}

#[test]
fn a_property_with_the_name_of_a_keyword_is_no_keyword() {
    let of = |json_type: &str| {
        format!(
            r#"{{"anyOf":[{{"properties":{{"title":{{"type":"{json_type}"}}}}}},{{"minimum":1}}]}}"#
        )
    };
    let rows = told(&of("string"), &of("number"));
    assert_eq!(rows, ["breaks  unclear: `anyOf` is another: look what it takes now"]);
}
