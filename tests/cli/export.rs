//! `dsw export`: captures as files, as they came or fit to be committed.

use std::fs;
use std::path::Path;

use expect_test::expect;

use crate::list::{day, utc};
use crate::support::{VALID, checkout, run_in, transcript};

/// What is seeded into payloads and requests, and must not be left.
const SEEDS: [&str; 24] = [
    "Ada Zebrowska",
    "Zebrowska",
    "ada.zebrowska@quux-lifts.example",
    "quux-lifts",
    "+32 475 98 76 54",
    "0475987654",
    "Quuxstraat",
    "Quuxville",
    "B-9471",
    "51.0543422",
    "3.7174243",
    "Quux Lifts & Sons",
    "planner.quux",
    "ring twice",
    "hunter2hunter2",
    "tok-8d7f6e5d",
    "sig-4c3b2a19",
    "key-00112233",
    "10.9.8.7",
    "quux-agent",
    "Quuxprop",
    "quux note",
    "quux.example/share",
    "Quux Container",
];

fn seeded() -> String {
    let more = r#""s Zebrowska","Body":"ring twice\r\ncall 0475987654","CreatedUser":"planner.quux",
        "SiteAddressGeoLat":51.0543422,"SiteAddressGeoLong":3.7174243,"password":"hunter2hunter2",
        "FormattedSiteAddress":"Quuxstraat 12, B-9471 Quuxville","apiToken":"tok-8d7f6e5d",
        "Quuxprop2":"quux note","Notifications":[{"Id":1,"Text":"quux note","Type":1}],
        "AppointmentUrls":[{"Id":1,"Url":"https://quux.example/share?sig=sig-4c3b2a19"}],
        "AppointmentContainers":[{"Id":1,"Container":{"Id":2,"Name":"Quux Container"}}],
        "AppointmentFieldValues":[{"Id":3,"Value":"+32 475 98 76 54","AppointmentField":{"Code":"C","Name":"Call"}}],
        "Assignments":[{"ResourceId":1,"Resource":{"ResourceNo":"R1","DisplayName":"Ada Zebrowska",
        "Email":"ada.zebrowska@quux-lifts.example","MobilePhone":"+32 475 98 76 54","HomeStreet":"Quuxstraat",
        "HomePostcode":"B-9471","HomeCity":"Quuxville"}}]"#;
    let job = r#""Task":{"TaskNo":"T1","Job":{"JobNo":"J1","SourceApp":"BC","CustomerName":"Quux Lifts & Sons",
        "Responsible":"Ada Zebrowska"}}"#;
    let body = VALID.replace("\"s\"", more).replace("\"Task\":{}", job);
    body.replace("Quuxprop2", "Unlisted").replace('\n', "").replace("        ", "")
}

fn seeded_folder(dir: &Path) {
    let captures = dir.join("captures");
    fs::create_dir(&captures).unwrap();
    let mut journal = String::new();
    for (seq, body) in [(1, seeded()), (2, seeded().replace("08:30", "09:30"))] {
        let file = format!("00000{seq}-A1.json");
        fs::write(captures.join(&file), body).unwrap();
        let line = serde_json::json!({
            "v": 1, "kind": "capture", "seq": seq, "received_at": "2026-03-02T08:00:00.000000Z",
            "method": "POST", "target": "/Quuxprop/updated?sig=sig-4c3b2a19", "version": "HTTP/1.1",
            "headers": [["Host", "quux.example"], ["Authorization", "Bearer tok-8d7f6e5d"],
                ["X-Api-Key", "key-00112233"], ["User-Agent", "quux-agent"],
                ["X-Forwarded-For", "10.9.8.7"], ["Content-Type", "application/json"]],
            "remote": "10.9.8.7:4000", "file": file, "complete": true, "answer": {"status": 200},
        });
        journal += &format!("{line}\n");
    }
    fs::write(captures.join("captures.jsonl"), journal).unwrap();
}

