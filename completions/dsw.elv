
use builtin;
use str;

set edit:completion:arg-completer[dsw] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'dsw'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'dsw'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand listen 'Receive webhooks on a local port and keep every byte'
            cand list 'List captures: a line each'
            cand show 'Show a capture: a card, its payload, its headers, its bytes'
            cand diff 'Tell what differs between two payloads, by what the planner did'
            cand history 'Tell the life of one appointment, action by action'
            cand export 'Write captures into files: as they came, fit to be committed, or for other programs'
            cand import 'Record what another program kept of requests: HAR, ngrok, webhook.site'
            cand validate 'Judge captured payloads against the appointment schema'
            cand explain 'Tell why a rule is there, and what to do when it is broken'
            cand replay 'Send saved payloads to a URL, byte for byte'
            cand simulate 'Act on a payload as a planner does, and give what would be posted'
            cand board 'Show captures as a planning board: a page, or text'
            cand demo 'Show the whole loop with bundled samples: receive, judge, replay'
            cand schema 'Print a bundled schema, learn one from payloads, or tell two apart'
            cand completions 'Print a script that completes dsw''s command line in a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dsw;listen'= {
            cand --host 'The IP address to listen on'
            cand -p 'The port to listen on; 0 picks a free one'
            cand --port 'The port to listen on; 0 picks a free one'
            cand -d 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]'
            cand --save-dir 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]'
            cand --format 'How results are printed'
            cand --where 'Show and count only captures for which this jq filter gives anything but false or null'
            cand --change-from 'Where a request says that it created, updated or deleted: path, query:NAME or header:NAME'
            cand --respond 'The status that is answered'
            cand --respond-body 'The body that is answered; `@FILE` takes it from a file, `@-` from stdin'
            cand --respond-header 'A header that is answered'
            cand --delay 'How long each sender waits for its answer, such as 2s or 1s..3s'
            cand --fail 'Answer this status to a share of all requests, such as 503:20%'
            cand --fail-first 'Answer this status to the first requests, such as 2:500'
            cand --drop 'Close the connection of a share of all requests without an answer'
            cand --seed 'Throw the same dice as an earlier run'
            cand --forward-to 'Send each request on to this URL, and its answer back to the sender; @FILE holds one'
            cand -H 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --header 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --remove-header 'A header to leave out'
            cand --forward-timeout 'How long the target may take to answer; 0 for ever, as for one halted in a debugger'
            cand --require-basic 'Ask for this user and a password: the connector''s type Basic'
            cand --require-header 'Ask for a header of this name'
            cand --secret-file 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]'
            cand --count 'End after so many captures, of those that `--where` wants'
            cand --until 'End after the first capture that this jq filter matches, shown or not'
            cand --timeout 'End after so long, with exit 124 when what was waited for has not come by then'
            cand --ready-file 'Write the URL into this file once senders can post'
            cand --max-body 'The largest body that is taken, such as 512KiB or 10MiB'
            cand --head-timeout 'How long a request''s head may take'
            cand --body-timeout 'How long a body may take, in all'
            cand --max-connections 'How many connections are open at a time [default: 256, or what the limit on files allows]'
            cand --color 'When to use colour'
            cand --no-save 'Keep nothing on disk'
            cand --body 'Show the whole payload below its card'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -q 'Show nothing but what goes wrong'
            cand --quiet 'Show nothing but what goes wrong'
            cand --fsync 'Sync body, journal and folder to the disk before each answer'
            cand --hang 'Never answer'
            cand --preserve-host 'Send the Host header as it came, in place of the target''s'
            cand --require-bearer 'Ask for a bearer token: the connector''s types Entra ID and OAuth2'
            cand --fail-on-invalid 'Exit 1 when a payload was invalid'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;list'= {
            cand --from 'The capture folder'
            cand --last 'Only so many, the newest'
            cand --format 'How they are printed'
            cand --where 'Only payloads for which this jq filter gives anything but false or null'
            cand --since 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago'
            cand --until 'Only what was captured before this time'
            cand --appointment 'Only this appointment, by its number, id or GUID; may be given several times'
            cand --color 'When to use colour'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;show'= {
            cand --from 'The capture folder that numbers refer to'
            cand --color 'When to use colour'
            cand --body 'The payload, every property of it'
            cand --headers 'The request line and the headers'
            cand --raw 'The bytes of the payload as they came, secrets too'
            cand --curl 'The curl command that sends it again, to where it was sent; body from its file'
            cand --force 'Send `--raw` to a terminal, whatever is in it'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;diff'= {
            cand --from 'The capture folder that numbers refer to'
            cand --ignore 'Leave out what is at this JSON Pointer, or below it; may be given several times'
            cand --format 'How differences are printed'
            cand --color 'When to use colour'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;history'= {
            cand --from 'Where its payloads are: the capture folder, or any folder or file of payloads'
            cand --format 'How it is printed'
            cand --color 'When to use colour'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;export'= {
            cand --from 'The capture folder that numbers refer to'
            cand -o 'The folder to write into; nothing in it is written over'
            cand --output 'The folder to write into; nothing in it is written over'
            cand --format 'What is written'
            cand --color 'When to use colour'
            cand --redact 'Put stand-ins in the place of what is personal or secret'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;import'= {
            cand -d 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]'
            cand --save-dir 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;validate'= {
            cand --from 'The capture folder that numbers refer to'
            cand --schema 'Judge against this JSON Schema (- is standard input) in place of the bundled one'
            cand --schema-dir 'The folder of the files that the schema may refer to; nothing else is read for it'
            cand --allow 'Tell nothing of a rule, or of several with commas between them'
            cand --warn 'Make a rule a warning'
            cand --deny 'Make a rule an error'
            cand --format 'How results are reported: human, concise, json, github, azure, gitlab, junit or sarif'
            cand --max-findings 'Show no more findings than this, of the whole run; all are counted'
            cand --color 'When to use colour'
            cand --sequence 'Judge the payloads as a sequence too: what only several of them show together'
            cand --strict 'Count warnings as errors: they fail; notes do not'
            cand --fail-fast 'Stop after the first document with an error'
            cand --exit-zero 'End with 0 whatever is found; what cannot be read or written still costs'
            cand -q 'Print nothing but what cannot be read or written; files are still written'
            cand --quiet 'Print nothing but what cannot be read or written; files are still written'
            cand --mask 'Show `***` in place of the values of payloads; the names of properties stay'
            cand --no-mask 'Show values in CI too'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand --watch 'Judge again whenever a source changes, until Ctrl-C'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;explain'= {
            cand --format 'How results are printed'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;replay'= {
            cand --from 'The capture folder that numbers refer to, and that keeps runs to go on with'
            cand --to 'Where to send it; http or https; @FILE holds the URL'
            cand --where 'Only payloads for which this jq filter gives anything but false or null'
            cand --since 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago'
            cand --until 'Only what was captured before this time'
            cand --appointment 'Only this appointment, by its number, id or GUID; may be given several times'
            cand --repeat 'Send all of them so many times, one round after the other'
            cand --set 'Put a value in the place of another, such as /Task/Job/SourceApp=BC-TEST'
            cand --unset 'Take a value away, before any is set'
            cand --shift-dates 'Move every date by so many days or weeks, such as +3d or -2w; `now` moves to today'
            cand --print 'Print commands that send the same bytes from files, and send nothing'
            cand --bodies 'Where `--print` writes a payload that no file holds as it is sent'
            cand --format 'How deliveries are reported: human, json, junit, github or azure'
            cand -H 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --header 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --remove-header 'A header to leave out'
            cand --basic 'Show this user and a password: the connector''s type Basic'
            cand --ntlm 'Sign in as `DOMAIN\user` or `user@domain`, with a password: the connector''s type NTLM'
            cand --oauth2 'Show a token that is got from this URL: the connector''s types MS Entra ID and OAuth2'
            cand --client-id 'The client that asks for the token'
            cand --scope 'What the token is for, such as `https://api.example/.default`'
            cand --oauth2-auth 'Where the client''s id and secret stand when it asks for the token'
            cand --secret-file 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]'
            cand --cert 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it'
            cand --key 'The private key of that certificate; PEM, not encrypted'
            cand --cacert 'Trust the authorities in this PEM file, in place of this machine''s'
            cand --concurrency 'How many are under way at once; those of one appointment never overtake each other'
            cand --rate 'No more than this, such as 50/s or 10/min'
            cand --timing 'When each is sent: at once, or with the gaps that the captures came with [default: none]'
            cand --speed 'How much faster than they came, such as 10x; implies `--timing original`'
            cand --max-gap 'No gap longer than this, once sped up; implies `--timing original`'
            cand --duplicate 'Send a share of them a second time a little later, as a retry does'
            cand --timeout 'How long an attempt may take; 0 for ever'
            cand --as 'Send as Dime.Scheduler does, and tell what its transaction log would say'
            cand --retry 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504'
            cand --retry-max-time 'Begin no other attempt of a payload after this time [default: 2min]'
            cand --expect 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body'
            cand --max-time 'How long each answer may take, such as 500ms; it is read to its end all the same'
            cand --save-responses 'Keep each answer, with its status and its headers, in a file of this folder'
            cand --max-failures 'Stop once so many have failed; what is under way is waited for'
            cand --seed 'Throw the same dice as an earlier run'
            cand --resume 'Go on with a run that was stopped, with its options; `last` is the newest'
            cand --only-failed 'Send again what failed in a run, and nothing else'
            cand --without 'Leave out an option of that run, from then on, such as rate or header'
            cand --journal 'Write down the run in this file, which is kept'
            cand --color 'When to use colour'
            cand --shuffle 'Send them in an order of chance; all are looked at before'
            cand --create 'Let `--set` make what is not there, and `--unset` and `--shift-dates` pass over it'
            cand --dry-run 'Tell what would be sent, and send nothing'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand --keep-auth 'Send the stored credentials too: Authorization, cookies, keys, signatures'
            cand --exact 'Send what tunnels and proxies added too, and not X-Dsw-Replay'
            cand --keep-path 'Send each to the path and query it was captured with, below that of the URL'
            cand --bearer 'Show a bearer token, which is the secret: an access token at hand'
            cand --insecure 'Do not check who answers, and be warned each time'
            cand --reorder 'Send them a little out of order, as late messages are; also of one appointment'
            cand --retry-unsafe 'Send a POST again that may have arrived'
            cand --follow 'Follow redirects, five at most, never from https to http'
            cand --validate 'Judge each payload by the bundled schema and rules, and do not send one with an error'
            cand --fail-fast 'Stop after the first that fails'
            cand --retry-unknown 'Send what may have arrived, too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;simulate'= {
            cand --on 'The payload to act on: sample:created, a file, `-` for stdin, or a capture: 42, last'
            cand --from 'The capture folder that numbers refer to'
            cand --like 'Know the resources, categories, time markers and custom fields of these payloads too'
            cand --at 'When the first action is done, by the clock of the payload [default: now]'
            cand --user 'Who does it [default: who made the last change]'
            cand --seed 'Make the same ids from the same number, and throw the same dice [default: a random one]'
            cand --day 'Simulate a whole day of many appointments, the same for the same number'
            cand --date 'The day that `--day` is about'
            cand -o 'Keep the payloads in this folder, as captures: a file each, and a journal'
            cand --output 'Keep the payloads in this folder, as captures: a file each, and a journal'
            cand --to 'Send the payloads to this URL, as `dsw replay` does, with its options of delivery'
            cand --print 'Print commands that send the same bytes from files, and send nothing'
            cand --bodies 'Where `--print` writes a payload that no file holds as it is sent'
            cand --format 'How deliveries are reported: human, json, junit, github or azure'
            cand -H 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --header 'A header to add, or to send in place of one of that name; @FILE has one a line'
            cand --remove-header 'A header to leave out'
            cand --basic 'Show this user and a password: the connector''s type Basic'
            cand --ntlm 'Sign in as `DOMAIN\user` or `user@domain`, with a password: the connector''s type NTLM'
            cand --oauth2 'Show a token that is got from this URL: the connector''s types MS Entra ID and OAuth2'
            cand --client-id 'The client that asks for the token'
            cand --scope 'What the token is for, such as `https://api.example/.default`'
            cand --oauth2-auth 'Where the client''s id and secret stand when it asks for the token'
            cand --secret-file 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]'
            cand --cert 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it'
            cand --key 'The private key of that certificate; PEM, not encrypted'
            cand --cacert 'Trust the authorities in this PEM file, in place of this machine''s'
            cand --concurrency 'How many are under way at once; those of one appointment never overtake each other'
            cand --rate 'No more than this, such as 50/s or 10/min'
            cand --timing 'When each is sent: at once, or with the gaps that the captures came with [default: none]'
            cand --speed 'How much faster than they came, such as 10x; implies `--timing original`'
            cand --max-gap 'No gap longer than this, once sped up; implies `--timing original`'
            cand --duplicate 'Send a share of them a second time a little later, as a retry does'
            cand --timeout 'How long an attempt may take; 0 for ever'
            cand --as 'Send as Dime.Scheduler does, and tell what its transaction log would say'
            cand --retry 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504'
            cand --retry-max-time 'Begin no other attempt of a payload after this time [default: 2min]'
            cand --expect 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body'
            cand --max-time 'How long each answer may take, such as 500ms; it is read to its end all the same'
            cand --save-responses 'Keep each answer, with its status and its headers, in a file of this folder'
            cand --max-failures 'Stop once so many have failed; what is under way is waited for'
            cand --color 'When to use colour'
            cand --dry-run 'Tell what would be sent, and send nothing'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand --keep-auth 'Send the stored credentials too: Authorization, cookies, keys, signatures'
            cand --exact 'Send what tunnels and proxies added too, and not X-Dsw-Replay'
            cand --keep-path 'Send each to the path and query it was captured with, below that of the URL'
            cand --bearer 'Show a bearer token, which is the secret: an access token at hand'
            cand --insecure 'Do not check who answers, and be warned each time'
            cand --reorder 'Send them a little out of order, as late messages are; also of one appointment'
            cand --retry-unsafe 'Send a POST again that may have arrived'
            cand --follow 'Follow redirects, five at most, never from https to http'
            cand --validate 'Judge each payload by the bundled schema and rules, and do not send one with an error'
            cand --fail-fast 'Stop after the first that fails'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;board'= {
            cand --from 'The capture folder that numbers refer to'
            cand -o 'The file of the page; `-` is stdout [default: board.html]'
            cand --output 'The file of the page; `-` is stdout [default: board.html]'
            cand --format 'A page, or text'
            cand --day 'The day that is shown as text [default: the day of the last capture''s block]'
            cand --week 'The week that is shown as text, by a day that is in it'
            cand --color 'When to use colour'
            cand --open 'Open the page in the browser'
            cand --show-secrets 'Show secrets, which are dots otherwise'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;demo'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;schema'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand appointment 'Print the schema of an appointment, as the webhook sends it'
            cand output 'Print the schema of the lines that `--format json` prints'
            cand infer 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
            cand diff 'Tell what has drifted between two schemas, and whether a receiver could break on it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dsw;schema;appointment'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;schema;output'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;schema;infer'= {
            cand --from 'The capture folder that numbers refer to'
            cand -o 'Write into this file, which has its name once it is whole; else, or with `-`, to stdout'
            cand --output 'Write into this file, which has its name once it is whole; else, or with `-`, to stdout'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;schema;diff'= {
            cand --schema-dir 'The folder of the files that both schemas may refer to; nothing else is read for them'
            cand --format 'How results are printed'
            cand --color 'When to use colour'
            cand --strict 'The receiver refuses properties that it does not know: a new one could break it too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;schema;help'= {
            cand appointment 'Print the schema of an appointment, as the webhook sends it'
            cand output 'Print the schema of the lines that `--format json` prints'
            cand infer 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
            cand diff 'Tell what has drifted between two schemas, and whether a receiver could break on it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dsw;schema;help;appointment'= {
        }
        &'dsw;schema;help;output'= {
        }
        &'dsw;schema;help;infer'= {
        }
        &'dsw;schema;help;diff'= {
        }
        &'dsw;schema;help;help'= {
        }
        &'dsw;completions'= {
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'dsw;help'= {
            cand listen 'Receive webhooks on a local port and keep every byte'
            cand list 'List captures: a line each'
            cand show 'Show a capture: a card, its payload, its headers, its bytes'
            cand diff 'Tell what differs between two payloads, by what the planner did'
            cand history 'Tell the life of one appointment, action by action'
            cand export 'Write captures into files: as they came, fit to be committed, or for other programs'
            cand import 'Record what another program kept of requests: HAR, ngrok, webhook.site'
            cand validate 'Judge captured payloads against the appointment schema'
            cand explain 'Tell why a rule is there, and what to do when it is broken'
            cand replay 'Send saved payloads to a URL, byte for byte'
            cand simulate 'Act on a payload as a planner does, and give what would be posted'
            cand board 'Show captures as a planning board: a page, or text'
            cand demo 'Show the whole loop with bundled samples: receive, judge, replay'
            cand schema 'Print a bundled schema, learn one from payloads, or tell two apart'
            cand completions 'Print a script that completes dsw''s command line in a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'dsw;help;listen'= {
        }
        &'dsw;help;list'= {
        }
        &'dsw;help;show'= {
        }
        &'dsw;help;diff'= {
        }
        &'dsw;help;history'= {
        }
        &'dsw;help;export'= {
        }
        &'dsw;help;import'= {
        }
        &'dsw;help;validate'= {
        }
        &'dsw;help;explain'= {
        }
        &'dsw;help;replay'= {
        }
        &'dsw;help;simulate'= {
        }
        &'dsw;help;board'= {
        }
        &'dsw;help;demo'= {
        }
        &'dsw;help;schema'= {
            cand appointment 'Print the schema of an appointment, as the webhook sends it'
            cand output 'Print the schema of the lines that `--format json` prints'
            cand infer 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
            cand diff 'Tell what has drifted between two schemas, and whether a receiver could break on it'
        }
        &'dsw;help;schema;appointment'= {
        }
        &'dsw;help;schema;output'= {
        }
        &'dsw;help;schema;infer'= {
        }
        &'dsw;help;schema;diff'= {
        }
        &'dsw;help;completions'= {
        }
        &'dsw;help;help'= {
        }
    ]
    $completions[$command]
}
