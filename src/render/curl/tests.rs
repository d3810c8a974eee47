use std::path::Path;

use expect_test::expect;

use super::*;

fn headers(lines: &[(&str, &[u8])]) -> Headers {
    let pair =
        |(name, value): &(&str, &[u8])| ((*name).to_owned(), bytes::Bytes::copy_from_slice(value));
    Headers(lines.iter().map(pair).collect())
}

fn written(request: &Request<'_>, shell: Shell) -> String {
    command(request, &Manner::default(), shell).unwrap()
}

fn hostile() -> Headers {
    headers(&[
        ("Host", b"h:1"),
        ("User-Agent", b"it's $(rm -rf ~) `x` \"y\""),
        ("Accept", b"*/*"),
        ("Content-Type", b"application/json"),
        ("X-Log", b"##[error] a\tb!"),
        ("X-Empty", b""),
        ("Authorization", b"Bearer hunter2"),
        ("Content-Length", b"2"),
    ])
}

fn request<'a>(headers: &'a Headers, file: &'a Path) -> Request<'a> {
    let to =
        "http://\u{2022}\u{2022}\u{2022}\u{2022}@h:1/a?b={c}&sig=\u{2022}\u{2022}\u{2022}\u{2022}";
    let (body, secrets) = (Some(file), Secrets::Hidden);
    Request { method: "POST", to, headers, body, size: 2, secrets }
}

