//! JSON Pointers (RFC 6901), read strictly.

use std::fmt;
use std::str::FromStr;

use super::Refused;

/// Where in a JSON text: the keys and indexes that lead there from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// The pointer to what these keys and indexes lead to.
    #[must_use]
    pub fn to(steps: &[&str]) -> Self {
        Self(steps.iter().map(|step| (*step).to_owned()).collect())
    }

    /// The keys and indexes, unescaped.
    #[must_use]
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The pointer to what lies below this by one more key or index.
    #[must_use]
    pub fn below(&self, step: &str) -> Self {
        Self(self.0.iter().map(String::as_str).chain([step]).map(str::to_owned).collect())
    }

    /// Whether it leads to the same as another, or to something within that.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The pointer to the object or list around it, and the last step; none at the top.
    pub(super) fn parted(&self) -> Option<(Self, &str)> {
        let (last, above) = self.0.split_last()?;
        Some((Self(above.to_vec()), last))
    }

    /// The pointer to where its first steps lead.
    pub(super) fn first(&self, steps: usize) -> Self {
        Self(self.0[..steps].to_vec())
    }
}

/// The index that a step names; none for `-`, for leading zeros, and for any other text.
pub(super) fn index(step: &str) -> Option<usize> {
    let is_plain = step.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = is_plain && (step == "0" || !step.starts_with('0'));
    is_plain.then(|| step.parse().ok()).flatten()
}

/// A value with the lists and objects around it that these steps name.
pub(super) fn nested(steps: &[String], json: &str) -> String {
    steps.iter().rev().fold(json.to_owned(), |inner, step| match step.as_str() {
        "-" | "0" => format!("[{inner}]"),
        key => format!("{{{}:{inner}}}", quoted(key)),
    })
}

/// A text as JSON.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("any text can be written as JSON")
}

impl FromStr for Pointer {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let refused = || Refused::NotAPointer(text.to_owned());
        let tilde_means_nothing = text.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']));
        if !(text.is_empty() || text.starts_with('/')) || tilde_means_nothing {
            return Err(refused());
        }
        let unescaped = |step: &str| step.replace("~1", "/").replace("~0", "~");
        Ok(Self(text.split('/').skip(1).map(unescaped).collect()))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|step| write!(f, "/{}", step.replace('~', "~0").replace('/', "~1")))
    }
}
