//! The bundled payloads: the life of one made-up appointment, and one with several resources.

/// A bundled payload: its file name in `samples/`, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its file name.
    pub name: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
}

impl Sample {
    /// The name it is asked for by: the file's, without number and ending.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        let name = self.name.strip_suffix(".json").unwrap_or(self.name);
        name.trim_start_matches(|character: char| character.is_ascii_digit() || character == '-')
    }

    /// The sample of that name, with or without the number and the ending of its file.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let is_it = |sample: &&Self| {
            let file = sample.name.strip_suffix(".json").unwrap_or(sample.name);
            [sample.short_name(), file, sample.name].contains(&name)
        };
        SAMPLES.iter().find(is_it)
    }
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
