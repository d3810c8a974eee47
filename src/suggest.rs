//! "Did you mean": the known word nearest to the one that was written.

/// The candidate nearest to a word, when it is near enough to be meant.
///
/// At most a third of the letters may differ; upper and lower case count for nothing.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    nearest_within(word, candidates, (word.chars().count() / 3).max(1))
}

/// The candidate nearest to a word, when at most so many letters differ.
pub(crate) fn nearest_within<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
    limit: usize,
) -> Option<&'c str> {
    let length = word.chars().count();
    // Every letter that one has more than the other is one that differs. A payload may hold a
    // text of megabytes where a word belongs: it is compared with nothing, and not copied.
    let is_of_length = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    let mut near = candidates.filter(is_of_length).peekable();
    near.peek()?;
    let wanted = word.to_lowercase();
    let distance =
        |candidate: &str| strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
    let scored = near.map(|candidate| (distance(candidate), candidate));
    let (_, best) = scored.filter(|(distance, _)| *distance <= limit).min_by_key(|one| one.0)?;
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_word_is_suggested() {
        let known = ["StartDate", "EndDate", "Subject"];
        let suggested = |word| nearest(word, known.into_iter());
        assert_eq!(suggested("Startdate"), Some("StartDate"));
        assert_eq!(suggested("Sujbect"), Some("Subject"));
        assert_eq!(suggested("Start"), None);
        assert_eq!(suggested("Id"), None);
        assert_eq!(suggested(&"S".repeat(10_000_000)), None);
    }
}
