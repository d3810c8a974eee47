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

/// In what case middleware wrote a name again, when a key is just that: `planningUOM`,
/// `planning_uom`, `PLANNINGUOM`. None when the key is the name, or another.
#[must_use]
pub fn case_of(key: &str, name: &str) -> Option<&'static str> {
    if key.eq_ignore_ascii_case(name) {
        return case_of_letters(key, name);
    }
    let (sign, case) = [('_', "snake_case"), ('-', "kebab-case")]
        .into_iter()
        .find(|(sign, _)| key.contains(*sign))?;
    let letters = || key.split(sign).flat_map(str::chars);
    let has_words = key.split(sign).all(|word| !word.is_empty());
    let is_it = has_words
        && key.len() > name.len()
        && letters()
            .map(|c| c.to_ascii_lowercase())
            .eq(name.chars().map(|c| c.to_ascii_lowercase()));
    is_it.then_some(case)
}

/// The same of a key that has the letters of the name, and no others.
fn case_of_letters(key: &str, name: &str) -> Option<&'static str> {
    let has_capitals = key.contains(|c: char| c.is_ascii_uppercase());
    let is_large = !key.contains(|c: char| c.is_ascii_lowercase());
    match key.starts_with(|first: char| first.is_ascii_lowercase()) {
        true if has_capitals || is_spelled(key, name) => Some("camelCase"),
        true => Some("small letters"),
        false => (key != name && is_large).then_some("capital letters"),
    }
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
    }

    #[test]
    fn a_name_in_another_case_is_told_by_it() {
        for (key, name, expected) in [
            ("planningUOM", "PlanningUOM", Some("camelCase")),
            ("subject", "Subject", Some("camelCase")),
            ("startdate", "StartDate", Some("small letters")),
            ("start_date", "StartDate", Some("snake_case")),
            ("START_DATE", "StartDate", Some("snake_case")),
            ("Appointment_No", "AppointmentNo", Some("snake_case")),
            ("start-date", "StartDate", Some("kebab-case")),
            ("STARTDATE", "StartDate", Some("capital letters")),
            ("ID", "Id", Some("capital letters")),
            ("Startdate", "StartDate", None),
            ("StartDate", "StartDate", None),
            ("_id", "Id", None),
            ("start__date", "StartDate", None),
            ("end_date", "StartDate", None),
        ] {
            assert_eq!(case_of(key, name), expected, "{key} {name}");
        }
    }
}
