//! How the inbound API names what the webhook names otherwise.

/// The inbound name, in Pascal case as the import procedure has it, and the webhook's.
const NAMES: [(&str, &str); 13] = [
    ("AppointmentId", "Id"),
    ("BackOfficeId", "BackofficeID"),
    ("BackOfficeParentId", "BackofficeParentID"),
    ("End", "EndDate"),
    ("IsAllDay", "IsAllDayEvent"),
    ("PlanningQuantity", "PlanningQty"),
    ("ResourceNo", "Assignments"),
    ("RoundToUnitOfMeasure", "RoundToUOM"),
    ("SentFromBackOffice", "SentFromBackoffice"),
    ("Start", "StartDate"),
    ("UnitOfMeasure", "PlanningUOM"),
    ("UnitOfMeasureConversion", "PlanningUOMConversion"),
    ("UseFixedPlanningQuantity", "UseFixPlanningQty"),
];

/// What the webhook calls the property that the inbound API spells like this, in Pascal case or
/// in camelCase.
#[must_use]
pub fn outbound_of(key: &str) -> Option<&'static str> {
    // Where case alone parts the two names, it counts.
    let is_it = |(inbound, outbound): &&(&str, &str)| {
        let is_alike = inbound.eq_ignore_ascii_case(outbound);
        is_spelled(key, inbound) || !is_alike && key.eq_ignore_ascii_case(inbound)
    };
    NAMES.iter().find(is_it).map(|(_, outbound)| *outbound)
}

/// Whether a key is the inbound name of a property of the webhook.
#[must_use]
pub fn is_inbound_of(key: &str, outbound: &str) -> bool {
    outbound_of(key) == Some(outbound)
}

/// Whether a key is a name but for a small first letter.
#[must_use]
pub fn is_spelled(key: &str, name: &str) -> bool {
    key.len() == name.len()
        && key.is_char_boundary(1)
        && key[..1].eq_ignore_ascii_case(&name[..1])
        && key[1..] == name[1..]
}

/// Whether a key is the camelCase of a name, as middleware writes it: `planningUOM`, `id`.
#[must_use]
pub fn is_camel_case_of(key: &str, name: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase()) && key.eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inbound_name_is_told_from_one_that_is_only_written_small() {
        assert_eq!(outbound_of("SentFromBackOffice"), Some("SentFromBackoffice"));
        assert_eq!(outbound_of("sentFromBackOffice"), Some("SentFromBackoffice"));
        assert_eq!(outbound_of("sentFromBackoffice"), None);
        assert_eq!(outbound_of("AppointmentID"), Some("Id"));
        assert_eq!(outbound_of(""), None);
        assert!(is_camel_case_of("planningUOM", "PlanningUOM"));
        assert!(!is_camel_case_of("Startdate", "StartDate"));
    }
}
