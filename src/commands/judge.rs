//! The steps that every payload goes through before it is shown: read, then judged.

use std::path::Path;

use bytes::Bytes;

use super::schema;
use crate::appointment::{Appointment, Identity};
use crate::board_action::{Past, Route};
use crate::body;
use crate::capture::{Capture, Origin};
use crate::check::{Payload, check_at, check_once};
use crate::console::Talk;
use crate::content::{Content, Declared};
use crate::entry::{Answered, Entry};
use crate::error::Error;
use crate::finding::{Finding, Verdict};
use crate::json::{Document, Tape};
use crate::levels::Levels;
use crate::look_alike;
use crate::schema::Schema;
use crate::secret::{Secrets, without_quoted_secrets};
use crate::story::Story;

/// A schema, how much each rule counts for, and the way to an [`Entry`].
pub(super) struct Judge {
    schema: Schema,
    levels: Levels,
    secrets: Secrets,
}

/// What is known of a capture that came over the network.
#[derive(Clone, Debug)]
pub(super) struct Arrived {
    /// What its sender got.
    pub answered: Answered,
    /// The SHA-256 of its body, when it was stored.
    pub sha256: Option<String>,
    /// The kind of change that its route names.
    pub route: Option<Route>,
}

/// What is remembered of an appointment.
#[derive(Default)]
pub(super) struct Remembered {
    /// The payload seen last.
    pub body: Bytes,
    /// How it is to be read.
    pub declared: Declared,
    /// What is known from the payloads before.
    pub past: Past,
}

impl Judge {
    /// A judge by the bundled schema.
    pub(super) fn bundled() -> Self {
        Self::by(Schema::bundled())
    }

    /// The same, who lets secrets be seen or not.
    pub(super) fn showing(self, secrets: Secrets) -> Self {
        Self { secrets, ..self }
    }

    /// A judge by the bundled schema, or by the one of a file.
    pub(super) fn of(
        schema: Option<&Path>,
        dir: Option<&Path>,
        talk: &Talk,
    ) -> Result<Self, Error> {
        let Some(path) = schema else { return Ok(Self::bundled()) };
        Ok(Self::by(schema::read(path, dir, talk)?))
    }

    /// What is judged by.
    pub(super) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The same judge, who weighs what is found as the user wants it weighed.
    pub(super) fn weighing(self, levels: Levels) -> Self {
        Self { levels, ..self }
    }

    fn by(schema: Schema) -> Self {
        Self { schema, levels: Levels::default(), secrets: Secrets::Hidden }
    }

    /// Reads and judges a payload; none when it came over the network and is not meant to be one,
    /// nor what people take for one.
    pub(super) fn verdict(&self, capture: &Capture, tape: &mut Tape) -> Option<Verdict> {
        let content = Content::of(capture);
        let payload = Payload::of_content(&content).behind(capture.origin.lines_before);
        let judged = || self.seen(check_once(&payload, &self.schema, &self.levels, tape));
        (is_meant(capture, &content) || is_alike(capture, &content)).then(judged)
    }

    /// A verdict as it may be seen: whatever shows it, its words hold no secret.
    fn seen(&self, verdict: Verdict) -> Verdict {
        if self.secrets.are_hidden() { without_quoted_secrets(verdict) } else { verdict }
    }

