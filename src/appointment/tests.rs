use super::*;

fn with<T>(payload: &str, read: impl FnOnce(Appointment<'_>) -> T) -> T {
    let document = Document::parse(payload).unwrap();
    read(Appointment::of(&document).unwrap())
}

#[test]
fn both_spellings_of_number_and_id_are_read() {
    for payload in [
        r#"{"AppointmentNo":"k7","Id":9007199254740993}"#,
        r#"{"appointmentNo":"k7","id":9007199254740993}"#,
    ] {
        with(payload, |appointment| {
            assert_eq!(appointment.number().as_deref(), Some("k7"));
            assert_eq!(appointment.id().as_deref(), Some("9007199254740993"));
        });
    }
}

#[test]
fn assignments_and_resources_are_both_read() {
    let assignment = r#"{"Assignments":[{"Resource":{"DisplayName":"Ada","ResourceNo":"R1"}}]}"#;
    let resource = r#"{"Resources":[{"DisplayName":"Ada","ResourceNo":"R1"}]}"#;
    for payload in [assignment, resource] {
        let expected = Assigned { name: Some("Ada".into()), number: Some("R1".into()), kind: None };
        with(payload, |appointment| assert_eq!(appointment.assigned().next(), Some(expected)));
    }
}

#[test]
fn a_value_of_another_type_is_not_there() {
    let payload = r#"{"Subject":[],"Task":"x","Assignments":{},"Category":null,"Locked":"yes"}"#;
    with(payload, |appointment| {
        assert_eq!(appointment.subject(), None);
        assert_eq!(appointment.work_item(), None);
        assert_eq!(appointment.assigned().count(), 0);
        assert_eq!(appointment.category(), None);
        assert!(!appointment.locked());
    });
}
