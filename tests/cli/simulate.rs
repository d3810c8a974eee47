//! `dsw simulate`, whole.

use std::fs;

use expect_test::expect;
use tempfile::tempdir;

use crate::receiver::Receiver;
use crate::support::{checkout, run, run_in, transcript};

const AT: [&str; 4] = ["--at", "2026-05-06T10:20", "--seed", "7"];

fn simulate(arguments: &[&str]) -> String {
    let arguments = [&["simulate"], arguments, &AT].concat();
    transcript(&run(&arguments, ""))
}

#[test]
fn each_action_gives_a_payload_a_line_and_a_word_to_people() {
    let output = run(
        &[&["simulate", "move:+2h", "assign:T-021", "--on", "sample:created"][..], &AT].concat(),
        "",
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "updated  Qm3vTz8K  move:+2h\nupdated  Qm3vTz8K  assign:T-021\n"
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["StartDate"], "2026-05-11T10:30:00");
    assert_eq!(lines[0]["LastModifiedDate"], "2026-05-06T10:20:00.000");
    assert_eq!(lines[1]["LastModifiedDate"], "2026-05-06T10:21:00.000");
    assert_eq!(lines[1]["Assignments"][1]["Resource"]["ResourceNo"], "T-021");
    assert_eq!(lines[1]["Assignments"][1]["AppointmentId"], 48113);
}

#[test]
fn a_line_is_the_payload_without_its_white_space() {
    let payload = "{ \"Id\": 1.0, \"StartDate\":\"2026-03-02T09:00\",\n\"EndDate\" :\"2026-03-02T10:00\", \"Id\":9007199254740993 }";
    let output = run(&["simulate", "resize:+30m", "--on", "-"], payload);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "{\"Id\":1.0,\"StartDate\":\"2026-03-02T09:00\",\"EndDate\":\"2026-03-02T10:30\",\"Id\":9007199254740993}\n"
    );
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_printed() {
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot do `unassign:R0010`, action 2: `R0010` is not assigned; assigned: `T-014`
    "#]]
    .assert_eq(&simulate(&["lock", "unassign:R0010", "--on", "sample:created"]));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: invalid value 'moev:+2h' for '[ACTION]...': did you mean `move`? the actions are create, move, postpone, resize, split, assign, unassign, reassign, category, marker, importance, lock, unlock, subject, body, field, quantity, link, copy, delete

        For more information, try '--help'.
    "#]]
    .assert_eq(&simulate(&["moev:+2h", "--on", "sample:created"]));
}

#[test]
fn a_payload_that_cannot_be_acted_on_is_named() {
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--on`: no sample `creatd`: did you mean `created`? the samples are created, moved, resized, reassigned, recategorised, locked, custom-field-edited, deleted, several-resources
    "#]]
    .assert_eq(&simulate(&["lock", "--on", "sample:creatd"]));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `nowhere.json`: no such file
    "#]]
    .assert_eq(&simulate(&["lock", "--on", "nowhere.json"]));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--on`: `samples` holds more than one payload; name one, such as `last`
    "#]]
    .assert_eq(&simulate(&["lock", "--on", "samples"]));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `samples/look-alikes/soap.xml`: it is not JSON: 1:1: a value is expected, not `<`
    "#]]
    .assert_eq(&simulate(&["lock", "--on", "samples/look-alikes/soap.xml"]));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `samples/look-alikes/inbound-api.json`: it is no appointment; `dsw validate` tells what it is
    "#]]
    .assert_eq(&simulate(&["lock", "--on", "samples/look-alikes/inbound-api.json"]));
}

#[test]
fn what_nobody_knows_the_board_to_allow_is_done_with_a_warning() {
    let output = run(&["simulate", "move:+1d", "--on", "sample:locked"], "");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "updated  Qm3vTz8K  move:+1d\nwarning: `move:+1d` was done to a locked appointment; it is not known whether the board allows it\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_folder_that_nothing_is_looked_for_in_is_warned_of() {
    let warned = |on: &[&str]| {
        simulate(&[&["lock", "--from", "nowhere"], on].concat())
            .contains("`--from` is not looked into")
    };
    assert!(warned(&["--on", "sample:created"]));
    assert!(!warned(&["--on", "last"]));
    assert!(!warned(&["--on", "sample:created", "--like", "1..3"]));
}