    /// A payload with its verdict, read once more to be shown.
    pub(super) fn shown<T>(
        &self,
        capture: &Capture,
        verdict: Option<&Verdict>,
        then: impl FnOnce(&Entry<'_>) -> T,
    ) -> T {
        read(capture, self.secrets, |entry| then(&Entry { verdict, ..*entry }))
    }

    /// Reads and judges a payload, and adds what is only seen beside other payloads.
    pub(super) fn judged_with<T>(
        &self,
        capture: &Capture,
        beside: impl FnOnce(Option<&Document<'_>>) -> Vec<Finding>,
        then: impl FnOnce(&Entry<'_>) -> T,
    ) -> T {
        let content = Content::of(capture);
        let payload = Payload::of_content(&content).behind(capture.origin.lines_before);
        let document = payload.document();
        let judged = || check_at(&payload, &document, &self.schema, &self.levels);
        let is_judged = is_meant(capture, &content) || is_alike(capture, &content);
        let mut verdict = is_judged.then(judged);
        let beside = self.levels.weighed(beside(document.as_ref().ok()));
        if !beside.is_empty() {
            verdict.get_or_insert_default().join(beside);
        }
        let verdict = verdict.map(|verdict| self.seen(verdict));
        let entry = Entry::unjudged(capture, &payload, document.as_ref());
        then(&Entry { verdict: verdict.as_ref(), secrets: self.secrets, ..entry })
    }

    /// What is told of a file beside the payloads; none when nothing is left to tell.
    pub(super) fn told<T>(
        &self,
        origin: Origin,
        findings: Vec<Finding>,
        then: impl FnOnce(&Entry<'_>) -> T,
    ) -> Option<T> {
        let findings = self.levels.weighed(findings);
        let mut verdict = Verdict::default();
        if findings.is_empty() {
            return None;
        }
        verdict.note(findings);
        // A line of a journal is no payload.
        let verdict = self.seen(Verdict { invalid: 0, ..verdict });
        let capture = Capture::of_body(origin, Bytes::new());
        let payload = Payload::of(&[]);
        let document = payload.document();
        let entry = Entry::unjudged(&capture, &payload, document.as_ref());
        Some(then(&Entry { verdict: Some(&verdict), secrets: self.secrets, ..entry }))
    }

    /// Reads what came over the network, compares it with what was seen last of the same
    /// appointment, and judges it when it is meant to be JSON.
    pub(super) fn arrived<T>(
        &self,
        capture: &Capture,
        arrived: &Arrived,
        recall: impl FnOnce(&Appointment<'_>) -> Option<Remembered>,
        then: impl FnOnce(&Entry<'_>) -> T,
    ) -> T {
        self.followed(capture, arrived.route, recall, |entry| {
            let (answered, sha256) = (Some(arrived.answered), arrived.sha256.as_deref());
            then(&Entry { answered, sha256, ..*entry })
        })
    }

    /// The same of a capture of which no more is known than the kind of change that its route
    /// names.
    pub(super) fn followed<T>(
        &self,
        capture: &Capture,
        route: Option<Route>,
        recall: impl FnOnce(&Appointment<'_>) -> Option<Remembered>,
        then: impl FnOnce(&Entry<'_>) -> T,
    ) -> T {
        let content = Content::of(capture);
        let payload = Payload::of_content(&content);
        let document = payload.document();
        let judged = || self.seen(check_at(&payload, &document, &self.schema, &self.levels));
        let verdict = is_meant(capture, &content).then(judged);
        let appointment = document.as_ref().ok().and_then(Appointment::of);
        let Remembered { body, declared, past } =
            appointment.and_then(|one| recall(&one)).unwrap_or_default();
        let before = Content::read(&body, &declared);
        let before = Payload::of_content(&before);
        let before = before.document();
        let story = document
            .as_ref()
            .ok()
            .and_then(|document| Story::of(before.as_ref().ok(), document, &past, route));
        then(&Entry {
            verdict: verdict.as_ref(),
            story: story.as_ref(),
            secrets: self.secrets,
            ..Entry::unjudged(capture, &payload, document.as_ref())
        })
    }
}

/// Whose payload a capture is; none when it has no name.
pub(super) fn identity(capture: &Capture) -> Option<Identity> {
    read(capture, Secrets::Shown, |entry| Some(Identity::of(&entry.named()?)))
}

/// The payload as far as it can be read, not judged: whatever was captured is sent on.
pub(super) fn read<T>(
    capture: &Capture,
    secrets: Secrets,
    then: impl FnOnce(&Entry<'_>) -> T,
) -> T {
    let content = Content::of(capture);
    let payload = Payload::of_content(&content);
    let document = payload.document();
    then(&Entry { secrets, ..Entry::unjudged(capture, &payload, document.as_ref()) })
}

/// Whether a request brought a text that is known by name for what it is in place of an appointment.
fn is_alike(capture: &Capture, content: &Content<'_>) -> bool {
    let is_known = |text| look_alike::of_text(text).is_some();
    body::Kind::of(capture, &content.bytes) == body::Kind::Text
        && std::str::from_utf8(&content.bytes).is_ok_and(is_known)
}

/// Whether a request was meant to bring an appointment: no form, no page for a browser.
fn is_meant(capture: &Capture, content: &Content<'_>) -> bool {
    let method = capture.request.as_ref().map_or("POST", |request| &request.method);
    match body::Kind::of(capture, &content.bytes) {
        body::Kind::Json => true,
        body::Kind::Empty => matches!(method, "POST" | "PUT" | "PATCH"),
        body::Kind::Form | body::Kind::Text | body::Kind::Binary => false,
    }
}
