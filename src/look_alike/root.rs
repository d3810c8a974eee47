//! The first element of a text in angle brackets, found without reading the rest.

/// How an element is written that a document begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Root<'t> {
    /// Its name, without a prefix.
    pub(super) name: &'t str,
    /// Whether its name has a prefix.
    pub(super) has_prefix: bool,
    /// All of its tag.
    tag: &'t str,
}

impl<'t> Root<'t> {
    /// The first element behind declarations and comments; none when one of those has no end.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let mut rest = text.trim_start();
        loop {
            rest = match rest.get(..2)? {
                "<?" => behind(rest, "?>")?,
                "<!" if rest.starts_with("<!--") => behind(rest, "-->")?,
                "<!" => behind_declaration(rest)?,
                _ => break,
            };
        }
        let tag = rest.strip_prefix('<')?.split(['>', '<']).next()?;
        let whole = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
        let (prefix, name) = whole.split_once(':').unwrap_or(("", whole));
        Some(Self { name, has_prefix: !prefix.is_empty(), tag })
    }

    /// Whether it is an envelope of SOAP, by its name and by what it says of its namespace; of one
    /// that says nothing, a prefix is taken for that of SOAP.
    pub(super) fn is_soap(&self) -> bool {
        let says = |what| self.tag.contains(what);
        let has_namespace = says("schemas.xmlsoap.org/soap") || says("w3.org/2003/05/soap");
        self.name == "Envelope" && (has_namespace || self.has_prefix && !says("xmlns"))
    }
}

fn behind<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    text.find(end).map(|at| text[at + end.len()..].trim_start())
}

/// What stands behind `<!DOCTYPE …>`, whose brackets hold declarations of their own.
fn behind_declaration(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    match text.find('[').filter(|at| *at < end) {
        Some(at) => behind(&text[at..], "]").and_then(|rest| behind(rest, ">")),
        None => behind(text, ">"),
    }
}
