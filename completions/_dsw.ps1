
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'dsw' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'dsw'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'dsw' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks on a local port and keep every byte')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List captures: a line each')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a capture: a card, its payload, its headers, its bytes')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what differs between two payloads, by what the planner did')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Tell the life of one appointment, action by action')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write captures into files: as they came, fit to be committed, or for other programs')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Record what another program kept of requests: HAR, ngrok, webhook.site')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Judge captured payloads against the appointment schema')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell why a rule is there, and what to do when it is broken')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send saved payloads to a URL, byte for byte')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Act on a payload as a planner does, and give what would be posted')
            [CompletionResult]::new('board', 'board', [CompletionResultType]::ParameterValue, 'Show captures as a planning board: a page, or text')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Show the whole loop with bundled samples: receive, judge, replay')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print a bundled schema, learn one from payloads, or tell two apart')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that completes dsw''s command line in a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dsw;listen' {
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'The IP address to listen on')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The port to listen on; 0 picks a free one')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port to listen on; 0 picks a free one')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]')
            [CompletionResult]::new('--save-dir', '--save-dir', [CompletionResultType]::ParameterName, 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How results are printed')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Show and count only captures for which this jq filter gives anything but false or null')
            [CompletionResult]::new('--change-from', '--change-from', [CompletionResultType]::ParameterName, 'Where a request says that it created, updated or deleted: path, query:NAME or header:NAME')
            [CompletionResult]::new('--respond', '--respond', [CompletionResultType]::ParameterName, 'The status that is answered')
            [CompletionResult]::new('--respond-body', '--respond-body', [CompletionResultType]::ParameterName, 'The body that is answered; `@FILE` takes it from a file, `@-` from stdin')
            [CompletionResult]::new('--respond-header', '--respond-header', [CompletionResultType]::ParameterName, 'A header that is answered')
            [CompletionResult]::new('--delay', '--delay', [CompletionResultType]::ParameterName, 'How long each sender waits for its answer, such as 2s or 1s..3s')
            [CompletionResult]::new('--fail', '--fail', [CompletionResultType]::ParameterName, 'Answer this status to a share of all requests, such as 503:20%')
            [CompletionResult]::new('--fail-first', '--fail-first', [CompletionResultType]::ParameterName, 'Answer this status to the first requests, such as 2:500')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Close the connection of a share of all requests without an answer')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Throw the same dice as an earlier run')
            [CompletionResult]::new('--forward-to', '--forward-to', [CompletionResultType]::ParameterName, 'Send each request on to this URL, and its answer back to the sender; @FILE holds one')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--remove-header', '--remove-header', [CompletionResultType]::ParameterName, 'A header to leave out')
            [CompletionResult]::new('--forward-timeout', '--forward-timeout', [CompletionResultType]::ParameterName, 'How long the target may take to answer; 0 for ever, as for one halted in a debugger')
            [CompletionResult]::new('--require-basic', '--require-basic', [CompletionResultType]::ParameterName, 'Ask for this user and a password: the connector''s type Basic')
            [CompletionResult]::new('--require-header', '--require-header', [CompletionResultType]::ParameterName, 'Ask for a header of this name')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'End after so many captures, of those that `--where` wants')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'End after the first capture that this jq filter matches, shown or not')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'End after so long, with exit 124 when what was waited for has not come by then')
            [CompletionResult]::new('--ready-file', '--ready-file', [CompletionResultType]::ParameterName, 'Write the URL into this file once senders can post')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'The largest body that is taken, such as 512KiB or 10MiB')
            [CompletionResult]::new('--head-timeout', '--head-timeout', [CompletionResultType]::ParameterName, 'How long a request''s head may take')
            [CompletionResult]::new('--body-timeout', '--body-timeout', [CompletionResultType]::ParameterName, 'How long a body may take, in all')
            [CompletionResult]::new('--max-connections', '--max-connections', [CompletionResultType]::ParameterName, 'How many connections are open at a time [default: 256, or what the limit on files allows]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-save', '--no-save', [CompletionResultType]::ParameterName, 'Keep nothing on disk')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'Show the whole payload below its card')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Show nothing but what goes wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Show nothing but what goes wrong')
            [CompletionResult]::new('--fsync', '--fsync', [CompletionResultType]::ParameterName, 'Sync body, journal and folder to the disk before each answer')
            [CompletionResult]::new('--hang', '--hang', [CompletionResultType]::ParameterName, 'Never answer')
            [CompletionResult]::new('--preserve-host', '--preserve-host', [CompletionResultType]::ParameterName, 'Send the Host header as it came, in place of the target''s')
            [CompletionResult]::new('--require-bearer', '--require-bearer', [CompletionResultType]::ParameterName, 'Ask for a bearer token: the connector''s types Entra ID and OAuth2')
            [CompletionResult]::new('--fail-on-invalid', '--fail-on-invalid', [CompletionResultType]::ParameterName, 'Exit 1 when a payload was invalid')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;list' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only so many, the newest')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How they are printed')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only payloads for which this jq filter gives anything but false or null')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what was captured before this time')
            [CompletionResult]::new('--appointment', '--appointment', [CompletionResultType]::ParameterName, 'Only this appointment, by its number, id or GUID; may be given several times')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;show' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The payload, every property of it')
            [CompletionResult]::new('--headers', '--headers', [CompletionResultType]::ParameterName, 'The request line and the headers')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The bytes of the payload as they came, secrets too')
            [CompletionResult]::new('--curl', '--curl', [CompletionResultType]::ParameterName, 'The curl command that sends it again, to where it was sent; body from its file')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Send `--raw` to a terminal, whatever is in it')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;diff' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave out what is at this JSON Pointer, or below it; may be given several times')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How differences are printed')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;history' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Where its payloads are: the capture folder, or any folder or file of payloads')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How it is printed')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;export' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The folder to write into; nothing in it is written over')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The folder to write into; nothing in it is written over')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Put stand-ins in the place of what is personal or secret')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;import' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]')
            [CompletionResult]::new('--save-dir', '--save-dir', [CompletionResultType]::ParameterName, 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;validate' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'Judge against this JSON Schema (- is standard input) in place of the bundled one')
            [CompletionResult]::new('--schema-dir', '--schema-dir', [CompletionResultType]::ParameterName, 'The folder of the files that the schema may refer to; nothing else is read for it')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Tell nothing of a rule, or of several with commas between them')
            [CompletionResult]::new('--warn', '--warn', [CompletionResultType]::ParameterName, 'Make a rule a warning')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Make a rule an error')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How results are reported: human, concise, json, github, azure, gitlab, junit or sarif')
            [CompletionResult]::new('--max-findings', '--max-findings', [CompletionResultType]::ParameterName, 'Show no more findings than this, of the whole run; all are counted')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--sequence', '--sequence', [CompletionResultType]::ParameterName, 'Judge the payloads as a sequence too: what only several of them show together')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as errors: they fail; notes do not')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop after the first document with an error')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'End with 0 whatever is found; what cannot be read or written still costs')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but what cannot be read or written; files are still written')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but what cannot be read or written; files are still written')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Show `***` in place of the values of payloads; the names of properties stay')
            [CompletionResult]::new('--no-mask', '--no-mask', [CompletionResultType]::ParameterName, 'Show values in CI too')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Judge again whenever a source changes, until Ctrl-C')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;explain' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How results are printed')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;replay' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to, and that keeps runs to go on with')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Where to send it; http or https; @FILE holds the URL')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only payloads for which this jq filter gives anything but false or null')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what was captured before this time')
            [CompletionResult]::new('--appointment', '--appointment', [CompletionResultType]::ParameterName, 'Only this appointment, by its number, id or GUID; may be given several times')
            [CompletionResult]::new('--repeat', '--repeat', [CompletionResultType]::ParameterName, 'Send all of them so many times, one round after the other')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Put a value in the place of another, such as /Task/Job/SourceApp=BC-TEST')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Take a value away, before any is set')
            [CompletionResult]::new('--shift-dates', '--shift-dates', [CompletionResultType]::ParameterName, 'Move every date by so many days or weeks, such as +3d or -2w; `now` moves to today')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print commands that send the same bytes from files, and send nothing')
            [CompletionResult]::new('--bodies', '--bodies', [CompletionResultType]::ParameterName, 'Where `--print` writes a payload that no file holds as it is sent')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How deliveries are reported: human, json, junit, github or azure')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--remove-header', '--remove-header', [CompletionResultType]::ParameterName, 'A header to leave out')
            [CompletionResult]::new('--basic', '--basic', [CompletionResultType]::ParameterName, 'Show this user and a password: the connector''s type Basic')
            [CompletionResult]::new('--ntlm', '--ntlm', [CompletionResultType]::ParameterName, 'Sign in as `DOMAIN\user` or `user@domain`, with a password: the connector''s type NTLM')
            [CompletionResult]::new('--oauth2', '--oauth2', [CompletionResultType]::ParameterName, 'Show a token that is got from this URL: the connector''s types MS Entra ID and OAuth2')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client that asks for the token')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for, such as `https://api.example/.default`')
            [CompletionResult]::new('--oauth2-auth', '--oauth2-auth', [CompletionResultType]::ParameterName, 'Where the client''s id and secret stand when it asks for the token')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The private key of that certificate; PEM, not encrypted')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, in place of this machine''s')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'How many are under way at once; those of one appointment never overtake each other')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'No more than this, such as 50/s or 10/min')
            [CompletionResult]::new('--timing', '--timing', [CompletionResultType]::ParameterName, 'When each is sent: at once, or with the gaps that the captures came with [default: none]')
            [CompletionResult]::new('--speed', '--speed', [CompletionResultType]::ParameterName, 'How much faster than they came, such as 10x; implies `--timing original`')
            [CompletionResult]::new('--max-gap', '--max-gap', [CompletionResultType]::ParameterName, 'No gap longer than this, once sped up; implies `--timing original`')
            [CompletionResult]::new('--duplicate', '--duplicate', [CompletionResultType]::ParameterName, 'Send a share of them a second time a little later, as a retry does')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long an attempt may take; 0 for ever')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Send as Dime.Scheduler does, and tell what its transaction log would say')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504')
            [CompletionResult]::new('--retry-max-time', '--retry-max-time', [CompletionResultType]::ParameterName, 'Begin no other attempt of a payload after this time [default: 2min]')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long each answer may take, such as 500ms; it is read to its end all the same')
            [CompletionResult]::new('--save-responses', '--save-responses', [CompletionResultType]::ParameterName, 'Keep each answer, with its status and its headers, in a file of this folder')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many have failed; what is under way is waited for')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Throw the same dice as an earlier run')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a run that was stopped, with its options; `last` is the newest')
            [CompletionResult]::new('--only-failed', '--only-failed', [CompletionResultType]::ParameterName, 'Send again what failed in a run, and nothing else')
            [CompletionResult]::new('--without', '--without', [CompletionResultType]::ParameterName, 'Leave out an option of that run, from then on, such as rate or header')
            [CompletionResult]::new('--journal', '--journal', [CompletionResultType]::ParameterName, 'Write down the run in this file, which is kept')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--shuffle', '--shuffle', [CompletionResultType]::ParameterName, 'Send them in an order of chance; all are looked at before')
            [CompletionResult]::new('--create', '--create', [CompletionResultType]::ParameterName, 'Let `--set` make what is not there, and `--unset` and `--shift-dates` pass over it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Tell what would be sent, and send nothing')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('--keep-auth', '--keep-auth', [CompletionResultType]::ParameterName, 'Send the stored credentials too: Authorization, cookies, keys, signatures')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Send what tunnels and proxies added too, and not X-Dsw-Replay')
            [CompletionResult]::new('--keep-path', '--keep-path', [CompletionResultType]::ParameterName, 'Send each to the path and query it was captured with, below that of the URL')
            [CompletionResult]::new('--bearer', '--bearer', [CompletionResultType]::ParameterName, 'Show a bearer token, which is the secret: an access token at hand')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Do not check who answers, and be warned each time')
            [CompletionResult]::new('--reorder', '--reorder', [CompletionResultType]::ParameterName, 'Send them a little out of order, as late messages are; also of one appointment')
            [CompletionResult]::new('--retry-unsafe', '--retry-unsafe', [CompletionResultType]::ParameterName, 'Send a POST again that may have arrived')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Follow redirects, five at most, never from https to http')
            [CompletionResult]::new('--validate', '--validate', [CompletionResultType]::ParameterName, 'Judge each payload by the bundled schema and rules, and do not send one with an error')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop after the first that fails')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send what may have arrived, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;simulate' {
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The payload to act on: sample:created, a file, `-` for stdin, or a capture: 42, last')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('--like', '--like', [CompletionResultType]::ParameterName, 'Know the resources, categories, time markers and custom fields of these payloads too')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When the first action is done, by the clock of the payload [default: now]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Who does it [default: who made the last change]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Make the same ids from the same number, and throw the same dice [default: a random one]')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'Simulate a whole day of many appointments, the same for the same number')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The day that `--day` is about')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Keep the payloads in this folder, as captures: a file each, and a journal')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Keep the payloads in this folder, as captures: a file each, and a journal')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Send the payloads to this URL, as `dsw replay` does, with its options of delivery')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print commands that send the same bytes from files, and send nothing')
            [CompletionResult]::new('--bodies', '--bodies', [CompletionResultType]::ParameterName, 'Where `--print` writes a payload that no file holds as it is sent')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How deliveries are reported: human, json, junit, github or azure')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header to add, or to send in place of one of that name; @FILE has one a line')
            [CompletionResult]::new('--remove-header', '--remove-header', [CompletionResultType]::ParameterName, 'A header to leave out')
            [CompletionResult]::new('--basic', '--basic', [CompletionResultType]::ParameterName, 'Show this user and a password: the connector''s type Basic')
            [CompletionResult]::new('--ntlm', '--ntlm', [CompletionResultType]::ParameterName, 'Sign in as `DOMAIN\user` or `user@domain`, with a password: the connector''s type NTLM')
            [CompletionResult]::new('--oauth2', '--oauth2', [CompletionResultType]::ParameterName, 'Show a token that is got from this URL: the connector''s types MS Entra ID and OAuth2')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client that asks for the token')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for, such as `https://api.example/.default`')
            [CompletionResult]::new('--oauth2-auth', '--oauth2-auth', [CompletionResultType]::ParameterName, 'Where the client''s id and secret stand when it asks for the token')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The private key of that certificate; PEM, not encrypted')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, in place of this machine''s')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'How many are under way at once; those of one appointment never overtake each other')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'No more than this, such as 50/s or 10/min')
            [CompletionResult]::new('--timing', '--timing', [CompletionResultType]::ParameterName, 'When each is sent: at once, or with the gaps that the captures came with [default: none]')
            [CompletionResult]::new('--speed', '--speed', [CompletionResultType]::ParameterName, 'How much faster than they came, such as 10x; implies `--timing original`')
            [CompletionResult]::new('--max-gap', '--max-gap', [CompletionResultType]::ParameterName, 'No gap longer than this, once sped up; implies `--timing original`')
            [CompletionResult]::new('--duplicate', '--duplicate', [CompletionResultType]::ParameterName, 'Send a share of them a second time a little later, as a retry does')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long an attempt may take; 0 for ever')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Send as Dime.Scheduler does, and tell what its transaction log would say')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504')
            [CompletionResult]::new('--retry-max-time', '--retry-max-time', [CompletionResultType]::ParameterName, 'Begin no other attempt of a payload after this time [default: 2min]')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long each answer may take, such as 500ms; it is read to its end all the same')
            [CompletionResult]::new('--save-responses', '--save-responses', [CompletionResultType]::ParameterName, 'Keep each answer, with its status and its headers, in a file of this folder')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many have failed; what is under way is waited for')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Tell what would be sent, and send nothing')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('--keep-auth', '--keep-auth', [CompletionResultType]::ParameterName, 'Send the stored credentials too: Authorization, cookies, keys, signatures')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Send what tunnels and proxies added too, and not X-Dsw-Replay')
            [CompletionResult]::new('--keep-path', '--keep-path', [CompletionResultType]::ParameterName, 'Send each to the path and query it was captured with, below that of the URL')
            [CompletionResult]::new('--bearer', '--bearer', [CompletionResultType]::ParameterName, 'Show a bearer token, which is the secret: an access token at hand')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Do not check who answers, and be warned each time')
            [CompletionResult]::new('--reorder', '--reorder', [CompletionResultType]::ParameterName, 'Send them a little out of order, as late messages are; also of one appointment')
            [CompletionResult]::new('--retry-unsafe', '--retry-unsafe', [CompletionResultType]::ParameterName, 'Send a POST again that may have arrived')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Follow redirects, five at most, never from https to http')
            [CompletionResult]::new('--validate', '--validate', [CompletionResultType]::ParameterName, 'Judge each payload by the bundled schema and rules, and do not send one with an error')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop after the first that fails')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;board' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file of the page; `-` is stdout [default: board.html]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file of the page; `-` is stdout [default: board.html]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'A page, or text')
            [CompletionResult]::new('--day', '--day', [CompletionResultType]::ParameterName, 'The day that is shown as text [default: the day of the last capture''s block]')
            [CompletionResult]::new('--week', '--week', [CompletionResultType]::ParameterName, 'The week that is shown as text, by a day that is in it')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Open the page in the browser')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets, which are dots otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;demo' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;schema' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('appointment', 'appointment', [CompletionResultType]::ParameterValue, 'Print the schema of an appointment, as the webhook sends it')
            [CompletionResult]::new('output', 'output', [CompletionResultType]::ParameterValue, 'Print the schema of the lines that `--format json` prints')
            [CompletionResult]::new('infer', 'infer', [CompletionResultType]::ParameterValue, 'Learn a schema from payloads: the bundled one, narrowed to what was seen')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what has drifted between two schemas, and whether a receiver could break on it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dsw;schema;appointment' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;schema;output' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;schema;infer' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The capture folder that numbers refer to')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write into this file, which has its name once it is whole; else, or with `-`, to stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write into this file, which has its name once it is whole; else, or with `-`, to stdout')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;schema;diff' {
            [CompletionResult]::new('--schema-dir', '--schema-dir', [CompletionResultType]::ParameterName, 'The folder of the files that both schemas may refer to; nothing else is read for them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How results are printed')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'The receiver refuses properties that it does not know: a new one could break it too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;schema;help' {
            [CompletionResult]::new('appointment', 'appointment', [CompletionResultType]::ParameterValue, 'Print the schema of an appointment, as the webhook sends it')
            [CompletionResult]::new('output', 'output', [CompletionResultType]::ParameterValue, 'Print the schema of the lines that `--format json` prints')
            [CompletionResult]::new('infer', 'infer', [CompletionResultType]::ParameterValue, 'Learn a schema from payloads: the bundled one, narrowed to what was seen')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what has drifted between two schemas, and whether a receiver could break on it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dsw;schema;help;appointment' {
            break
        }
        'dsw;schema;help;output' {
            break
        }
        'dsw;schema;help;infer' {
            break
        }
        'dsw;schema;help;diff' {
            break
        }
        'dsw;schema;help;help' {
            break
        }
        'dsw;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'dsw;help' {
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks on a local port and keep every byte')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List captures: a line each')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a capture: a card, its payload, its headers, its bytes')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what differs between two payloads, by what the planner did')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Tell the life of one appointment, action by action')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write captures into files: as they came, fit to be committed, or for other programs')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Record what another program kept of requests: HAR, ngrok, webhook.site')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Judge captured payloads against the appointment schema')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell why a rule is there, and what to do when it is broken')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send saved payloads to a URL, byte for byte')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Act on a payload as a planner does, and give what would be posted')
            [CompletionResult]::new('board', 'board', [CompletionResultType]::ParameterValue, 'Show captures as a planning board: a page, or text')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Show the whole loop with bundled samples: receive, judge, replay')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print a bundled schema, learn one from payloads, or tell two apart')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that completes dsw''s command line in a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'dsw;help;listen' {
            break
        }
        'dsw;help;list' {
            break
        }
        'dsw;help;show' {
            break
        }
        'dsw;help;diff' {
            break
        }
        'dsw;help;history' {
            break
        }
        'dsw;help;export' {
            break
        }
        'dsw;help;import' {
            break
        }
        'dsw;help;validate' {
            break
        }
        'dsw;help;explain' {
            break
        }
        'dsw;help;replay' {
            break
        }
        'dsw;help;simulate' {
            break
        }
        'dsw;help;board' {
            break
        }
        'dsw;help;demo' {
            break
        }
        'dsw;help;schema' {
            [CompletionResult]::new('appointment', 'appointment', [CompletionResultType]::ParameterValue, 'Print the schema of an appointment, as the webhook sends it')
            [CompletionResult]::new('output', 'output', [CompletionResultType]::ParameterValue, 'Print the schema of the lines that `--format json` prints')
            [CompletionResult]::new('infer', 'infer', [CompletionResultType]::ParameterValue, 'Learn a schema from payloads: the bundled one, narrowed to what was seen')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what has drifted between two schemas, and whether a receiver could break on it')
            break
        }
        'dsw;help;schema;appointment' {
            break
        }
        'dsw;help;schema;output' {
            break
        }
        'dsw;help;schema;infer' {
            break
        }
        'dsw;help;schema;diff' {
            break
        }
        'dsw;help;completions' {
            break
        }
        'dsw;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
