//! The bundled payloads: the life of one made-up appointment, and one with several resources.

/// A bundled payload: its file name in `samples/`, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its file name.
    pub name: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
}

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        /// Every sample, in the order of what happened.
        pub const SAMPLES: &[Sample] = &[
            $(Sample { name: $name, body: include_bytes!(concat!("../samples/", $name)) }),*
        ];
    };
}

samples!(
    "01-created.json",
    "02-moved.json",
    "03-resized.json",
    "04-reassigned.json",
    "05-recategorised.json",
    "06-locked.json",
    "07-custom-field-edited.json",
    "08-deleted.json",
    "09-several-resources.json",
);
