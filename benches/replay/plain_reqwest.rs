//! The least a sender can do: reqwest, one thread, each line of a file posted once.
//!
//! `plain_reqwest URL FILE CONCURRENCY`. No order is kept, and nothing is written down.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use reqwest::Client;
use tokio::task::LocalSet;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: plain_reqwest URL FILE CONCURRENCY");
    let (url, file, concurrency) = (next()?, next()?, next()?.parse::<usize>()?);
    let lines: Arc<Vec<String>> =
        Arc::new(fs::read_to_string(file)?.lines().map(str::to_owned).collect());
    let (client, at) = (Client::builder().no_proxy().build()?, Arc::new(AtomicUsize::new(0)));
    let set = LocalSet::new();
    for _ in 0..concurrency {
        let (client, url) = (client.clone(), url.clone());
        let (lines, at) = (Arc::clone(&lines), Arc::clone(&at));
        set.spawn_local(async move {
            while let Some(line) = lines.get(at.fetch_add(1, Ordering::Relaxed)) {
                let answer = post(&client, &url, line).await;
                assert!(answer.is_ok_and(|status| status == 200), "a payload was not accepted");
            }
        });
    }
    set.await;
    Ok(())
}

async fn post(client: &Client, url: &str, line: &str) -> reqwest::Result<u16> {
    let request = client.post(url).header("Content-Type", "application/json");
    let answer = request.body(line.to_owned()).send().await?;
    let status = answer.status().as_u16();
    answer.bytes().await?;
    Ok(status)
}
