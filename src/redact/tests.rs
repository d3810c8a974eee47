use super::*;

fn redacted(stand_ins: &mut StandIns, body: &str) -> String {
    String::from_utf8(stand_ins.payload(body.as_bytes()).unwrap()).unwrap()
}

#[test]
fn what_is_personal_has_a_stand_in_of_its_form_and_the_rest_keeps_its_bytes() {
    let body = r##"{ "AppointmentNo":"A1","Subject": "Boiler at Doe's","Body":"Call Ann\r\n - \r\nor Bo",
 "CreatedUser":"Ann Doe","StartDate":"2026-03-02T09:00:00", "Importance": 1.0,
 "Category":{"Name":"PLANNED","Color":"#22d3ee"},
 "Task":{"TaskNo":"T-1","Job":{"CustomerName":"Doe Ltd","SitePostcode":"9000","SiteCity":"Ghent",
  "ContactPhone":"+32 475 12 34 56","SiteAddressGeoLat":51.05,"access_token":"abc"}},
 "Assignments":[{"Resource":{"DisplayName":"Ann Doe","Email":"ann@doe.example","ResourceNo":"R1",
  "HomeStreetNo":"7b","ResourceType":{"DisplayName":"Technician"}}}],
 "AppointmentUrls":[{"Url":"https://doe.example/x?sig=1"}],
 "AppointmentFieldValues":[{"Value":"0475123456","AppointmentField":{"Name":"Call","Code":"C"}},
  {"Value":"B-02"},{"Value":"2026-03-02"},{"Value":"7"}]}"##;
    let expected = r##"{ "AppointmentNo":"A1","Subject": "Text 1","Body":"Text 2\r\n - \r\nText 3",
 "CreatedUser":"Person 1","StartDate":"2026-03-02T09:00:00", "Importance": 1.0,
 "Category":{"Name":"PLANNED","Color":"#22d3ee"},
 "Task":{"TaskNo":"T-1","Job":{"CustomerName":"Person 2","SitePostcode":"0001","SiteCity":"Place 1",
  "ContactPhone":"+00 000 00 00 01","SiteAddressGeoLat":1.0,"access_token":"secret-1"}},
 "Assignments":[{"Resource":{"DisplayName":"Person 1","Email":"person1@example.com","ResourceNo":"R1",
  "HomeStreetNo":"0b","ResourceType":{"DisplayName":"Technician"}}}],
 "AppointmentUrls":[{"Url":"https://example.com/1"}],
 "AppointmentFieldValues":[{"Value":"0000000001","AppointmentField":{"Name":"Call","Code":"C"}},
  {"Value":"Text 4"},{"Value":"2026-03-02"},{"Value":"7"}]}"##;
    assert_eq!(redacted(&mut StandIns::new(), body), expected);
}

#[test]
fn a_value_has_the_same_stand_in_in_every_payload_and_no_two_values_have_one() {
    let mut stand_ins = StandIns::new();
    let first = redacted(&mut stand_ins, r#"{"CreatedUser":"Ann","Phone":"12 34"}"#);
    let second =
        redacted(&mut stand_ins, r#"{"LastModifiedUser":"Bo","Name":"Ann","Fax":"56 78"}"#);
    assert_eq!(first, r#"{"CreatedUser":"Person 1","Phone":"00 01"}"#);
    assert_eq!(second, r#"{"LastModifiedUser":"Person 2","Name":"Person 1","Fax":"00 02"}"#);
}

#[test]
fn a_stand_in_is_never_the_value_itself_nor_taken_from_a_key() {
    let mut stand_ins = StandIns::new();
    let body = r#"{"Phone":"01","a@b.example":"x","Name":"Person 1","Unknown":["ann@doe.example"],"Candidate":"Ann"}"#;
    let shown = redacted(&mut stand_ins, body);
    assert_eq!(
        shown,
        r#"{"Phone":"02","person1@example.com":"Text 1","Name":"Person 2","Unknown":["person2@example.com"],"Candidate":"Text 2"}"#
    );
    assert!(stand_ins.payload(b"no json").is_err());
    let twice =
        redacted(&mut stand_ins, r#"{"Phone":"475123","Fax":475123,"Note":"5.5","GeoLat":5.5}"#);
    assert_eq!(twice, r#"{"Phone":"000001","Fax":100001,"Note":"5.5","GeoLat":1.0}"#);
    let digits = redacted(&mut stand_ins, r#"{"SitePostcode":"٣½²","SiteStreetNo":"ß"}"#);
    assert_eq!(digits, r#"{"SitePostcode":"001","SiteStreetNo":"b"}"#);
}

#[test]
fn what_is_somebodys_in_one_place_has_its_stand_in_in_every_other() {
    let mut stand_ins = StandIns::new();
    let first = r#"{"ResourceNo":"R/ANN DOE-2","Category":{"Name":"Ann Doe's day"},"JobNo":"ANN"}"#;
    let second = r#"{"Resource":{"Name":"Ann Doe","Email":"ann@doe.example"},
 "BackofficeID":"mail ann@doe.example/7","SourceApp":"Bo","CreatedUser":"Bo"}"#;
    for payload in [first, second] {
        stand_ins.learn(payload.as_bytes()).unwrap();
    }
    assert_eq!(
        redacted(&mut stand_ins, first),
        r#"{"ResourceNo":"R/Person 1-2","Category":{"Name":"Person 1's day"},"JobNo":"ANN"}"#
    );
    assert_eq!(
        redacted(&mut stand_ins, second),
        r#"{"Resource":{"Name":"Person 1","Email":"person1@example.com"},
 "BackofficeID":"mail person1@example.com/7","SourceApp":"Bo","CreatedUser":"Person 2"}"#
    );
}

#[test]
fn what_people_write_in_other_keys_is_known_by_its_form() {
    for (before, after) in [
        (r#"{"ContactTelNo":"0478 12 34"}"#, r#"{"ContactTelNo":"0000 00 01"}"#),
        (r#"{"JobNo":"+32 478 12 34 56"}"#, r#"{"JobNo":"+00 000 00 00 01"}"#),
        (r#"{"JobNo":"1000234"}"#, r#"{"JobNo":"1000234"}"#),
        (r#"{"Tags":"call Jan"}"#, r#"{"Tags":"Text 1"}"#),
        (r#"{"HouseNo":"Villa 12"}"#, r#"{"HouseNo":"Aaaaa 01"}"#),
        (r#"{"password":12345678}"#, r#"{"password":10000001}"#),
        (r#"{"Name":"Nan"}"#, r#"{"Name":"Person 1"}"#),
        (r#"{"Latitude":"51.05"}"#, r#"{"Latitude":"1.0"}"#),
    ] {
        assert_eq!(redacted(&mut StandIns::new(), before), after);
    }
}

#[test]
fn a_payload_in_a_text_stays_a_payload_in_a_text() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let (inner, outer) = (r#"{"CreatedUser":"Ann"}"#, r#"{"CreatedUser":"Person 1"}"#);
    let shown = |text: &str| format!(r#"{{"headers":{{}},"body":{text:?}}}"#);
    assert_eq!(redacted(&mut StandIns::new(), &shown(inner)), shown(outer));
    let packed = |text: &str| {
        let text = STANDARD.encode(text);
        format!(r#"{{"$content-type":"application/json","$content":"{text}"}}"#)
    };
    assert_eq!(redacted(&mut StandIns::new(), &packed(inner)), packed(outer));
}
