//! Findings that come of one thing, told as one.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::rules::{CAMEL_CASE, INBOUND_NAME, UNKNOWN_PROPERTY};
use crate::schema::RENAMED;

/// The rules that tell of one slip in a name, each in its own way.
const SPELLING: [&str; 4] = [CAMEL_CASE, INBOUND_NAME, RENAMED, UNKNOWN_PROPERTY];

/// A slip in a name is told once, by the worst that it does; middleware that wrote a payload
/// again is told once for all names. Takes findings in their order, the worse of a place first.
pub(super) fn spelling(mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_slip = |finding: &Finding| SPELLING.contains(&finding.rule.as_str());
    if !findings.iter().any(is_slip) {
        return findings;
    }
    let mut told = HashSet::new();
    findings.retain(|finding| !is_slip(finding) || told.insert(finding.pointer.clone()));
    camel_case(findings)
}

fn camel_case(mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_one = |finding: &&Finding| finding.rule == CAMEL_CASE;
    let more = findings.iter().filter(is_one).count().saturating_sub(1);
    let worst = findings.iter().filter(is_one).map(|finding| finding.severity).max();
    if more > 0 {
        let mut met = false;
        findings.retain(|finding| finding.rule != CAMEL_CASE || !std::mem::replace(&mut met, true));
    }
    if let Some(one) = findings.iter_mut().find(|finding| finding.rule == CAMEL_CASE) {
        one.severity = worst.unwrap_or(one.severity);
        if more > 0 {
            let names = if more == 1 { "name" } else { "names" };
            one.message.push_str(&format!(", and {more} more {names} alike"));
        }
    }
    findings
}
