//! The digits of a number in one spelling, without turning them into a float.

/// One spelling for all spellings of a JSON number: its significant digits, and the power of ten
/// that the last of them counts.
///
/// `1.10` and `11e-1` are both `11e-1`; every zero is `0`.
#[must_use]
pub fn canonical(number: &str) -> String {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_end_matches('0');
    let shown = significant.trim_start_matches('0');
    if shown.is_empty() {
        return "0".to_owned();
    }
    let dropped = i128::try_from(digits.len() - significant.len()).unwrap_or(i128::MAX);
    let places = i128::try_from(fraction.len()).unwrap_or(i128::MAX);
    format!("{sign}{shown}e{}", power(exponent, dropped - places))
}

/// The exponent as written, moved. One beyond 38 digits is kept as text beside the shift: no two
/// spellings of such a number are worth the arithmetic.
fn power(exponent: &str, shift: i128) -> String {
    let moved = exponent.parse::<i128>().ok().and_then(|exponent| exponent.checked_add(shift));
    moved.map_or_else(|| format!("{}{shift:+}", trimmed(exponent)), |power| power.to_string())
}

/// An exponent without a plus and leading zeros.
fn trimmed(exponent: &str) -> String {
    let sign = if exponent.starts_with('-') { "-" } else { "" };
    format!("{sign}{}", exponent.trim_start_matches(['+', '-']).trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_by_their_digits() {
        let huge = "9".repeat(50);
        let (plain, signed) = (format!("1E{huge}"), format!("1e+00{huge}"));
        for (one, other) in [
            ("1.10", "1.1"),
            ("1E400", "10E399"),
            ("-0", "0"),
            ("0.000", "-0e99"),
            ("100", "1e2"),
            ("0.05", "5E-2"),
            ("12e-1", "1.2"),
            (&plain, &signed),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_differ_by_their_last_digit_and_their_sign() {
        for (one, other) in
            [("9007199254740993", "9007199254740992"), ("1", "-1"), ("1e400", "1e401"), ("10", "1")]
        {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
    }
}
