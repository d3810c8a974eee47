//! Edits that undo each other: refused before anything is sent.

use super::given::Given;
use crate::edit::Pointer;
use crate::error::Error;

/// What lies at the end of a list is another place each time that it is written to.
const NEXT: &str = "-";

/// Fails when what one edit does is undone by another: what is taken away goes before what is set.
pub(super) fn none(removed: &[Pointer], set: &[Given]) -> Result<(), Error> {
    let set: Vec<_> = set.iter().map(|given| &given.at).collect();
    for at in &set {
        if let Some(gone) = removed.iter().find(|gone| at.is_within(gone)) {
            let why = if *at == gone {
                format!("`--unset` takes `{at}` away")
            } else {
                format!("`{at}` lies in `{gone}`, which `--unset` takes away")
            };
            return Err(Error::Option("--set", why));
        }
        if let Some(gone) = removed.iter().find(|gone| gone.is_within(at)) {
            let why = format!("`{gone}` lies in `{at}`, which `--set` replaces");
            return Err(Error::Option("--unset", why));
        }
    }
    for (place, at) in set.iter().enumerate() {
        let is_over = |later: &&&Pointer| at.is_within(later) && !names_next(at);
        if let Some(later) = set[place + 1..].iter().find(is_over) {
            let why = if at == later {
                format!("`{at}` is set twice")
            } else {
                format!("`{at}` lies in `{later}`, which is set after it")
            };
            return Err(Error::Option("--set", why));
        }
    }
    Ok(())
}

fn names_next(at: &Pointer) -> bool {
    at.steps().iter().any(|step| step == NEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(removed: &[&str], set: &[&str]) -> String {
        let pointer = |text: &&str| text.parse::<Pointer>().unwrap();
        let removed: Vec<_> = removed.iter().map(pointer).collect();
        let set: Vec<_> = set.iter().map(|at| Given::read(&format!("{at}=1")).unwrap()).collect();
        none(&removed, &set).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn what_is_set_and_taken_away_is_told() {
        for (removed, set, why) in [
            ("/a", "/a", "cannot use `--set`: `--unset` takes `/a` away"),
            ("/a", "/a/b", "cannot use `--set`: `/a/b` lies in `/a`, which `--unset` takes away"),
            ("/a/b", "/a", "cannot use `--unset`: `/a/b` lies in `/a`, which `--set` replaces"),
            ("/a~1b", "/a~1b", "cannot use `--set`: `--unset` takes `/a~1b` away"),
            ("/a", "/ab", ""),
            ("/a/b", "/a/c", ""),
        ] {
            assert_eq!(told(&[removed], &[set]), why, "{removed} {set}");
        }
    }

    #[test]
    fn what_is_set_twice_is_told() {
        for (one, other, why) in [
            ("/a", "/a", "cannot use `--set`: `/a` is set twice"),
            ("/a/b", "/a", "cannot use `--set`: `/a/b` lies in `/a`, which is set after it"),
            ("/a", "/a/b", ""),
            ("/a", "/b", ""),
            ("/a/-", "/a/-", ""),
        ] {
            assert_eq!(told(&[], &[one, other]), why, "{one} {other}");
        }
    }
}