/// Every file of a folder, names and texts.
fn files(dir: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn no_value_of_a_seeded_set_is_left_in_any_format() {
    let dir = tempfile::tempdir().unwrap();
    seeded_folder(dir.path());
    let before = seeded();
    let in_payload = SEEDS.iter().filter(|seed| before.contains(**seed)).count();
    assert!(in_payload >= 18, "{in_payload} of the seeds are in the payload");
    for format in ["files", "har", "http", "curl"] {
        let output =
            utc(dir.path(), &["export", "captures", "-o", format, "--redact", "--format", format]);
        assert!(output.status.success(), "{}", transcript(&output));
        for (name, text) in files(&dir.path().join(format)) {
            for seed in SEEDS {
                let is_left = name.contains(seed) || text.contains(seed);
                assert!(!is_left, "`{seed}` is left in {format}/{name}:\n{text}");
            }
        }
    }
    let files = files(&dir.path().join("files"));
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["000001-A1.json", "000002-A1.json"]);
    // The same values have the same stand-ins: the two differ where the originals do.
    assert_eq!(files[0].1.replace("08:30", "09:30"), files[1].1);
    let one: serde_json::Value = serde_json::from_str(&files[0].1).unwrap();
    let resource = &one["Assignments"][0]["Resource"];
    assert_eq!(one["Task"]["Job"]["Responsible"], resource["DisplayName"]);
    assert_eq!(resource["Email"], "person1@example.com");
    assert_eq!(resource["MobilePhone"], one["AppointmentFieldValues"][0]["Value"]);
}

#[test]
fn what_is_redacted_still_validates() {
    let dir = tempfile::tempdir().unwrap();
    let samples = checkout().join("samples");
    let to = dir.path().join("fixtures");
    let export = ["export", "--redact", "-o", to.to_str().unwrap()];
    let originals = samples.join("0*.json");
    let output = run_in(dir.path(), &[&export[..], &[originals.to_str().unwrap()]].concat(), b"");
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        9 payloads exported into fixtures
    "#]]
    .assert_eq(&transcript(&output).replace(to.to_str().unwrap(), "fixtures"));
    let judged = run_in(dir.path(), &["validate", "fixtures", "--strict"], b"");
    assert!(judged.status.success(), "{}", transcript(&judged));
    assert!(transcript(&judged).contains("9 payloads, all valid"), "{}", transcript(&judged));
    // Nothing keeps it out of a repository.
    assert!(!to.join(".gitignore").exists());
}

#[test]
fn without_stand_ins_the_bytes_are_those_that_came_and_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        2 payloads exported into out
        warning: payloads hold names, addresses and perhaps secrets as they came; `--redact` puts stand-ins in their place
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["export", "141..142", "-o", "out"])));
    for name in ["000141-S9yhYQBt.json", "000142-M6Yo16kp.json"] {
        let [own, copy] =
            ["captures", "out"].map(|folder| fs::read(dir.path().join(folder).join(name)).unwrap());
        assert_eq!(own, copy);
    }
    assert_eq!(fs::read_to_string(dir.path().join("out/.gitignore")).unwrap(), "*\n");
}