#[test]
fn whatever_a_stranger_named_stays_one_word_for_bash() {
    let headers = hostile();
    let file = Path::new("it's a $(x) `y`\u{1b}[2J\u{202e}.json");
    expect![[r#"
        curl --globoff 'http://h:1/a?b={c}&sig=••••' \
          -H 'User-Agent: it'\''s $(rm -rf ~) `x` "y"' \
          -H 'Accept: */*' \
          -H 'Content-Type: application/json' \
          -H $'X-Log: \x23\x23[error] a\x09b\x21' \
          -H 'X-Empty;' \
          -H 'Authorization: ••••' \
          --data-binary $'@it\x27s a $(x) `y`\x1b[2J\xe2\x80\xae.json'
    "#]]
    .assert_eq(&written(&request(&headers, file), Shell::Bash));
}

#[test]
fn whatever_a_stranger_named_stays_one_word_for_powershell() {
    let headers = hostile();
    let file = Path::new("it\u{2019}s [a] $(x) `y`\u{1b}\u{e0041}\".json");
    expect![[r#"
        $own = if ($PSVersionTable.PSVersion.Major -ge 6) { @{ SkipHeaderValidation = $true } } else { @{} }
        Invoke-WebRequest @own -UseBasicParsing -Method POST -MaximumRedirection 0 `
          -Uri 'http://h:1/a?b={c}&sig=••••' `
          -Headers @{ 'Accept' = '*/*'; 'X-Log' = "$([char]0x0023)$([char]0x0023)[error] a$([char]0x0009)b!"; 'X-Empty' = ''; 'Authorization' = '••••' } `
          -UserAgent 'it''s $(rm -rf ~) `x` "y"' `
          -ContentType 'application/json' `
          -InFile "it$([char]0x2019)s ``[a``] `$(x) ````y````$([char]0x001b)$([char]0xdb40)$([char]0xdc41)`".json"
    "#]]
    .assert_eq(&written(&request(&headers, file), Shell::PowerShell));
}

#[test]
fn what_a_program_would_add_by_itself_is_taken_out() {
    let headers = headers(&[("Host", b"other"), ("Content-Length", b"0")]);
    let (to, body, secrets) = ("https://h/a/%2e./b", None, Secrets::Hidden);
    let put = Request { method: "PUT", to, headers: &headers, body, size: 1 << 20, secrets };
    expect![[r#"
        curl -X PUT --http1.1 https://h/a/%2e./b \
          -H 'Host: other' \
          -H 'User-Agent:' \
          -H 'Accept:' \
          -H 'Content-Type:' \
          -H 'Expect:' \
          --data-binary ''
    "#]]
    .assert_eq(&written(&put, Shell::Bash));
    let file = Path::new("a.json");
    let post = Request { method: "QUERY", body: Some(file), ..put };
    expect![[r#"
        $own = if ($PSVersionTable.PSVersion.Major -ge 6) { @{ SkipHeaderValidation = $true } } else { [Net.ServicePointManager]::SecurityProtocol = 'Tls12'; @{} }
        Invoke-WebRequest @own -UseBasicParsing -CustomMethod 'QUERY' -MaximumRedirection 0 `
          -Uri 'https://h/a/%2e./b' `
          -Headers @{ 'Host' = 'other' } `
          -ContentType '' `
          -InFile 'a.json'
    "#]]
    .assert_eq(&written(&post, Shell::PowerShell));
}

#[test]
fn how_a_receiver_is_reached_is_said_in_the_words_of_the_program() {
    let headers = headers(&[("User-Agent", b"a"), ("Accept", b"b"), ("Content-Type", b"c")]);
    let manner = Manner {
        follows: true,
        is_insecure: true,
        ntlm: Some(r"CONTOSO\o'hara".to_owned()),
        cacert: Some("ca 1.pem".into()),
        cert: Some(("c:1.pem".into(), "k.pem".into())),
    };
    let to = "https://h/";
    let (body, secrets) = (Some(Path::new("a.json")), Secrets::Shown);
    let request = Request { method: "POST", to, headers: &headers, body, size: 2, secrets };
    expect![[r#"
        curl --http1.1 --location --max-redirs 5 --insecure https://h/ \
          --ntlm -u 'CONTOSO\o'\''hara' \
          --cacert 'ca 1.pem' \
          --cert 'c\:1.pem' --key k.pem \
          -H 'User-Agent: a' \
          -H 'Accept: b' \
          -H 'Content-Type: c' \
          --data-binary @a.json
    "#]]
    .assert_eq(&command(&request, &manner, Shell::Bash).unwrap());
    let refused = command(&request, &manner, Shell::PowerShell).unwrap_err();
    assert_eq!(refused, "PowerShell has no words for `--cacert`");
    let signed_in = Manner { ntlm: manner.ntlm, ..Manner::default() };
    let told = command(&request, &signed_in, Shell::PowerShell).unwrap();
    let credential = "  -Credential (Get-Credential 'CONTOSO\\o''hara') `\n";
    assert!(told.contains(credential), "{told}");
}

#[test]
fn what_powershell_cannot_send_is_told() {
    let told = |lines: &[(&str, &[u8])]| {
        let headers = headers(lines);
        command(&request(&headers, Path::new("a")), &Manner::default(), Shell::PowerShell)
            .unwrap_err()
    };
    assert_eq!(told(&[("X-A", "é".as_bytes())]), "PowerShell sends no `X-A` beyond ASCII");
    assert_eq!(told(&[("X-A", b"1"), ("x-a", b"2")]), "PowerShell sends no second `x-a`");
    let none = Headers::default();
    let lower = Request { method: "post", ..request(&none, Path::new("a")) };
    let refused = command(&lower, &Manner::default(), Shell::PowerShell).unwrap_err();
    assert_eq!(refused, "PowerShell sends `post` in capitals");
}

#[test]
fn what_one_powershell_does_not_know_is_given_to_the_other() {
    let plain = headers(&[("Content-Type", b"application/json"), ("User-Agent", b"dsw/0.1.0")]);
    let to = "http://h/";
    let (body, secrets) = (Some(Path::new("K\u{f6}ln.json")), Secrets::Shown);
    let request = Request { method: "POST", to, headers: &plain, body, size: 2, secrets };
    expect![[r#"
        Invoke-WebRequest -UseBasicParsing -Method POST -MaximumRedirection 0 `
          -Uri 'http://h/' `
          -ContentType 'application/json' `
          -UserAgent 'dsw/0.1.0' `
          -InFile "K$([char]0x00f6)ln.json"
    "#]]
    .assert_eq(&written(&request, Shell::PowerShell));
    let manner = Manner { ntlm: Some("ann".to_owned()), is_insecure: true, ..Manner::default() };
    expect![[r#"
        $own = if ($PSVersionTable.PSVersion.Major -ge 6) { @{ AllowUnencryptedAuthentication = $true; SkipCertificateCheck = $true } } else { @{} }
        Invoke-WebRequest @own -UseBasicParsing -Method POST -MaximumRedirection 0 `
          -Uri 'http://h/' `
          -Credential (Get-Credential 'ann') `
          -ContentType 'application/json' `
          -UserAgent 'dsw/0.1.0' `
          -InFile "K$([char]0x00f6)ln.json"
    "#]].assert_eq(&command(&request, &manner, Shell::PowerShell).unwrap());
    let none = Headers::default();
    let empty = Request { to: "https://h/", headers: &none, body: None, size: 0, ..request };
    expect![[r#"
        $own = if ($PSVersionTable.PSVersion.Major -ge 6) { @{} } else { [Net.ServicePointManager]::SecurityProtocol = 'Tls12'; @{} }
        Invoke-WebRequest @own -UseBasicParsing -Method POST -MaximumRedirection 0 `
          -Uri 'https://h/' `
          -ContentType ''
    "#]].assert_eq(&written(&empty, Shell::PowerShell));
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text_are_kept_for_bash() {
    use std::os::unix::ffi::OsStrExt;
    let file = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9.json"));
    let headers = headers(&[("X-A", b"caf\xe9")]);
    let told = written(&request(&headers, file), Shell::Bash);
    assert!(told.contains(r"-H $'X-A: caf\xe9' "), "{told}");
    assert!(told.contains(r"--data-binary $'@caf\xe9.json'"), "{told}");
    let refused =
        command(&request(&Headers::default(), file), &Manner::default(), Shell::PowerShell);
    assert_eq!(refused.unwrap_err(), "PowerShell cannot name `caf\u{fffd}.json`");
}
