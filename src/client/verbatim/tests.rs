use tokio::io::AsyncWriteExt;

use super::*;

/// Takes so many bytes a time, and none every other time.
struct Narrow {
    width: usize,
    is_full: bool,
    taken: Vec<u8>,
}

impl AsyncWrite for Narrow {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.is_full = !self.is_full;
        if self.is_full {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let count = self.width.min(bytes.len());
        self.taken.extend_from_slice(&bytes[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// What arrives of requests that hyper writes so many bytes a time, each with a head of ours.
async fn arrives(requests: &[(&str, &'static str, &str)], step: usize, width: usize) -> String {
    let slot = Slot::default();
    let narrow = Narrow { width, is_full: false, taken: Vec::new() };
    let mut stream = Verbatim::new(narrow, slot.clone());
    for (hyper, own, body) in requests {
        slot.put(Head { bytes: Bytes::from_static(own.as_bytes()), body: body.len() });
        for piece in format!("{hyper}{body}").as_bytes().chunks(step) {
            stream.write_all(piece).await.unwrap();
        }
        stream.flush().await.unwrap();
    }
    String::from_utf8(stream.inner.taken).unwrap()
}

#[tokio::test]
async fn heads_are_replaced_and_bodies_pass_however_they_are_cut() {
    let requests = [
        ("A\r\nb: c\r\n\r\n", "POST / HTTP/1.1\r\nX-a: 1\r\n\r\n", "one\r\n\r\ntwo"),
        ("B\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", ""),
        ("C\r\n\r\n", "PUT / HTTP/1.1\r\n\r\n", "\r\n\r\n"),
    ];
    let expected: String = requests.iter().map(|(_, own, body)| format!("{own}{body}")).collect();
    for step in [1, 2, 3, 5, 100] {
        for width in [1, 2, 7, 100] {
            assert_eq!(arrives(&requests, step, width).await, expected, "{step} {width}");
        }
    }
}

#[tokio::test]
async fn a_head_that_nobody_gave_is_not_sent() {
    let mut stream = Verbatim::new(Vec::new(), Slot::default());
    assert!(stream.write_all(b"A\r\n\r\n").await.is_err());
    assert_eq!(stream.inner, b"");
}