#[test]
fn requests_are_exported_for_other_programs_without_their_credentials() {
    let dir = tempfile::tempdir().unwrap();
    seeded_folder(dir.path());
    for format in ["har", "http", "curl"] {
        let arguments = ["export", "1", "-o", format, "--format", format];
        assert!(utc(dir.path(), &arguments).status.success());
        for (name, text) in files(&dir.path().join(format)) {
            if name.starts_with("captures.") {
                // Payloads are as they came.
                let text = text.replace(&serde_json::to_string(&seeded()).unwrap(), "");
                for secret in ["tok-8d7f6e5d", "key-00112233", "sig-4c3b2a19"] {
                    assert!(!text.contains(secret), "{name}: {text}");
                }
            }
        }
    }
    let text = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    expect![[r#"
        ### 000001-A1.json
        POST http://quux.example/Quuxprop/updated HTTP/1.1
        User-Agent: quux-agent
        X-Forwarded-For: 10.9.8.7
        Content-Type: application/json

        < ./000001-A1.json

    "#]]
    .assert_eq(&text("http/captures.http"));
    expect![[r##"
        #!/bin/sh
        set -e
        cd "$(dirname "$0")"
        curl http://quux.example/Quuxprop/updated \
          -H 'User-Agent: quux-agent' \
          -H 'X-Forwarded-For: 10.9.8.7' \
          -H 'Content-Type: application/json' \
          -H 'Accept:' \
          --data-binary @000001-A1.json
    "##]]
    .assert_eq(&text("curl/captures.sh"));
    let archive: serde_json::Value = serde_json::from_str(&text("har/captures.har")).unwrap();
    let request = &archive["log"]["entries"][0]["request"];
    assert_eq!(request["url"], "http://quux.example/Quuxprop/updated");
    assert_eq!(request["postData"]["text"], seeded());
}

#[test]
fn what_an_address_in_a_header_holds_stays_secret() {
    let dir = tempfile::tempdir().unwrap();
    let archive = serde_json::json!({"log": {"entries": [
        {"startedDateTime": "2026-03-02T09:00:00Z", "request": {"method": "POST", "url": "http://h/",
            "headers": [{"name": "Referer", "value": "https://me:hunter2@h/?token=hunter2"}],
            "postData": {"text": VALID}}},
    ]}});
    fs::write(dir.path().join("a.har"), archive.to_string()).unwrap();
    utc(dir.path(), &["import", "a.har"]);
    let shown = utc(dir.path(), &["show", "1", "--headers"]);
    assert!(transcript(&shown).contains("https://••••@h/?token=••••"), "{shown:?}");
    let shown = utc(dir.path(), &["show", "1", "--curl"]);
    assert!(!transcript(&shown).contains("hunter2"), "{shown:?}");
    for format in ["curl", "http", "har"] {
        utc(dir.path(), &["export", "1", "-o", format, "--format", format]);
        let ending = if format == "curl" { "sh" } else { format };
        let file = dir.path().join(format).join(format!("captures.{ending}"));
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains("token=••••") && !text.contains("hunter2"), "{text}");
    }
}

#[test]
fn an_empty_body_has_nothing_personal() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "").unwrap();
    let output = utc(dir.path(), &["export", "a.json", "-o", "out", "--redact"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let file = fs::read_dir(dir.path().join("out")).unwrap().next().unwrap().unwrap();
    assert_eq!(file.metadata().unwrap().len(), 0);
}

#[test]
fn what_cannot_be_exported_is_told_and_stops_nothing() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    fs::write(dir.path().join("b.json"), "name=Ada").unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `b.json`: it is no JSON, so what is personal in it is not known
        1 payload exported into out
    "#]]
    .assert_eq(&transcript(&utc(
        dir.path(),
        &["export", "b.json", "a.json", "-o", "out", "--redact"],
    )));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `b.json`: it is no JSON, so what is personal in it is not known
        warning: nothing was exported
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["export", "b.json", "-o", "none", "--redact"])));
    assert!(!dir.path().join("none").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_told_once() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), "{}\n".repeat(9)).unwrap();
    fs::write(dir.path().join("taken"), "").unwrap();
    let output = run_in(dir.path(), &["export", "a.jsonl", "-o", "taken"], b"");
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.matches("cannot write `taken`").count(), 1, "{told}");
}

#[test]
fn a_capture_folder_gets_no_files_that_are_no_captures() {
    let dir = tempfile::tempdir().unwrap();
    seeded_folder(dir.path());
    let before = files(&dir.path().join("captures"));
    let output = run_in(dir.path(), &["export", "captures", "-o", "captures"], b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("it is a capture folder"));
    assert_eq!(files(&dir.path().join("captures")), before);
}
