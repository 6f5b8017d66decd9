//! Writes HTML into a string: every text and attribute is escaped here.

/// Appends elements and text to a string.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// An empty fragment.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty fragment with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    /// The HTML written.
    pub fn finish(self) -> String {
        self.out
    }

    /// The HTML written so far.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// `<name a="b">`. Names come from guichet, never from authors; values are
    /// escaped. An empty value writes the bare attribute (`hidden`) except for
    /// `alt`, `href`, `src`, `value` and `id`.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        debug_assert!(is_name(name), "element name {name:?}");
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            debug_assert!(is_name(key), "attribute name {key:?}");
            self.out.push(' ');
            self.out.push_str(key);
            if !value.is_empty() || matches!(*key, "alt" | "href" | "src" | "value" | "id") {
                self.out.push_str("=\"");
                escape_into(&mut self.out, value);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    /// `</name>`.
    pub fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// `<name a="b">text</name>`.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Escaped text.
    pub fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }

    /// A line break in the source, for readable output.
    pub fn newline(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// HTML that is known to be safe: made by a writer, or sanitised.
    pub fn trusted(&mut self, html: &str) {
        self.out.push_str(html);
    }
}

/// Escapes text for element content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Appends escaped text.
pub fn escape_into(out: &mut String, text: &str) {
    let mut done = 0;
    for (idx, b) in text.bytes().enumerate() {
        if IS_SPECIAL[usize::from(b)] {
            out.push_str(&text[done..idx]);
            out.push_str(match b {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            done = idx + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// The bytes that are not written as they are.
static IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table
};

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b':')
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut html = Writer::new();
        html.element("a", &[("href", "?a=1&b=\"2\""), ("hidden", "")], "x < y");
        assert_eq!(html.finish(), "<a href=\"?a=1&amp;b=&quot;2&quot;\" hidden>x &lt; y</a>");
        assert_eq!(super::escape("é<&>\"é’"), "é&lt;&amp;&gt;&quot;é’");
        assert_eq!(super::escape(""), "");
    }
}
