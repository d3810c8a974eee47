# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_dsw_global_optspecs
    string join \n color= h/help V/version
end

function __fish_dsw_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_dsw_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_dsw_using_subcommand
    set -l cmd (__fish_dsw_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c dsw -n "__fish_dsw_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_needs_command" -s V -l version -d 'Print version'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "listen" -d 'Receive webhooks on a local port and keep every byte'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "list" -d 'List captures: a line each'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "show" -d 'Show a capture: a card, its payload, its headers, its bytes'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "diff" -d 'Tell what differs between two payloads, by what the planner did'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "history" -d 'Tell the life of one appointment, action by action'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "export" -d 'Write captures into files: as they came, fit to be committed, or for other programs'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "import" -d 'Record what another program kept of requests: HAR, ngrok, webhook.site'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "validate" -d 'Judge captured payloads against the appointment schema'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "explain" -d 'Tell why a rule is there, and what to do when it is broken'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "replay" -d 'Send saved payloads to a URL, byte for byte'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "simulate" -d 'Act on a payload as a planner does, and give what would be posted'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "board" -d 'Show captures as a planning board: a page, or text'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "demo" -d 'Show the whole loop with bundled samples: receive, judge, replay'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "schema" -d 'Print a bundled schema, learn one from payloads, or tell two apart'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "completions" -d 'Print a script that completes dsw\'s command line in a shell'
complete -c dsw -n "__fish_dsw_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l host -d 'The IP address to listen on' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -s p -l port -d 'The port to listen on; 0 picks a free one' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -s d -l save-dir -d 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l format -d 'How results are printed' -r -f -a "human\t'A card for people'
line\t'One line a capture, for people in a hurry'
json\t'One JSON object a line'"
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l where -d 'Show and count only captures for which this jq filter gives anything but false or null' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l change-from -d 'Where a request says that it created, updated or deleted: path, query:NAME or header:NAME' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l respond -d 'The status that is answered' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l respond-body -d 'The body that is answered; `@FILE` takes it from a file, `@-` from stdin' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l respond-header -d 'A header that is answered' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l delay -d 'How long each sender waits for its answer, such as 2s or 1s..3s' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l fail -d 'Answer this status to a share of all requests, such as 503:20%' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l fail-first -d 'Answer this status to the first requests, such as 2:500' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l drop -d 'Close the connection of a share of all requests without an answer' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l seed -d 'Throw the same dice as an earlier run' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l forward-to -d 'Send each request on to this URL, and its answer back to the sender; @FILE holds one' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -s H -l header -d 'A header to add, or to send in place of one of that name; @FILE has one a line' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l remove-header -d 'A header to leave out' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l forward-timeout -d 'How long the target may take to answer; 0 for ever, as for one halted in a debugger' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l require-basic -d 'Ask for this user and a password: the connector\'s type Basic' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l require-header -d 'Ask for a header of this name' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l secret-file -d 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l count -d 'End after so many captures, of those that `--where` wants' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l until -d 'End after the first capture that this jq filter matches, shown or not' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l timeout -d 'End after so long, with exit 124 when what was waited for has not come by then' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l ready-file -d 'Write the URL into this file once senders can post' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l max-body -d 'The largest body that is taken, such as 512KiB or 10MiB' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l head-timeout -d 'How long a request\'s head may take' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l body-timeout -d 'How long a body may take, in all' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l max-connections -d 'How many connections are open at a time [default: 256, or what the limit on files allows]' -r
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l no-save -d 'Keep nothing on disk'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l body -d 'Show the whole payload below its card'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -s q -l quiet -d 'Show nothing but what goes wrong'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l fsync -d 'Sync body, journal and folder to the disk before each answer'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l hang -d 'Never answer'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l preserve-host -d 'Send the Host header as it came, in place of the target\'s'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l require-bearer -d 'Ask for a bearer token: the connector\'s types Entra ID and OAuth2'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -l fail-on-invalid -d 'Exit 1 when a payload was invalid'
complete -c dsw -n "__fish_dsw_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand list" -l from -d 'The capture folder' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand list" -l last -d 'Only so many, the newest' -r
complete -c dsw -n "__fish_dsw_using_subcommand list" -l format -d 'How they are printed' -r -f -a "human\t'For people'
json\t'One JSON object a line'"
complete -c dsw -n "__fish_dsw_using_subcommand list" -l where -d 'Only payloads for which this jq filter gives anything but false or null' -r
complete -c dsw -n "__fish_dsw_using_subcommand list" -l since -d 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago' -r
complete -c dsw -n "__fish_dsw_using_subcommand list" -l until -d 'Only what was captured before this time' -r
complete -c dsw -n "__fish_dsw_using_subcommand list" -l appointment -d 'Only this appointment, by its number, id or GUID; may be given several times' -r
complete -c dsw -n "__fish_dsw_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand list" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand show" -l body -d 'The payload, every property of it'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l headers -d 'The request line and the headers'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l raw -d 'The bytes of the payload as they came, secrets too'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l curl -d 'The curl command that sends it again, to where it was sent; body from its file'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l force -d 'Send `--raw` to a terminal, whatever is in it'
complete -c dsw -n "__fish_dsw_using_subcommand show" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand diff" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand diff" -l ignore -d 'Leave out what is at this JSON Pointer, or below it; may be given several times' -r
complete -c dsw -n "__fish_dsw_using_subcommand diff" -l format -d 'How differences are printed' -r -f -a "human\t'For people, by what the planner did'
json\t'One JSON object a line'
patch\t'A JSON Patch (RFC 6902), from the first payload to the second, but for the order of lists'"
complete -c dsw -n "__fish_dsw_using_subcommand diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand diff" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand history" -l from -d 'Where its payloads are: the capture folder, or any folder or file of payloads' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand history" -l format -d 'How it is printed' -r -f -a "human\t'For people'
json\t'One JSON object a line'"
complete -c dsw -n "__fish_dsw_using_subcommand history" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand history" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand export" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand export" -s o -l output -d 'The folder to write into; nothing in it is written over' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand export" -l format -d 'What is written' -r -f -a "files\t'A file a payload'
har\t'One HTTP Archive of all requests, `captures.har`'
curl\t'A file a payload, and `captures.sh` with a curl command for each'
http\t'One file of requests, `captures.http`, as editors send them'"
complete -c dsw -n "__fish_dsw_using_subcommand export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand export" -l redact -d 'Put stand-ins in the place of what is personal or secret'
complete -c dsw -n "__fish_dsw_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand import" -s d -l save-dir -d 'Where to keep captures [default: captures, or `DSW_SAVE_DIR`]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l schema -d 'Judge against this JSON Schema (- is standard input) in place of the bundled one' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l schema-dir -d 'The folder of the files that the schema may refer to; nothing else is read for it' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l allow -d 'Tell nothing of a rule, or of several with commas between them' -r
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l warn -d 'Make a rule a warning' -r
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l deny -d 'Make a rule an error' -r
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l format -d 'How results are reported: human, concise, json, github, azure, gitlab, junit or sarif' -r
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l max-findings -d 'Show no more findings than this, of the whole run; all are counted' -r
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l sequence -d 'Judge the payloads as a sequence too: what only several of them show together'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l strict -d 'Count warnings as errors: they fail; notes do not'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l fail-fast -d 'Stop after the first document with an error'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l exit-zero -d 'End with 0 whatever is found; what cannot be read or written still costs'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -s q -l quiet -d 'Print nothing but what cannot be read or written; files are still written'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l mask -d 'Show `***` in place of the values of payloads; the names of properties stay'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l no-mask -d 'Show values in CI too'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -l watch -d 'Judge again whenever a source changes, until Ctrl-C'
complete -c dsw -n "__fish_dsw_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand explain" -l format -d 'How results are printed' -r -f -a "human\t'For people'
json\t'One JSON object a line'"
complete -c dsw -n "__fish_dsw_using_subcommand explain" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l from -d 'The capture folder that numbers refer to, and that keeps runs to go on with' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l to -d 'Where to send it; http or https; @FILE holds the URL' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l where -d 'Only payloads for which this jq filter gives anything but false or null' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l since -d 'Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l until -d 'Only what was captured before this time' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l appointment -d 'Only this appointment, by its number, id or GUID; may be given several times' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l repeat -d 'Send all of them so many times, one round after the other' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l set -d 'Put a value in the place of another, such as /Task/Job/SourceApp=BC-TEST' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l unset -d 'Take a value away, before any is set' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l shift-dates -d 'Move every date by so many days or weeks, such as +3d or -2w; `now` moves to today' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l print -d 'Print commands that send the same bytes from files, and send nothing' -r -f -a "curl\t'curl, in bash'
powershell\t'Invoke-WebRequest, in Windows PowerShell or PowerShell 7'"
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l bodies -d 'Where `--print` writes a payload that no file holds as it is sent' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l format -d 'How deliveries are reported: human, json, junit, github or azure' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -s H -l header -d 'A header to add, or to send in place of one of that name; @FILE has one a line' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l remove-header -d 'A header to leave out' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l basic -d 'Show this user and a password: the connector\'s type Basic' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l ntlm -d 'Sign in as `DOMAIN\\user` or `user@domain`, with a password: the connector\'s type NTLM' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l oauth2 -d 'Show a token that is got from this URL: the connector\'s types MS Entra ID and OAuth2' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l client-id -d 'The client that asks for the token' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l scope -d 'What the token is for, such as `https://api.example/.default`' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l oauth2-auth -d 'Where the client\'s id and secret stand when it asks for the token' -r -f -a "body\t'In the body of the request'
basic\t'In its header, as a user and a password'"
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l secret-file -d 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l cert -d 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l key -d 'The private key of that certificate; PEM, not encrypted' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l cacert -d 'Trust the authorities in this PEM file, in place of this machine\'s' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l concurrency -d 'How many are under way at once; those of one appointment never overtake each other' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l rate -d 'No more than this, such as 50/s or 10/min' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l timing -d 'When each is sent: at once, or with the gaps that the captures came with [default: none]' -r -f -a "none\t'As soon as the one before is done'
original\t'With the gaps that they were captured with'"
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l speed -d 'How much faster than they came, such as 10x; implies `--timing original`' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l max-gap -d 'No gap longer than this, once sped up; implies `--timing original`' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l duplicate -d 'Send a share of them a second time a little later, as a retry does' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l timeout -d 'How long an attempt may take; 0 for ever' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l as -d 'Send as Dime.Scheduler does, and tell what its transaction log would say' -r -f -a "dime\t'Dime.Scheduler\'s: success is 200, three attempts, then Failed'"
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l retry -d 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l retry-max-time -d 'Begin no other attempt of a payload after this time [default: 2min]' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l expect -d 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l max-time -d 'How long each answer may take, such as 500ms; it is read to its end all the same' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l save-responses -d 'Keep each answer, with its status and its headers, in a file of this folder' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l max-failures -d 'Stop once so many have failed; what is under way is waited for' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l seed -d 'Throw the same dice as an earlier run' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l resume -d 'Go on with a run that was stopped, with its options; `last` is the newest' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l only-failed -d 'Send again what failed in a run, and nothing else' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l without -d 'Leave out an option of that run, from then on, such as rate or header' -r
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l journal -d 'Write down the run in this file, which is kept' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l shuffle -d 'Send them in an order of chance; all are looked at before'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l create -d 'Let `--set` make what is not there, and `--unset` and `--shift-dates` pass over it'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l dry-run -d 'Tell what would be sent, and send nothing'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l keep-auth -d 'Send the stored credentials too: Authorization, cookies, keys, signatures'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l exact -d 'Send what tunnels and proxies added too, and not X-Dsw-Replay'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l keep-path -d 'Send each to the path and query it was captured with, below that of the URL'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l bearer -d 'Show a bearer token, which is the secret: an access token at hand'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l insecure -d 'Do not check who answers, and be warned each time'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l reorder -d 'Send them a little out of order, as late messages are; also of one appointment'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l retry-unsafe -d 'Send a POST again that may have arrived'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l follow -d 'Follow redirects, five at most, never from https to http'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l validate -d 'Judge each payload by the bundled schema and rules, and do not send one with an error'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l fail-fast -d 'Stop after the first that fails'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -l retry-unknown -d 'Send what may have arrived, too'
complete -c dsw -n "__fish_dsw_using_subcommand replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l on -d 'The payload to act on: sample:created, a file, `-` for stdin, or a capture: 42, last' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l like -d 'Know the resources, categories, time markers and custom fields of these payloads too' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l at -d 'When the first action is done, by the clock of the payload [default: now]' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l user -d 'Who does it [default: who made the last change]' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l seed -d 'Make the same ids from the same number, and throw the same dice [default: a random one]' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l day -d 'Simulate a whole day of many appointments, the same for the same number' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l date -d 'The day that `--day` is about' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -s o -l output -d 'Keep the payloads in this folder, as captures: a file each, and a journal' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l to -d 'Send the payloads to this URL, as `dsw replay` does, with its options of delivery' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l print -d 'Print commands that send the same bytes from files, and send nothing' -r -f -a "curl\t'curl, in bash'
powershell\t'Invoke-WebRequest, in Windows PowerShell or PowerShell 7'"
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l bodies -d 'Where `--print` writes a payload that no file holds as it is sent' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l format -d 'How deliveries are reported: human, json, junit, github or azure' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -s H -l header -d 'A header to add, or to send in place of one of that name; @FILE has one a line' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l remove-header -d 'A header to leave out' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l basic -d 'Show this user and a password: the connector\'s type Basic' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l ntlm -d 'Sign in as `DOMAIN\\user` or `user@domain`, with a password: the connector\'s type NTLM' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l oauth2 -d 'Show a token that is got from this URL: the connector\'s types MS Entra ID and OAuth2' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l client-id -d 'The client that asks for the token' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l scope -d 'What the token is for, such as `https://api.example/.default`' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l oauth2-auth -d 'Where the client\'s id and secret stand when it asks for the token' -r -f -a "body\t'In the body of the request'
basic\t'In its header, as a user and a password'"
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l secret-file -d 'Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l cert -d 'Show this certificate to a receiver that asks for one; PEM, those of its issuers behind it' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l key -d 'The private key of that certificate; PEM, not encrypted' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l cacert -d 'Trust the authorities in this PEM file, in place of this machine\'s' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l concurrency -d 'How many are under way at once; those of one appointment never overtake each other' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l rate -d 'No more than this, such as 50/s or 10/min' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l timing -d 'When each is sent: at once, or with the gaps that the captures came with [default: none]' -r -f -a "none\t'As soon as the one before is done'
original\t'With the gaps that they were captured with'"
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l speed -d 'How much faster than they came, such as 10x; implies `--timing original`' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l max-gap -d 'No gap longer than this, once sped up; implies `--timing original`' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l duplicate -d 'Send a share of them a second time a little later, as a retry does' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l timeout -d 'How long an attempt may take; 0 for ever' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l as -d 'Send as Dime.Scheduler does, and tell what its transaction log would say' -r -f -a "dime\t'Dime.Scheduler\'s: success is 200, three attempts, then Failed'"
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l retry -d 'Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l retry-max-time -d 'Begin no other attempt of a payload after this time [default: 2min]' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l expect -d 'What each answer must be: 200, 2xx, 200,202, or a jq filter that must be true of its body' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l max-time -d 'How long each answer may take, such as 500ms; it is read to its end all the same' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l save-responses -d 'Keep each answer, with its status and its headers, in a file of this folder' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l max-failures -d 'Stop once so many have failed; what is under way is waited for' -r
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l dry-run -d 'Tell what would be sent, and send nothing'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l keep-auth -d 'Send the stored credentials too: Authorization, cookies, keys, signatures'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l exact -d 'Send what tunnels and proxies added too, and not X-Dsw-Replay'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l keep-path -d 'Send each to the path and query it was captured with, below that of the URL'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l bearer -d 'Show a bearer token, which is the secret: an access token at hand'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l insecure -d 'Do not check who answers, and be warned each time'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l reorder -d 'Send them a little out of order, as late messages are; also of one appointment'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l retry-unsafe -d 'Send a POST again that may have arrived'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l follow -d 'Follow redirects, five at most, never from https to http'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l validate -d 'Judge each payload by the bundled schema and rules, and do not send one with an error'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -l fail-fast -d 'Stop after the first that fails'
complete -c dsw -n "__fish_dsw_using_subcommand simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand board" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand board" -s o -l output -d 'The file of the page; `-` is stdout [default: board.html]' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand board" -l format -d 'A page, or text' -r -f -a "html\t'A page of its own, that needs no network'
text\t'Text for the terminal'"
complete -c dsw -n "__fish_dsw_using_subcommand board" -l day -d 'The day that is shown as text [default: the day of the last capture\'s block]' -r
complete -c dsw -n "__fish_dsw_using_subcommand board" -l week -d 'The week that is shown as text, by a day that is in it' -r
complete -c dsw -n "__fish_dsw_using_subcommand board" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand board" -l open -d 'Open the page in the browser'
complete -c dsw -n "__fish_dsw_using_subcommand board" -l show-secrets -d 'Show secrets, which are dots otherwise'
complete -c dsw -n "__fish_dsw_using_subcommand board" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -f -a "appointment" -d 'Print the schema of an appointment, as the webhook sends it'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -f -a "output" -d 'Print the schema of the lines that `--format json` prints'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -f -a "infer" -d 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -f -a "diff" -d 'Tell what has drifted between two schemas, and whether a receiver could break on it'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and not __fish_seen_subcommand_from appointment output infer diff help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from appointment" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from appointment" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from output" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from output" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from infer" -l from -d 'The capture folder that numbers refer to' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from infer" -s o -l output -d 'Write into this file, which has its name once it is whole; else, or with `-`, to stdout' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from infer" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from infer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from diff" -l schema-dir -d 'The folder of the files that both schemas may refer to; nothing else is read for them' -r -F
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from diff" -l format -d 'How results are printed' -r -f -a "human\t'For people'
json\t'One JSON object a line'"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from diff" -l strict -d 'The receiver refuses properties that it does not know: a new one could break it too'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from help" -f -a "appointment" -d 'Print the schema of an appointment, as the webhook sends it'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from help" -f -a "output" -d 'Print the schema of the lines that `--format json` prints'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from help" -f -a "infer" -d 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Tell what has drifted between two schemas, and whether a receiver could break on it'
complete -c dsw -n "__fish_dsw_using_subcommand schema; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dsw -n "__fish_dsw_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c dsw -n "__fish_dsw_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "listen" -d 'Receive webhooks on a local port and keep every byte'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "list" -d 'List captures: a line each'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "show" -d 'Show a capture: a card, its payload, its headers, its bytes'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "diff" -d 'Tell what differs between two payloads, by what the planner did'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "history" -d 'Tell the life of one appointment, action by action'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "export" -d 'Write captures into files: as they came, fit to be committed, or for other programs'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "import" -d 'Record what another program kept of requests: HAR, ngrok, webhook.site'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "validate" -d 'Judge captured payloads against the appointment schema'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "explain" -d 'Tell why a rule is there, and what to do when it is broken'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "replay" -d 'Send saved payloads to a URL, byte for byte'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "simulate" -d 'Act on a payload as a planner does, and give what would be posted'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "board" -d 'Show captures as a planning board: a page, or text'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "demo" -d 'Show the whole loop with bundled samples: receive, judge, replay'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "schema" -d 'Print a bundled schema, learn one from payloads, or tell two apart'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "completions" -d 'Print a script that completes dsw\'s command line in a shell'
complete -c dsw -n "__fish_dsw_using_subcommand help; and not __fish_seen_subcommand_from listen list show diff history export import validate explain replay simulate board demo schema completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c dsw -n "__fish_dsw_using_subcommand help; and __fish_seen_subcommand_from schema" -f -a "appointment" -d 'Print the schema of an appointment, as the webhook sends it'
complete -c dsw -n "__fish_dsw_using_subcommand help; and __fish_seen_subcommand_from schema" -f -a "output" -d 'Print the schema of the lines that `--format json` prints'
complete -c dsw -n "__fish_dsw_using_subcommand help; and __fish_seen_subcommand_from schema" -f -a "infer" -d 'Learn a schema from payloads: the bundled one, narrowed to what was seen'
complete -c dsw -n "__fish_dsw_using_subcommand help; and __fish_seen_subcommand_from schema" -f -a "diff" -d 'Tell what has drifted between two schemas, and whether a receiver could break on it'
