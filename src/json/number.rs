//! What the digits of a number mean, without turning them into a float.

/// Whether a JSON number is a whole number, however it is written: `1.0` and `1e2` are.
#[must_use]
pub fn is_whole(number: &str) -> bool {
    let behind = number.find(['.', 'e', 'E']).map_or("", |at| &number[at..]);
    // Most numbers have no exponent.
    if behind.bytes().all(|byte| matches!(byte, b'.' | b'0')) {
        return true;
    }
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()),
        None => (number, Some(0)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return true;
    }
    let count = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
    let places = count(fraction) - (count(&digits) - count(significant));
    // An exponent beyond i64 is whole when it is positive, whatever the digits.
    exponent.map_or(!number.contains('-'), |exponent| exponent >= places)
}