#[test]
fn what_validate_would_tell_of_an_action_is_warned_of_once() {
    let told = |actions: &[&str], more: &[&str]| {
        let on = ["--on", "sample:created"];
        let output = run(&[&["simulate"], actions, &on[..], more].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        let told = String::from_utf8(output.stderr).unwrap();
        told.lines()
            .filter(|line| line.starts_with("warning"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(
            &[
                "field:FLOORS=abc",
                "importance:high",
                "field:OUT_OF_USE=maybe",
                "quantity:0.0000001"
            ],
            &[]
        ),
        [
            "warning: `field:FLOORS=abc`: \"abc\" is not a number, which `Floors served` is (`field-value` of `dsw validate`)",
            "warning: `field:OUT_OF_USE=maybe`: \"maybe\" is not true or false, which `Lift out of use` is (`field-value` of `dsw validate`)",
            "warning: `quantity:0.0000001`: `0.0000001` has more than 12 digits before the point or 6 behind it (`decimals` of `dsw validate`)",
        ]
    );
    assert_eq!(
        told(&["move:+1h", "subject:x"], &["--at", "2020-01-01T10:00"]),
        [
            "warning: `move:+1h` is done at 2020-01-01T10:00:00, before the appointment is created at 2026-05-06T10:14:52"
        ]
    );
    assert_eq!(told(&["copy", "move:+1h"], &["--at", "2020-01-01T10:00"]), Vec::<String>::new());
    assert_eq!(told(&["move:+1h", "field:FLOORS=9", "quantity:2.5"], &[]), Vec::<String>::new());
}

#[test]
fn what_a_payload_does_not_have_is_learned_from_others() {
    let on = "samples/01-created.json";
    let assign = |like: &[&str]| {
        let arguments = [&["simulate", "assign:V-063", "--on", on][..], like].concat();
        let output = run(&arguments, "");
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(
        assign(&[]),
        (
            Some(2),
            "error: cannot do `assign:V-063`, action 1: no resource `V-063` is known; known are `T-014`; `--like SOURCE` learns more\n".to_owned()
        )
    );
    assert_eq!(assign(&["--like", "samples"]).0, Some(0));
    assert_eq!(assign(&["--like", "nowhere"]).0, Some(3));
}

#[test]
fn what_is_kept_is_a_capture_folder_that_keeps_the_layout() {
    let dir = tempdir().unwrap();
    let place = dir.path().join("board");
    let place = place.to_str().unwrap();
    let told = simulate(&["move:+2h", "delete", "--on", "sample:created", "-o", place]);
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        updated  Qm3vTz8K  move:+2h
        deleted  Qm3vTz8K  delete
        hint: `dsw replay BOARD --to URL` sends them
    "#]]
    .assert_eq(&told.replace(place, "BOARD"));
    let before = fs::read_to_string(checkout().join("samples/01-created.json")).unwrap();
    let after = fs::read_to_string(format!("{place}/000001-Qm3vTz8K.json")).unwrap();
    let differ = before.lines().zip(after.lines()).filter(|(one, other)| one != other).count();
    assert_eq!((differ, before.len()), (4, after.len()));
    let journal = fs::read_to_string(format!("{place}/captures.jsonl")).unwrap();
    for (line, target, at) in [(0, "/updated", "10:20:00"), (1, "/deleted", "10:21:00")] {
        let line: serde_json::Value =
            serde_json::from_str(journal.lines().nth(line).unwrap()).unwrap();
        assert_eq!(line["target"], target);
        assert_eq!(line["received_at"], format!("2026-05-06T{at}.000000Z"));
        assert_eq!(line["answer"]["none"], "simulated");
    }
    let judged = run_in(dir.path(), &["validate", "board"], b"");
    assert_eq!(judged.status.code(), Some(0), "{}", transcript(&judged));
    let again = run_in(dir.path(), &["simulate", "copy", "--on", "last", "--from", "board"], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
}

#[test]
fn a_day_is_the_same_for_the_same_number() {
    let day = |seed: &str, more: &[&str]| {
        let output = run(&[&["simulate", "--day", seed][..], more].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        output.stdout
    };
    assert_eq!(day("7", &[]), day("7", &[]));
    assert_ne!(day("7", &[]), day("8", &[]));
    let dir = tempdir().unwrap();
    let journals = ["one", "other"].map(|name| {
        let place = dir.path().join(name);
        assert!(day("7", &["-o", place.to_str().unwrap(), "--date", "2026-06-01"]).is_empty());
        fs::read_to_string(place.join("captures.jsonl")).unwrap()
    });
    assert_eq!(journals[0], journals[1]);
    assert!(journals[0].contains("\"received_at\":\"2026-06-01T"));
}

#[test]
fn what_is_simulated_is_sent_byte_for_byte() {
    let receiver = Receiver::start(&[]);
    let to = format!("http://{}/hook", receiver.address);
    let output = run(&["simulate", "move:+2h", "lock", "--on", "sample:created", "--to", &to], "");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let requests = receiver.requests();
    let [moved, locked] = &requests[..] else { panic!("{} requests", requests.len()) };
    assert!(moved.body.starts_with(b"{\n  \"CreatedDate\": \"2026-05-06T10:14:52.303\","));
    assert!(String::from_utf8_lossy(&locked.body).contains("\n  \"Locked\": true,\n"));
    assert_eq!(locked.header("content-type"), Some("application/json"));
}

#[test]
fn lines_and_folders_go_on_to_a_replay() {
    let dir = tempdir().unwrap();
    let line = run(&["simulate", "move:+2h", "lock", "--on", "sample:created"], "").stdout;
    let kept = ["simulate", "copy", "--on", "sample:created", "-o", "board"];
    assert_eq!(run_in(dir.path(), &kept, b"").status.code(), Some(0));
    let receiver = Receiver::start(&[]);
    let to = format!("http://{}/hook", receiver.address);
    for (source, input) in [("-", &line[..]), ("board", b"")] {
        let output = run_in(dir.path(), &["replay", source, "--to", &to], input);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    }
    let bodies: Vec<Vec<u8>> = receiver.requests().into_iter().map(|one| one.body).collect();
    assert_eq!(bodies.len(), 3);
    assert_eq!(bodies[..2].join(&b'\n'), line.trim_ascii_end());
}

#[test]
fn a_change_that_a_pipe_does_not_carry_is_told_to_be_guessed_once() {
    let lines = run(&["simulate", "lock", "delete", "--on", "sample:created"], "").stdout;
    let receiver = Receiver::start(&[]);
    let to = format!("http://{}/{{change}}", receiver.address);
    let dir = tempdir().unwrap();
    let told = |to: &str| transcript(&run_in(dir.path(), &["replay", "-", "--to", to], &lines));
    let warning = "warning: `{change}` is guessed of what comes by a pipe, and no deletion can be told: `dsw simulate` knows it with `--to`, or with `--output DIR` to be replayed\n";
    let piped = told(&to);
    assert_eq!(piped.matches(warning).count(), 1, "{piped}");
    let plain = told(&to.replace("{change}", "hook"));
    assert!(!plain.contains("guessed"), "{plain}");
}

#[test]
fn it_is_sent_with_the_options_that_a_replay_has() {
    let dir = tempdir().unwrap();
    let receiver = Receiver::start(&[(202, &[], b"{\"ok\":true}"), (200, &[], b"{\"ok\":false}")]);
    let to = format!("http://{}/{{change}}", receiver.address);
    let simulated = ["simulate", "create", "lock", "delete", "--on", "sample:created", "--to", &to];
    let options = [
        "--expect=.ok",
        "--fail-fast",
        "--format=junit=out.xml",
        "--format=human",
        "--save-responses=answers",
        "--basic=zoe",
        "--secret-file=-",
        "--remove-header=content-type",
        "--timing=original",
        "--speed=1000x",
    ];
    let output = run_in(dir.path(), &[&simulated[..], &options].concat(), b"hunter2\n");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("stopped after 1 failure: 1 payload left"), "{told}");
    let requests = receiver.requests();
    let targets: Vec<&str> = requests.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(targets, ["/created", "/updated"]);
    assert_eq!(requests[0].header("authorization"), Some("Basic em9lOmh1bnRlcjI="));
    assert_eq!(requests[0].header("content-type"), None);
    assert!(fs::read_to_string(dir.path().join("out.xml")).unwrap().contains("failures=\"1\""));
    assert_eq!(fs::read_dir(dir.path().join("answers")).unwrap().count(), 2 + 1);
}

#[test]
fn what_is_kept_is_gone_on_with_and_nothing_is_sent_twice() {
    let dir = tempdir().unwrap();
    let receiver = Receiver::start(&[(200, &[], b""), (500, &[], b"")]);
    let to = format!("http://{}/hook", receiver.address);
    let simulated =
        ["simulate", "lock", "unlock", "lock", "unlock", "--on", "sample:created", "--to", &to];
    let output =
        run_in(dir.path(), &[&simulated[..], &["-o", "kept", "--fail-fast"]].concat(), b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("sends them"), "{told}");
    let next = told.split_once("go on with `dsw ").unwrap().1.split_once('`').unwrap().0;
    assert!(next.ends_with(" --from kept"), "{told}");
    let next: Vec<_> = next.split(' ').chain(["--without", "fail-fast"]).collect();
    let output = run_in(dir.path(), &next, b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let bodies: Vec<_> = receiver.requests().into_iter().map(|one| one.body).collect();
    let kept = (1..=4).map(|n| fs::read(dir.path().join(format!("kept/00000{n}-Qm3vTz8K.json"))));
    assert_eq!(bodies, kept.map(Result::unwrap).collect::<Vec<_>>());
}

#[test]
fn nothing_is_kept_when_an_option_of_delivery_is_wrong() {
    let dir = tempdir().unwrap();
    let simulated = ["simulate", "lock", "--on", "sample:created", "-o", "kept"];
    for options in [
        &["--to", "http://localhost:1/", "--basic", "zoe"][..],
        &["--to", "ftp://x"],
        &["--to", "http://localhost:1/", "--expect", ".x["],
        &["--to", "http://localhost:1/", "--dry-run", "--expect", "200"],
        &["--to", "http://localhost:1/", "--dry-run", "--format", "junit"],
        &["--to", "http://localhost:1/{chnge}"],
        &["--to", "http://localhost:1/", "-H", "no header"],
    ] {
        let output = run_in(dir.path(), &[&simulated[..], options].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{}", transcript(&output));
        assert!(!dir.path().join("kept").exists(), "{options:?}");
    }
}

#[test]
fn reports_name_what_is_kept_nowhere_by_its_number() {
    let dir = tempdir().unwrap();
    let receiver = Receiver::start(&[(500, &[], b""), (500, &[], b"")]);
    let to = format!("http://{}/hook", receiver.address);
    let simulated = ["simulate", "lock", "unlock", "--on", "sample:created", "--to", &to];
    let options = ["--format=junit=out.xml", "--format=github=out.txt", "--format=json=out.jsonl"];
    let options = [&options[..], &["--save-responses=answers"]].concat();
    let output = run_in(dir.path(), &[&simulated[..], &options].concat(), b"");
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    let (cases, annotations, lines) = (read("out.xml"), read("out.txt"), read("out.jsonl"));
    assert!(cases.contains("name=\"#1 Qm3vTz8K\"") && !cases.contains("dsw-simulate"), "{cases}");
    assert!(annotations.contains("#1 Qm3vTz8K") && !annotations.contains("file="), "{annotations}");
    assert!(lines.contains("\"source\":\"#1\"") && !lines.contains("dsw-simulate"), "{lines}");
    let mut answers: Vec<_> = fs::read_dir(dir.path().join("answers"))
        .unwrap()
        .flatten()
        .map(|one| one.file_name())
        .collect();
    answers.sort();
    assert!(answers[1].to_string_lossy().starts_with("000001."), "{answers:?}");
}

#[test]
fn what_is_left_and_kept_nowhere_is_told_of() {
    let receiver = Receiver::start(&[(500, &[], b"")]);
    let to = format!("http://{}/hook", receiver.address);
    let simulated = ["simulate", "lock", "unlock", "--on", "sample:created", "--to", &to];
    let told = transcript(&run(&[&simulated[..], &["--fail-fast"]].concat(), ""));
    let hint = "hint: no other run goes on with what is left: it was kept nowhere; `--output DIR` keeps it\n";
    assert!(told.contains(hint), "{told}");
    assert!(!told.contains("dsw replay"), "{told}");
}

#[test]
fn what_was_sent_needs_no_word_on_how_to_send_it() {
    let dir = tempdir().unwrap();
    let receiver = Receiver::start(&[(500, &[], b"")]);
    let to = format!("http://{}/hook", receiver.address);
    let simulated = ["simulate", "lock", "--on", "sample:created", "-o", "kept", "--to", &to];
    let told =
        |more: &[&str]| transcript(&run_in(dir.path(), &[&simulated[..], more].concat(), b""));
    assert!(told(&[]).ends_with("hint: `dsw replay kept --to URL` sends it again\n"));
    assert!(!told(&[]).contains("hint"), "it was accepted");
    assert!(!told(&["--print=curl"]).contains("hint"));
    let fourth = "hint: `dsw replay 4..4 --from kept --to URL` sends them\n";
    assert!(told(&["--dry-run"]).ends_with(fourth), "and nothing that lay there before");
}

#[test]
fn an_option_of_delivery_without_a_place_to_go_is_corrected() {
    let options = [
        "--dry-run",
        "--format=json",
        "--show-secrets",
        "--header=A: b",
        "--bearer",
        "--cacert=x",
        "--rate=1/s",
        "--retry=1",
        "--expect=200",
        "--validate",
        "--print=curl",
    ];
    for option in options {
        let output = run(&["simulate", "lock", "--on", "sample:created", option], "");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("--to <URL|@FILE>"), "{told}");
    }
}

#[test]
fn the_seed_of_a_day_throws_the_dice_of_its_delivery_too() {
    let mishaps = ["--reorder", "--duplicate=20%", "--dry-run", "--format=json"];
    let numbers = |seed: &str| {
        let sent = ["simulate", "--day", seed, "--to", "http://localhost:1/"];
        let output = run(&[&sent[..], &mishaps].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        assert!(!transcript(&output).contains("dice"), "{}", transcript(&output));
        let lines = crate::support::json_lines(&output.stdout);
        lines.iter().map(|line| line["seq"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    let order = numbers("7");
    assert!(!order.is_sorted());
    assert_eq!(order, numbers("7"));
}

#[test]
fn commands_are_printed_for_what_is_kept() {
    let dir = tempdir().unwrap();
    let to = "http://localhost:1/hook";
    let printed = ["simulate", "lock", "--on", "sample:created", "--to", to, "--print", "curl"];
    let output = run_in(dir.path(), &printed, b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("`--output DIR` keeps it"), "{told}");
    let output = run_in(dir.path(), &[&printed[..], &["-o", "kept"]].concat(), b"");
    let told = transcript(&output);
    assert!(told.contains("--data-binary @kept/000001-Qm3vTz8K.json\n"), "{told}");
}

#[test]
fn standard_input_is_read_once() {
    let to = "http://localhost:1/hook";
    let output = run(&["simulate", "lock", "--on", "-", "--to", to, "-H", "@-"], "{}");
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `-H @-`: `--on -` reads standard input, which can be read once
    "#]]
    .assert_eq(&transcript(&output));
}
