//! The keeper: where captures go, and how sure that is.

use crate::appointment::Appointment;
use crate::capture::Capture;
use crate::check::Payload;
pub(super) use crate::commands::judge::identity;
use crate::content::{Content, Declared};
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::error::Error;
use crate::json::Kind;
use crate::store::{Body, Folder, Reply, Stored};

/// Keeps captures in a folder, or only numbers them.
pub(super) struct Keeper {
    folder: Option<Folder>,
    /// The next number when nothing is kept.
    next_seq: u64,
}

impl Keeper {
    pub(super) fn new(folder: Option<Folder>) -> Self {
        Self { folder, next_seq: 1 }
    }

    /// Keeps a capture under the name of its appointment.
    pub(super) fn keep(
        &mut self,
        capture: &mut Capture,
        reply: Reply,
    ) -> Result<Option<Stored>, Error> {
        let Some(folder) = &mut self.folder else {
            capture.origin.seq = Some(self.next_seq);
            self.next_seq += 1;
            return Ok(None);
        };
        let body = capture.body.clone();
        let content = Content::read(&body, &Declared::of(capture));
        let payload = Payload::of_content(&content);
        let document = payload.document();
        let is_named = |kind| matches!(kind, Kind::Object | Kind::Array);
        let document = document.as_ref().ok().filter(|one| is_named(one.root().kind()));
        let appointment = document.and_then(Appointment::of);
        let name = appointment.and_then(|appointment| appointment.name());
        let body = document.map_or(Body::Other, |_| Body::Json(name.as_deref()));
        folder.record(capture, body, reply).map(Some)
    }

    /// Keeps what came of a body that ended too early, as what it is.
    pub(super) fn keep_partial(&mut self, capture: &mut Capture, sent: Sent) -> Result<(), Error> {
        match &mut self.folder {
            Some(folder) => folder.record(capture, Body::Other, sent).map(drop),
            None => Ok(()),
        }
    }

    /// Notes what became of a capture that was forwarded, and what its sender is answered.
    pub(super) fn note(&mut self, seq: u64, delivery: &Delivery, sent: Sent) -> Result<(), Error> {
        self.folder.as_mut().map_or(Ok(()), |folder| folder.note(seq, delivery, sent))
    }

    /// Notes that the sender of a capture got no answer after all.
    pub(super) fn note_unanswered(&mut self, seq: u64, sent: Sent) -> Result<(), Error> {
        self.folder.as_mut().map_or(Ok(()), |folder| folder.note_unanswered(seq, sent))
    }

    /// Whether captures are kept for good only after [`Keeper::commit`], which many can share.
    pub(super) fn shares_commits(&self) -> bool {
        self.folder.as_ref().is_some_and(Folder::is_synced)
    }

    /// Makes what was kept survive a power cut, when that was asked for.
    pub(super) fn commit(&mut self) -> Result<(), Error> {
        self.folder.as_mut().map_or(Ok(()), Folder::commit)
    }

    /// What the folder has to say since the last time this was asked.
    pub(super) fn notices(&mut self) -> Vec<String> {
        let notices = self.folder.as_mut().map(Folder::take_notices).unwrap_or_default();
        notices.iter().map(ToString::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use jiff::Timestamp;

    use super::*;
    use crate::capture::{Headers, Origin, Request};

    #[test]
    fn an_appointment_has_its_name_in_whatever_form_it_comes() {
        let body: Vec<u8> =
            "{\"AppointmentNo\":\"A\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let charset = Bytes::from_static(b"application/json; charset=utf-16le");
        let request = Request {
            received_at: Timestamp::UNIX_EPOCH,
            method: "POST".to_owned(),
            target: "/".to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: Headers(vec![("Content-Type".to_owned(), charset)]),
            remote: None,
        };
        let capture = Capture::of_body(Origin::default(), body.into());
        let capture = Capture { request: Some(request), ..capture };
        assert!(identity(&capture).unwrap().is_named("A"));
    }
}
