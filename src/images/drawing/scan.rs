//! The pieces of an XML text (XML 1.0, fifth edition), as strictly as is needed to
//! read none of them otherwise than a browser does.

use std::collections::BTreeMap;

/// A piece of the text.
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// `<![CDATA[…]]>`: what is within.
    Literal(&'t str),
    Comment,
    /// `<?name …?>`.
    Instruction(&'t str, &'t str),
    /// `<!DOCTYPE …>`, and what stands between its brackets.
    Doctype(Option<&'t str>),
    Open(Tag<'t>),
    Close(&'t str),
}

/// An opening tag.
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: Vec<Attribute<'t>>,
    pub(super) is_empty: bool,
}

/// An attribute with its place in the text.
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    /// As written, without quotes.
    pub(super) value: &'t str,
    /// Where the space before it begins.
    pub(super) start: usize,
    pub(super) value_start: usize,
    /// Behind its closing quote.
    pub(super) end: usize,
}

pub(super) struct Scan<'t> {
    text: &'t str,
    pub(super) at: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next piece; none when the text is no XML here.
    pub(super) fn next(&mut self) -> Option<Piece<'t>> {
        let rest = &self.text[self.at..];
        if !rest.starts_with('<') {
            let len = rest.find('<').unwrap_or(rest.len());
            self.at += len;
            return Some(Piece::Text(&rest[..len]));
        }
        if let Some(rest) = rest.strip_prefix("<!--") {
            let len = rest.find("--")?;
            self.at += 4 + len + 3;
            return rest[len..].starts_with("-->").then_some(Piece::Comment);
        }
        if let Some(rest) = rest.strip_prefix("<![CDATA[") {
            let len = rest.find("]]>")?;
            self.at += 9 + len + 3;
            return Some(Piece::Literal(&rest[..len]));
        }
        if let Some(rest) = rest.strip_prefix("<?") {
            let len = rest.find("?>")?;
            self.at += 2 + len + 2;
            let inside = &rest[..len];
            let end = inside.find(is_space).unwrap_or(inside.len());
            return is_name(&inside[..end])
                .then_some(Piece::Instruction(&inside[..end], &inside[end..]));
        }
        if rest.starts_with("<!DOCTYPE") {
            return self.doctype();
        }
        if let Some(rest) = rest.strip_prefix("</") {
            let len = rest.find('>')?;
            self.at += 2 + len + 1;
            let name = rest[..len].trim_end_matches(is_space);
            return is_name(name).then_some(Piece::Close(name));
        }
        self.tag()
    }

    fn doctype(&mut self) -> Option<Piece<'t>> {
        let rest = &self.text[self.at..];
        let (mut quote, mut subset, mut depth) = (None, None, 0);
        for (idx, byte) in rest.bytes().enumerate().skip("<!DOCTYPE".len()) {
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'[') if subset.is_none() => {
                    subset = Some((idx + 1, None));
                    depth += 1;
                }
                (None, b']') if depth > 0 => {
                    depth -= 1;
                    subset = subset.map(|(start, _)| (start, Some(idx)));
                }
                (None, b'>') if depth == 0 => {
                    self.at += idx + 1;
                    let inside = subset.and_then(|(start, end)| rest.get(start..end?));
                    return Some(Piece::Doctype(inside));
                }
                _ => {}
            }
        }
        None
    }

    fn tag(&mut self) -> Option<Piece<'t>> {
        let text = self.text;
        let mut at = self.at + 1;
        let name = name_at(text, at)?;
        at += name.len();
        let mut attributes: Vec<Attribute<'t>> = Vec::new();
        loop {
            let start = at;
            at += space_at(text, at);
            let rest = &text[at..];
            let is_empty = rest.starts_with("/>");
            if is_empty || rest.starts_with('>') {
                self.at = at + if is_empty { 2 } else { 1 };
                return Some(Piece::Open(Tag { name, attributes, is_empty }));
            }
            if start == at {
                return None;
            }
            let name = name_at(text, at)?;
            at += name.len();
            at += space_at(text, at);
            text[at..].starts_with('=').then_some(())?;
            at += 1;
            at += space_at(text, at);
            let quote = text[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value_start = at + 1;
            let len = text[value_start..].find([quote, '<'])?;
            let value = &text[value_start..value_start + len];
            text[value_start + len..].starts_with(quote).then_some(())?;
            at = value_start + len + 1;
            attributes.push(Attribute { name, value, start, value_start, end: at });
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn space_at(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    rest.len() - rest.trim_start_matches(is_space).len()
}

fn name_at(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let is_end = |c: char| is_space(c) || "/>=<\"'&".contains(c);
    let name = &rest[..rest.find(is_end)?];
    is_name(name).then_some(name)
}

fn is_name(name: &str) -> bool {
    let is_first = |c: char| c.is_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    name.chars().next().is_some_and(is_first)
        && name.chars().all(|c| is_first(c) || c.is_ascii_digit() || matches!(c, '-' | '.'))
}

/// The entities that a document type defines: name and value, of those whose value is
/// plain and has at most `max` bytes.
pub(super) fn entities(subset: &str, max: usize) -> BTreeMap<&str, &str> {
    let mut entities = BTreeMap::new();
    for piece in subset.split("<!ENTITY").skip(1) {
        let piece = piece.trim_start();
        let Some(name) = name_at(piece, 0) else { continue };
        let rest = piece[name.len()..].trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(len) = rest[1..].find(quote) else { continue };
        let value = &rest[1..=len];
        if len <= max && !value.contains(['<', '&', '%', '"', '\'']) {
            // The first definition of a name counts.
            entities.entry(name).or_insert(value);
        }
    }
    entities
}

/// The text that characters and entities stand for.
pub(super) fn decode(text: &str, entities: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(len) = rest.find(';').filter(|len| *len <= 64) else {
            out.push('&');
            continue;
        };
        let name = &rest[..len];
        match (character(name), entities.get(name)) {
            (Some(c), _) => out.push(c),
            (None, Some(value)) => out.push_str(value),
            (None, None) => {}
        }
        rest = &rest[len + 1..];
    }
    out.push_str(rest);
    out
}

/// A text without entities of its own: the new text, how many were written out, and
/// the name of one that stands for nothing. None when there are none.
pub(super) fn write_out<'t>(
    text: &'t str,
    entities: &BTreeMap<&str, &str>,
) -> Option<(String, usize, Option<&'t str>)> {
    let (mut out, mut rest, mut n, mut unknown) = (String::new(), text, 0, None);
    let mut is_changed = false;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = rest.find(';').map(|len| &rest[..len]).filter(|name| is_reference(name));
        let Some(name) = name else {
            // No reference: a browser would stop here.
            out.push_str("&amp;");
            is_changed = true;
            continue;
        };
        rest = &rest[name.len() + 1..];
        if character(name).is_some() {
            out.push('&');
            out.push_str(name);
            out.push(';');
            continue;
        }
        is_changed = true;
        n += 1;
        match entities.get(name) {
            Some(value) => out.push_str(value),
            None => unknown = Some(name),
        }
    }
    out.push_str(rest);
    is_changed.then_some((out, n, unknown))
}

fn is_reference(name: &str) -> bool {
    name.len() <= 64 && (is_name(name) || name.starts_with('#'))
}

/// What one of the five names or a number stands for.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let known = [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"'), ("apos", '\'')];
    known.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// A text as it stands between tags.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace("]]>", "]]&gt;")
}
