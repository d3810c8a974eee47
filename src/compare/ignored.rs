//! What a comparison is not asked about.

use crate::edit::{Pointer, Refused};

/// Places of a payload that are not compared.
#[derive(Clone, Debug, Default)]
pub struct Ignored(Vec<Pointer>);

impl Ignored {
    /// The places that these JSON Pointers lead to, with all that is below them; a step of `*` is
    /// any key and any index.
    ///
    /// # Errors
    /// When one is no JSON Pointer.
    pub fn of(pointers: &[String]) -> Result<Self, Refused> {
        pointers.iter().map(|one| one.parse()).collect::<Result<_, _>>().map(Self)
    }

    /// Whether the place of a change is one of them; keys may differ in case.
    #[must_use]
    pub fn covers(&self, pointer: &str) -> bool {
        let Ok(place) = pointer.parse::<Pointer>() else { return false };
        let is_step =
            |(wanted, step): (&String, &String)| wanted == "*" || wanted.eq_ignore_ascii_case(step);
        self.0.iter().any(|one| {
            let (wanted, steps) = (one.steps(), place.steps());
            wanted.len() <= steps.len() && wanted.iter().zip(steps).all(is_step)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_ignored_with_all_that_is_below_it() {
        let pointers = ["/Task/Job", "/Assignments/*/Resource/Email", "/a~1b"];
        let ignored = Ignored::of(&pointers.map(str::to_owned)).unwrap();
        for (place, is_covered) in [
            ("/Task/Job", true),
            ("/task/job/JobNo", true),
            ("/Task", false),
            ("/Task/JobNo", false),
            ("/Assignments/3/Resource/Email", true),
            ("/Assignments/3/Resource/Phone", false),
            ("/a~1b", true),
            ("", false),
        ] {
            assert_eq!(ignored.covers(place), is_covered, "{place}");
        }
        assert!(Ignored::of(&["Task".to_owned()]).is_err());
    }
}
