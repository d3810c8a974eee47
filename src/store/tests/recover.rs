use super::*;

/// A folder of two captures, closed, and the last line of its journal.
fn two_captures(dir: &Path) -> String {
    let mut folder = open(dir);
    record(&mut folder, "{}").unwrap();
    record(&mut folder, "{}").unwrap();
    journal(dir).split_inclusive('\n').next_back().unwrap().to_owned()
}

#[test]
fn a_last_line_torn_at_any_byte_is_cut_off_and_kept_aside() {
    let (_room, dir) = room();
    let last = two_captures(&dir);
    let whole = journal(&dir);
    let first = &whole[..whole.len() - last.len()];
    for cut in 1..last.len() - 1 {
        let torn = &last[..cut];
        fs::write(dir.join("captures.jsonl"), format!("{first}{torn}")).unwrap();
        let (folder, notices) = Folder::open(&dir).unwrap();
        let expected = format!(
            "recovered: dropped 1 incomplete record ({cut} bytes) at {}",
            dir.join("captures.jsonl").display()
        );
        assert_eq!(notices[0].to_string(), expected);
        assert_eq!(notices[1..], [Notice::Unlisted { files: vec!["000002-k7.json".to_owned()] }]);
        assert_eq!(folder.next_seq(), 3);
        assert_eq!(journal(&dir), first);
        let kept = fs::read_to_string(dir.join("captures.jsonl.torn")).unwrap();
        assert!(kept.ends_with(&format!("{torn}\n")));
    }
}

#[test]
fn a_last_line_that_lacks_only_its_end_gets_it() {
    let (_room, dir) = room();
    two_captures(&dir);
    let whole = journal(&dir);
    fs::write(dir.join("captures.jsonl"), whole.trim_end()).unwrap();
    assert_eq!(told(&dir), [""; 0]);
    assert_eq!(journal(&dir), whole);
}

#[test]
fn a_last_line_of_zeroes_after_a_power_cut_is_cut_off() {
    for tail in ["\0\0\0\0", "\0\0\0\n", "{\"v\":1,\"kind\":\"capt\n", "  ", "\u{fffd}{\n"] {
        let (_room, dir) = room();
        two_captures(&dir);
        let whole = journal(&dir);
        fs::write(dir.join("captures.jsonl"), format!("{whole}{tail}")).unwrap();
        assert!(told(&dir)[0].contains(&format!("({} bytes)", tail.len())), "{tail:?}");
        assert_eq!(journal(&dir), whole);
    }
}

#[test]
fn recording_goes_on_after_a_torn_line() {
    let (_room, dir) = room();
    let last = two_captures(&dir);
    fs::write(dir.join("captures.jsonl"), &last[..last.len() / 2]).unwrap();
    let (mut folder, _) = Folder::open(&dir).unwrap();
    assert_eq!(record(&mut folder, "{}").unwrap().seq, 3);
    assert!(journal(&dir).starts_with(r#"{"v":1,"kind":"capture","seq":3,"#));
}

#[test]
fn a_line_left_torn_because_even_the_cut_failed_is_cut_before_the_next() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    record(&mut folder, "{}").unwrap();
    let whole = journal(&dir);
    fs::write(dir.join("captures.jsonl"), format!("{whole}{{\"v\":")).unwrap();
    folder.journal.torn_at(whole.len() as u64);
    record(&mut folder, "{}").unwrap();
    assert!(
        journal(&dir).starts_with(&format!("{whole}{{\"v\":1,\"kind\":\"capture\",\"seq\":2,"))
    );
}

#[test]
fn an_unreadable_line_in_the_middle_stays_where_it_is() {
    let (_room, dir) = room();
    let last = two_captures(&dir);
    let edited = format!("rubbish\n\n{last}");
    fs::write(dir.join("captures.jsonl"), &edited).unwrap();
    let (folder, _) = Folder::open(&dir).unwrap();
    assert_eq!(folder.next_seq(), 3);
    assert_eq!(journal(&dir), edited);
}

#[test]
fn bodies_that_a_crash_left_are_told_and_kept_and_their_numbers_not_given_again() {
    let (_room, dir) = room();
    two_captures(&dir);
    for name in ["000003-k7.json", "000005.body", "000004.partial", ".000009.part", "notes.json"] {
        fs::write(dir.join(name), "{}").unwrap();
    }
    let expected = [
        "3 files, `000003-k7.json` to `000005.body`, without a line in the journal, kept",
        "file `.000009.part` of a body that was not written to its end, kept",
    ];
    assert_eq!(told(&dir), expected);
    assert_eq!(told(&dir), expected);
    assert_eq!(Folder::open(&dir).unwrap().0.next_seq(), 10);
}

#[test]
fn a_journal_of_a_newer_version_is_never_written_to() {
    for line in [r#"{"v":2,"kind":"capture","seq":9}"#, r#"{"kind":["new"],"v":2}"#] {
        let (_room, dir) = room();
        let last = two_captures(&dir);
        let newer = format!("{line}\n{last}torn");
        fs::write(dir.join("captures.jsonl"), &newer).unwrap();
        let refused = Folder::open(&dir).unwrap_err();
        assert!(matches!(refused, Error::Newer(_, 2)));
        assert!(refused.to_string().contains("format version 2"));
        assert_eq!(journal(&dir), newer);
    }
}

#[test]
fn lines_of_other_kinds_give_no_numbers() {
    let (_room, dir) = room();
    two_captures(&dir);
    let delivery = "{\"v\":1,\"kind\":\"delivery\",\"seq\":900}\n{\"kind\":\"capture\",\"seq\":18446744073709551615}\n";
    fs::write(dir.join("captures.jsonl"), journal(&dir) + delivery).unwrap();
    assert_eq!(open(&dir).next_seq(), 3);
}

#[test]
fn lines_in_the_middle_that_cannot_be_read_are_told_by_their_number() {
    let (_room, dir) = room();
    let mut folder = open(&dir);
    for _ in 0..4 {
        record(&mut folder, "{}").unwrap();
    }
    drop(folder);
    let broken = journal(&dir).replacen("{\"v\":1", "{\"v:1", 1);
    fs::write(dir.join("captures.jsonl"), &broken).unwrap();
    let file = dir.join("captures.jsonl");
    let first = format!("line 1 of `{}` cannot be read and is skipped", file.display());
    assert_eq!(told(&dir)[0], first);
    fs::write(&file, broken.replace("\"seq\":3", "\"seq\"3")).unwrap();
    let both = format!(
        "2 lines of `{}`, the first of them 1, cannot be read and are skipped",
        file.display()
    );
    assert_eq!(told(&dir)[0], both);
}

#[test]
fn lines_that_are_json_and_tell_nothing_are_told_by_their_number() {
    for line in [
        "{\"v\":1}",
        "{}",
        "{\"v\":1,\"kind\":\"capture\"}",
        "{\"v\":1,\"kind\":\"capture\",\"seq\":-1}",
    ] {
        let (_room, dir) = room();
        let last = two_captures(&dir);
        let file = dir.join("captures.jsonl");
        let first = journal(&dir).replace(&last, "");
        for (edited, number) in
            [(format!("{first}{line}\n{last}"), 2), (format!("{first}{last}{line}\n"), 3)]
        {
            fs::write(&file, edited).unwrap();
            let skipped =
                format!("line {number} of `{}` cannot be read and is skipped", file.display());
            assert_eq!(told(&dir), [skipped], "{line}");
        }
    }
}
