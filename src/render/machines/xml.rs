//! Writes XML 1.0: every text is escaped, what XML cannot hold is left out.

/// Appends elements to a document.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A document that starts with the declaration.
    pub(super) fn new() -> Self {
        Self { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// How many bytes are written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// `<name a="b">`, on a line of its own.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str(">\n");
    }

    /// `</name>`.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// `<name a="b"/>`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// `<name>text</name>`.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        self.tag(name, &[]);
        self.out.push('>');
        escape_into(&mut self.out, text);
        self.close(name);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape_into(&mut self.out, value);
            self.out.push('"');
        }
    }
}

fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_char(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 allows the character (production 2, `Char`).
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_is_escaped_and_illegal_signs_go() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&\u{1}")]);
        xml.element("c", "1 < 2 & \u{0}\u{b}\u{ffff}été ]]>");
        xml.close("a");
        let text = xml.finish();
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("b"), Some("\"<&"));
        assert_eq!(root.first_element_child().unwrap().text(), Some("1 < 2 & été ]]>"));
    }
}
