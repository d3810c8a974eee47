//! Appointments that an action adds: copies, second halves, new ones.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{sample, simulated};
use crate::json::Document;

#[test]
fn whatever_names_a_new_appointment_has_its_new_id_and_its_items_have_new_ids() {
    let mut payload: serde_json::Value = serde_json::from_str(sample("several-resources")).unwrap();
    payload["Assignments"][0]["TaskAssignments"] =
        serde_json::json!([{ "Id": 501, "AppointmentId": 48257, "TaskId": 9 }, { "Id": 502 }]);
    payload["Transactions"] =
        serde_json::json!([{ "Id": 7001, "AppointmentId": 48257, "ConnectorId": 3 }]);
    payload["Tags"] = serde_json::json!([{ "Id": 6, "Name": "A tag" }]);
    payload["Task"]["AppointmentId"] = 48257.into();
    payload["Task"]["Job"]["Id"] = 31.into();
    let payload = payload.to_string();
    let at = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        move |pointer: &str| value.pointer(pointer).unwrap_or_else(|| panic!("{pointer}")).clone()
    };
    let before = at(&payload);
    for (action, nth) in [("copy", 0), ("create", 0), ("split:+1h", 1)] {
        let given = &simulated(&payload, &[action]).unwrap()[nth];
        assert!(!given.contains("48257"), "{action}: {given}");
        let after = at(given);
        let mut new = vec![
            "/Id",
            "/Assignments/0/Id",
            "/Assignments/0/TaskAssignments/0/Id",
            "/Assignments/0/TaskAssignments/1/Id",
            "/AppointmentUrls/0/Id",
            "/AppointmentContainers/0/Id",
        ];
        if action != "create" {
            new.extend(["/Notifications/0/Id", "/Transactions/0/Id"]);
        }
        for pointer in new {
            assert_ne!(after(pointer), before(pointer), "{action} {pointer}");
        }
        for pointer in [
            "/Assignments/0/Resource/Id",
            "/Assignments/0/TaskAssignments/0/TaskId",
            "/AppointmentFieldValues/0/AppointmentField/Id",
            "/AppointmentContainers/0/Container/Id",
            "/Tags/0/Id",
            "/Task/Job/Id",
        ] {
            assert_eq!(after(pointer), before(pointer), "{action} {pointer}");
        }
    }
}

#[test]
fn a_copy_and_a_second_half_are_appointments_of_their_own() {
    let given = simulated(sample("several-resources"), &["split:+3h", "copy"]).unwrap();
    let read = |text: &str, at: &str| {
        let document = Document::parse(text).unwrap();
        document.root().at(at).map(|value| value.raw().to_owned())
    };
    let [first, second, copy] = [&given[0], &given[1], &given[2]];
    assert_eq!(read(first, "/EndDate"), read(second, "/StartDate"));
    assert_eq!(read(second, "/EndDate"), read(sample("several-resources"), "/EndDate"));
    for own in [
        "/Id",
        "/AppointmentNo",
        "/AppointmentGuid",
        "/Assignments/2/AppointmentId",
        "/AppointmentUrls/0/Id",
        "/Timestamp",
    ] {
        let values: std::collections::HashSet<_> =
            given.iter().map(|text| read(text, own).unwrap()).collect();
        assert_eq!(values.len(), 3, "{own}: {values:?}");
    }
    for one in [second, copy] {
        assert_eq!(read(one, "/CreatedDate"), read(one, "/LastModifiedDate"));
        assert_eq!(read(one, "/Assignments/2/AppointmentId"), read(one, "/Id"));
        assert_eq!(read(one, "/Assignments/2/ResourceId"), Some("63".to_owned()));
    }
}

#[test]
fn what_is_posted_later_has_the_later_row_version() {
    let given = simulated(sample("created"), &["split:+1h", "move:+1d", "copy", "delete"]).unwrap();
    let version = |text: &String| {
        let document = Document::parse(text).unwrap();
        let version = document.root().at("/Timestamp").unwrap().text().unwrap();
        STANDARD.decode(version.as_bytes()).unwrap()
    };
    let versions: Vec<_> = given.iter().map(version).collect();
    assert!(versions.is_sorted_by(|one, next| one < next), "{versions:?}");
}

#[test]
fn the_halves_of_a_split_share_the_time_that_nobody_works() {
    let night = sample("created")
        .replace("05-11T08:30", "05-11T16:00")
        .replace("05-11T10:30", "05-12T10:00")
        .replace("\"NonWorkingTime\": 0.0", "\"NonWorkingTime\": 50400.0")
        .replace("\"PlanningQty\": 2.0", "\"PlanningQty\": 4.0");
    let read = |text: &String| {
        let document = Document::parse(text).unwrap();
        ["/NonWorkingTime", "/PlanningQty"]
            .map(|at| document.root().at(at).unwrap().raw().to_owned())
    };
    for (cut, first, second) in [
        ("split:+1h", ["0.0", "1.0"], ["50400.0", "3.0"]),
        ("split:+16h", ["50400.0", "2.0"], ["0.0", "2.0"]),
        ("split:+9h", ["18000.0", "4.0"], ["32400.0", "0.0"]),
    ] {
        let given = simulated(&night, &[cut]).unwrap();
        assert_eq!(read(&given[0]), first, "{cut}");
        assert_eq!(read(&given[1]), second, "{cut}");
    }
    for (action, left) in [
        ("resize:-30m", ["50400.0", "3.5"]),
        ("resize:-16h", ["0.0", "2.0"]),
        ("resize:+1h", ["50400.0", "5.0"]),
    ] {
        assert_eq!(read(&simulated(&night, &[action]).unwrap()[0]), left, "{action}");
    }
}
