//! Rules that are kept while a payload is read.

use crate::finding::Severity;
use crate::meaning::Meaning;

/// Those that leave nothing to judge.
pub(super) const UNREAD: [&str; 5] = ["syntax", "empty", "depth", "encoding", "compressed"];

pub(super) const READING: [Meaning; 8] = [
    Meaning {
        name: "syntax",
        severity: Severity::Error,
        about: "the text is not JSON",
        why: "A webhook posts JSON, and receivers read it by RFC 8259, strictly: no comments, no \
              comma before a bracket, no single quotes, no `NaN`, no half of a surrogate pair. \
              The first thing that breaks this is told, with its line and column.",
        example: r#"{"Locked": True,}"#,
        fix: "write plain JSON; if it came so from the wire, the sender has to be mended",
    },
    Meaning {
        name: "empty",
        severity: Severity::Error,
        about: "there is no payload at all",
        why: "A webhook posts one whole appointment for each action on the planning board \
              (docs.dimescheduler.com/integrations/webhook/configuration). An empty body or an \
              empty list holds none.",
        example: "[]",
        fix: "look whether the body was read before it was saved",
    },
    Meaning {
        name: "depth",
        severity: Severity::Error,
        about: "lists, objects or wrappers are nested too deep",
        why: "A JSON reader may set a limit on the depth of nesting (RFC 8259, section 9). Of \
              dsw's own it is 127 levels, so that a small text cannot use up the stack, and four \
              wrappers, one in the other. The connector definition that the vendor publishes has \
              about six levels.",
        example: "[[[[…]]]]",
        fix: "look for what nests the payload in itself, or take it out of its wrappers",
    },
    Meaning {
        name: "encoding",
        severity: Severity::Error,
        about: "the bytes are not the UTF-8 that JSON is written in",
        why: "JSON between systems is UTF-8 (RFC 8259, section 8.1). Bytes of Windows-1252 or \
              Latin-1 are most often the cause. UTF-16 without a mark is told as a warning and \
              read.",
        example: r"the byte 0xE9 for é",
        fix: "save the file as UTF-8",
    },
    Meaning {
        name: "byte-order-mark",
        severity: Severity::Warning,
        about: "the payload begins with a byte-order mark, or is UTF-16",
        why: "JSON must not begin with a mark (RFC 8259, section 8.1), and many readers refuse \
              one. Windows tools write it. It is read here all the same, and a replay sends the \
              bytes as they are.",
        example: r#"EF BB BF before the {"#,
        fix: "save the file as UTF-8 without a mark",
    },
    Meaning {
        name: "charset",
        severity: Severity::Warning,
        about: "the payload is in another charset, or not in the declared one",
        why: "JSON between systems is UTF-8 (RFC 8259, section 8.1). Another charset of the \
              `Content-Type` is decoded to judge and show the payload; a receiver may not.",
        example: "Content-Type: application/json; charset=iso-8859-1",
        fix: "let the sender write UTF-8 and declare nothing else",
    },
    Meaning {
        name: "compressed",
        severity: Severity::Error,
        about: "the payload is compressed and cannot be read, or is not",
        why: "What a `Content-Encoding` names (RFC 9110, section 8.4) is undone to judge and show \
              the payload, up to dsw's own limit of 10 MiB. Data that is damaged, cut short or of \
              an unknown coding cannot be. A text that is declared as compressed and is not is a \
              warning.",
        example: "Content-Encoding: gzip, and a body that is none",
        fix: "let the sender declare what it does; what is kept and replayed are the bytes as sent",
    },
    Meaning {
        name: "duplicate-key",
        severity: Severity::Error,
        about: "an object has a property twice",
        why: "Names should be unique (RFC 8259, section 4): some readers keep the first, most the \
              last, some refuse. Two systems that read the same payload then see two \
              appointments.",
        example: r#"{"Locked": true, "Locked": false}"#,
        fix: "keep one of the two",
    },
];
