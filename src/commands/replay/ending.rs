//! The end of a run: what it came to is told, and how another goes on with it.

use std::thread;

use tokio::sync::oneshot;

use super::engine::{Cut, Sent};
use super::last_words::last_words;
use super::outlet::{LastWord, stands_still};
use super::reader::Reader;
use super::remarks::Remarks;
use super::teller::{End, Told};
use crate::cli::ReplayArgs;
use crate::client::Closing;
use crate::commands::network::Ends;
use crate::commands::words::Word;
use crate::console::Talk;
use crate::error::{Error, Exit};

/// Tells the end of a run, and what it costs.
pub(super) async fn end(
    mut sent: Sent,
    args: &ReplayArgs,
    (reader, remarks, closing): (&Reader, &Remarks, &Closing),
    talk: &Talk,
    ends: &mut Ends,
) -> Exit {
    let (nothing, replays) = reader.end();
    let (cost, is_soon) = match sent.cut {
        None | Some(Cut::Enough | Cut::Stopped) => (Exit::Ok, false),
        Some(Cut::Signal(exit) | Cut::AtOnce(exit)) => (exit, true),
    };
    count_the_rest(&mut sent, nothing);
    let is_whole = sent.cut.is_none();
    let outcomes = sent.tally.outcomes.clone();
    let is_done = is_whole && outcomes.failed() + outcomes.unanswered == 0;
    let is_single = reader.is_single() && !sent.log.is_resumed();
    let run = sent.log.end(is_done || is_single, args);
    let notes = replays.into_iter().chain(reader.timeless(args)).chain(remarks.told(is_whole));
    let notes = notes.chain(closing.told()).collect();
    let is_piped = args.sources.iter().any(|source| source == "-");
    let mut words = last_words(&sent, run.as_deref(), (is_piped, args.is_passing), notes);
    let end = End { outcomes, left: sent.left, run, took: sent.took };
    let exit = sent.tally.exit.and(cost);
    if let Some(Cut::AtOnce(_)) = sent.cut {
        return say(words, talk, true, exit, ends).await;
    }
    let exit = match sent.outlet.end(end, is_soon, ends).await {
        LastWord::Told(cost) => exit.and(cost),
        LastWord::Interrupted(cost) => return say(words, talk, true, exit.and(cost), ends).await,
        LastWord::Unread => {
            let unread = "the last deliveries were not told: nobody reads the output";
            words.insert(0, Word::Warn(unread.to_owned()));
            exit
        }
    };
    say(words, talk, is_soon, exit, ends).await
}

/// Counts what never was there to be sent, when the run came to its end.
fn count_the_rest(sent: &mut Sent, nothing: Option<Error>) {
    if sent.cut.is_none() {
        sent.log.count_gone();
        if let Some(nothing) = nothing.or_else(|| sent.log.nothing(&sent.tally)) {
            sent.tally.costs(nothing.exit());
            sent.outlet.tell(Told::Problem(nothing));
        }
    }
    sent.tally.costs(sent.log.cost());
}

/// Says it to people, on a thread of its own: they may not read either.
async fn say(words: Vec<Word>, talk: &Talk, is_soon: bool, exit: Exit, ends: &mut Ends) -> Exit {
    let (tell, said) = oneshot::channel();
    let speaker = talk.clone();
    thread::spawn(move || {
        for word in words {
            word.say(&speaker);
        }
        tell.send(())
    });
    tokio::select! {
        biased;
        _ = said => exit,
        cost = ends.next() => exit.and(cost),
        () = stands_still(talk), if is_soon => exit,
    }
}
