//! By the examples of MS-NLMP, section 4.2.4, and by challenges that no receiver would make.

use proptest::prelude::*;

use super::*;
use crate::client::ntlm::answer::{answer, proved};

/// Section 4.2.4.3, `CHALLENGE_MESSAGE`.
const CHALLENGE: &str = "4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef\
     00000000000000002400240044000000060070170000000f5300650072007600650072000200\
     0c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000";

fn bytes(hex: &str) -> Vec<u8> {
    let hex: String = hex.split_whitespace().collect();
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..][..2], 16).unwrap()).collect()
}

/// The challenge of the example, without the four bytes that go beyond what it tells.
fn message() -> Vec<u8> {
    let mut message = bytes(CHALLENGE);
    message.truncate(104);
    message
}

fn account() -> Account {
    Account::of("Domain\\User", "Password").unwrap()
}

/// The challenge with these pairs in place of its own.
fn with_pairs(pairs: &[u8]) -> Vec<u8> {
    let mut message = message();
    message.truncate(68);
    message.extend_from_slice(pairs);
    let length = u16::try_from(pairs.len()).unwrap().to_le_bytes();
    message[40..42].copy_from_slice(&length);
    message[42..44].copy_from_slice(&length);
    message
}

#[test]
fn a_password_is_proved_as_in_the_examples() {
    let account = account();
    assert_eq!(account.key[..], bytes("0c868a403bfd7a93a3001ef22ef02e3f"));
    let challenge = Challenge::read(message()).unwrap();
    let (proof, response) = proved(&account, &challenge, [0xaa; 8], 0);
    assert_eq!(proof[..], bytes("68cd0ab851e51c96aabc927bebef6a1c"));
    let key = account::hmac_md5(&account.key, &[&proof]);
    assert_eq!(key[..], bytes("8de40ccadbc14a82f15cb0ad0de95ca3"));
    let blob = "0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000 02000c00 \
                44006f006d00610069006e00 01000c00 530065007200760065007200 00000000 00000000";
    assert_eq!(response[16..], bytes(blob));
}

#[test]
fn the_first_message_asks_for_what_is_spoken() {
    assert_eq!(opening(), "NTLM TlRMTVNTUAABAAAABYIIoAAAAAAAAAAAAAAAAAAAAAA=");
}

#[test]
fn the_third_message_is_laid_out_as_receivers_read_it() {
    let message = answer(&account(), &Challenge::read(message()).unwrap(), [0xaa; 8], 7);
    let part = |field: usize| {
        let length = usize::from(u16::from_le_bytes([message[field], message[field + 1]]));
        let start = usize::from(u16::from_le_bytes([message[field + 4], message[field + 5]]));
        message[start..start + length].to_vec()
    };
    assert_eq!(message[..12], *b"NTLMSSP\0\x03\0\0\0");
    assert_eq!(part(12), [0; 24]);
    assert_eq!(part(20).len(), 16 + 28 + 32 + 8);
    assert_eq!((part(28), part(36)), (utf16("Domain"), utf16("User")));
    assert_eq!((part(44), part(52)), (vec![], vec![]));
    assert_eq!(message[60..64], 0xa088_8201_u32.to_le_bytes());
    assert_eq!(message[64..88], [0; 24], "no time, no MIC");
}

#[test]
fn a_challenge_with_a_time_is_answered_with_that_and_a_mic() {
    let time = [7, 0, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0];
    let challenge = Challenge::read(with_pairs(&time)).unwrap();
    assert_eq!(challenge.target_info, [&time[..12], &[6, 0, 4, 0, 2, 0, 0, 0]].concat());
    let mut message = answer(&account(), &challenge, [0xaa; 8], 7);
    let response = &message[112..];
    assert_eq!(response[24..32], [1, 2, 3, 4, 5, 6, 7, 8]);
    let key = account::hmac_md5(&account().key, &[&response[..16]]);
    let mic = message[72..88].to_vec();
    message[72..88].fill(0);
    let all = [negotiate(), challenge.message, message].concat();
    assert_eq!(mic, account::hmac_md5(&key, &[&all]));
}

#[test]
fn flags_of_the_receiver_stay_beside_that_of_the_mic() {
    let pairs = [6, 0, 4, 0, 1, 0, 0, 0, 7, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
    let challenge = Challenge::read(with_pairs(&pairs)).unwrap();
    assert_eq!(challenge.target_info[12..], [6, 0, 4, 0, 3, 0, 0, 0]);
}

#[test]
fn a_user_is_read_in_each_of_its_forms() {
    let read = |given| Account::of(given, "").map(|one| (one.domain, one.user)).unwrap();
    let pair = |domain: &str, user: &str| (domain.to_owned(), user.to_owned());
    assert_eq!(read("CONTOSO\\zoe"), pair("CONTOSO", "zoe"));
    assert_eq!(read("zoe@contoso.com"), pair("", "zoe@contoso.com"));
    assert_eq!(read("zoe"), pair("", "zoe"));
    for wrong in ["", "CONTOSO\\", "zoe:hunter2", "z\noe", &"z".repeat(257)] {
        assert!(Account::of(wrong, "").is_err(), "{wrong}");
    }
    let key = |given| Account::of(given, "p").unwrap().key;
    assert_eq!(key("D\\zoé"), key("D\\ZOÉ"), "the case of a user is none");
    assert_ne!(key("D\\zoe"), key("d\\zoe"), "that of a domain is");
    assert_ne!(key("ß"), key("SS"), "a letter stays one");
}

#[test]
fn a_challenge_that_is_none_is_told_in_words() {
    let told = |message: Vec<u8>| Challenge::read(message).unwrap_err();
    let with = |at: usize, bytes: &[u8]| {
        let mut message = message();
        message[at..at + bytes.len()].copy_from_slice(bytes);
        message
    };
    assert_eq!(told(b"NTLMSSP\0\x01\0\0\0".to_vec()), "it is no second message of NTLM");
    assert_eq!(told(message()[..30].to_vec()), "it is cut off");
    assert_eq!(told(message()[..47].to_vec()), "it is cut off");
    assert_eq!(told(with(20, &[0])), "it is not in Unicode");
    let outside = "what it tells of the receiver lies outside of it";
    assert_eq!(told(with(44, &[0xff; 4])), outside);
    assert_eq!(told(with(40, &[0xff, 0x0f])), outside);
    assert_eq!(told(with(40, &[0xff; 2])), "it tells too much of the receiver");
    for endless in [&[1, 0][..], &[1, 0, 9, 0, 1], &[1, 0, 1, 0, 1]] {
        assert_eq!(told(with_pairs(endless)), "what it tells of the receiver has no end");
    }
    assert_eq!(told(with_pairs(&[6, 0, 1, 0, 1, 0, 0, 0, 0])), "its flags are cut off");
    assert_eq!(told(with_pairs(&[7, 0, 1, 0, 1, 0, 0, 0, 0])), "its time is none");
    let no_text = closing(&account(), "%%%", [0; 8], 0);
    assert_eq!(no_text.unwrap_err(), "it is not Base64");
}

proptest! {
    #[test]
    fn no_challenge_is_too_much(
        flags: u32, start in 0_u32..200, length: u16, tail in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let head = [&b"NTLMSSP\0\x02\0\0\0\0\0\0\0\0\0\0\0"[..], &flags.to_le_bytes(), &[7; 16]].concat();
        let field = [&length.to_le_bytes()[..], &length.to_le_bytes(), &start.to_le_bytes()].concat();
        let message = BASE64_STANDARD.encode([head, field, tail].concat());
        let _ = closing(&account(), &message, [1; 8], 1);
    }

    #[test]
    fn no_text_is_too_much(text in ".*") {
        let _ = closing(&account(), &text, [1; 8], 1);
        let _ = closing(&account(), &BASE64_STANDARD.encode(text), [1; 8], 1);
    }

    #[test]
    fn pairs_go_back_as_they_came(values in prop::collection::vec((8_u16..20, "[a-z]{0,9}"), 0..9)) {
        let pairs = values.iter().flat_map(|(kind, value)| {
            let length = u16::try_from(value.len()).unwrap();
            [&kind.to_le_bytes()[..], &length.to_le_bytes(), value.as_bytes()].concat()
        });
        let pairs: Vec<u8> = pairs.collect();
        let told = with_pairs(&[&pairs[..], &[0; 4]].concat());
        prop_assert_eq!(Challenge::read(told).unwrap().target_info, pairs);
    }
}
