//! Reads an expression.

use super::class::Classes;
use super::{Assert, Node, Unsupported};

type Result<T> = std::result::Result<T, Unsupported>;

/// Groups in groups; the grammars have less than thirty.
const MAX_DEPTH: usize = 64;
/// The most that a node may be repeated, if not without limit.
const MAX_REPEAT: usize = 1000;

/// Reads an expression.
pub(super) fn parse(text: &str, classes: &Classes) -> Result<Node> {
    let flags = Flags::default();
    let mut parser = Parser { text, at: 0, flags, n_groups: 0, classes };
    let node = parser.alternatives(0)?;
    if parser.at == text.len() { Ok(node) } else { Err(Unsupported) }
}

/// Letters of `(?imsx)`.
#[derive(Clone, Copy, Debug, Default)]
struct Flags(u8);

impl Flags {
    const IGNORES_CASE: u8 = 1;
    const MULTI_LINE: u8 = 2;
    const DOT_IS_ALL: u8 = 4;
    const SKIPS_SPACE: u8 = 8;

    fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    fn set(&mut self, flag: u8, is_on: bool) {
        if is_on { self.0 |= flag } else { self.0 &= !flag }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    flags: Flags,
    n_groups: usize,
    classes: &'t Classes,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn char(&mut self) -> Result<char> {
        let c = self.rest().chars().next().ok_or(Unsupported)?;
        self.at += c.len_utf8();
        Ok(c)
    }

    /// Whether `text` comes next; it is read then.
    fn take(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
        }
        is_next
    }

    /// Comments, and in the extended dialect spaces.
    fn space(&mut self) -> Result<()> {
        while let Some(byte) = self.peek() {
            match byte {
                b'#' if self.flags.has(Flags::SKIPS_SPACE) => {
                    let end = self.rest().find('\n').map(|length| self.at + length + 1);
                    self.at = end.unwrap_or(self.text.len());
                }
                b' ' | b'\r' | b'\n' | b'\t' if self.flags.has(Flags::SKIPS_SPACE) => self.at += 1,
                b'(' if self.rest().starts_with("(?#") => {
                    self.at += self.rest().find(')').ok_or(Unsupported)? + 1;
                }
                _ => break,
            }
        }
        Ok(())
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node> {
        if depth > MAX_DEPTH {
            return Err(Unsupported);
        }
        let mut nodes = vec![self.sequence(depth)?];
        self.space()?;
        while self.take("|") {
            nodes.push(self.sequence(depth)?);
            self.space()?;
        }
        Ok(one_or(nodes, Node::Alt))
    }

    fn sequence(&mut self, depth: usize) -> Result<Node> {
        let mut nodes = Vec::new();
        loop {
            let before = self.at;
            let node = self.piece(depth)?;
            if self.at == before {
                break;
            }
            if !matches!(node, Node::Empty) {
                nodes.push(node);
            }
        }
        Ok(one_or(nodes, Node::Concat))
    }

    /// An atom and how often.
    fn piece(&mut self, depth: usize) -> Result<Node> {
        let node = self.atom(depth)?;
        self.space()?;
        let Some((low, high)) = self.count()? else {
            return Ok(node);
        };
        if matches!(node, Node::Empty | Node::Look { .. } | Node::Assert(_)) {
            return Err(Unsupported);
        }
        self.space()?;
        let is_greedy = !self.take("?");
        let node = Node::Repeat { node: Box::new(node), low, high, is_greedy };
        Ok(if self.take("+") { Node::Atomic(Box::new(node)) } else { node })
    }

    fn count(&mut self) -> Result<Option<(usize, usize)>> {
        let count = match self.peek() {
            Some(b'?') => (0, 1),
            Some(b'*') => (0, usize::MAX),
            Some(b'+') => (1, usize::MAX),
            Some(b'{') => {
                let before = self.at;
                let count = self.braces();
                if count.is_none() {
                    // The brace is a character.
                    self.at = before;
                }
                return match count {
                    Some((low, high))
                        if low > MAX_REPEAT || high > MAX_REPEAT && high != usize::MAX =>
                    {
                        Err(Unsupported)
                    }
                    _ => Ok(count),
                };
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(count))
    }

    /// `{2}`, `{2,}`, `{2,3}`, `{,3}`.
    fn braces(&mut self) -> Option<(usize, usize)> {
        self.at += 1;
        self.space().ok()?;
        let low = if self.peek() == Some(b',') { 0 } else { self.number()? };
        self.space().ok()?;
        let high = if self.take(",") {
            self.space().ok()?;
            self.number().unwrap_or(usize::MAX)
        } else {
            low
        };
        self.space().ok()?;
        self.take("}").then_some((low, high))
    }

    fn number(&mut self) -> Option<usize> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..length].parse().ok()?;
        self.at += length;
        Some(number)
    }

    fn atom(&mut self, depth: usize) -> Result<Node> {
        self.space()?;
        let Some(byte) = self.peek() else {
            return Ok(Node::Empty);
        };
        let is_multi_line = self.flags.has(Flags::MULTI_LINE);
        let node = match byte {
            b'+' | b'*' | b'?' | b'|' | b')' => return Ok(Node::Empty),
            b'(' => return self.group(depth + 1),
            b'\\' => return self.escape(),
            b'[' => return self.class(),
            b'.' if self.flags.has(Flags::DOT_IS_ALL) => Node::Any,
            b'.' => Node::AnyInLine,
            b'^' if is_multi_line => Node::Assert(Assert::LineStart),
            b'^' => Node::Assert(Assert::TextStart),
            b'$' if is_multi_line => Node::Assert(Assert::LineEnd),
            b'$' => Node::Assert(Assert::TextEnd),
            _ => {
                let c = self.char()?;
                return self.literal(c);
            }
        };
        self.at += 1;
        Ok(node)
    }

    fn literal(&self, c: char) -> Result<Node> {
        let ignores_case = self.flags.has(Flags::IGNORES_CASE);
        if ignores_case && !c.is_ascii() {
            return Ok(Node::Class(self.classes.get(&format!("[{c}]"), true)?));
        }
        Ok(Node::Char(c, ignores_case && c.is_ascii_alphabetic()))
    }

    fn group(&mut self, depth: usize) -> Result<Node> {
        self.at += 1;
        self.space()?;
        let look = |is_behind, is_negative| Some((is_behind, is_negative));
        let (look, is_atomic) = if self.take("?=") {
            (look(false, false), false)
        } else if self.take("?!") {
            (look(false, true), false)
        } else if self.take("?<=") {
            (look(true, false), false)
        } else if self.take("?<!") {
            (look(true, true), false)
        } else if self.take("?>") {
            (None, true)
        } else if self.peek() == Some(b'?') {
            return self.flags(depth);
        } else {
            self.n_groups += 1;
            let number = self.n_groups;
            let node = Box::new(self.alternatives(depth)?);
            self.close()?;
            return Ok(Node::Group(node, number));
        };
        let node = Box::new(self.alternatives(depth)?);
        self.close()?;
        Ok(match look {
            Some((is_behind, is_negative)) => Node::Look { node, is_behind, is_negative },
            None if is_atomic => Node::Atomic(node),
            None => *node,
        })
    }

    fn close(&mut self) -> Result<()> {
        self.space()?;
        if self.take(")") { Ok(()) } else { Err(Unsupported) }
    }

    /// `(?i)`: from here on, groups do not end it; `(?i:…)`: inside. Named groups and
    /// conditions are not read.
    fn flags(&mut self, depth: usize) -> Result<Node> {
        self.at += 1;
        let before = self.flags;
        let mut is_on = true;
        loop {
            self.space()?;
            let c = self.char()?;
            match c {
                'i' => self.flags.set(Flags::IGNORES_CASE, is_on),
                'm' => self.flags.set(Flags::MULTI_LINE, is_on),
                's' => self.flags.set(Flags::DOT_IS_ALL, is_on),
                'x' => self.flags.set(Flags::SKIPS_SPACE, is_on),
                '-' if is_on => is_on = false,
                ')' => return Ok(Node::Empty),
                ':' => {
                    let node = self.alternatives(depth)?;
                    self.flags = before;
                    return if self.take(")") { Ok(node) } else { Err(Unsupported) };
                }
                _ => return Err(Unsupported),
            }
        }
    }

    fn escape(&mut self) -> Result<Node> {
        self.at += 1;
        let rest = self.rest();
        let byte = self.peek().ok_or(Unsupported)?;
        if byte.is_ascii_digit() {
            let group = self.number().filter(|group| *group > 0).ok_or(Unsupported)?;
            return Ok(Node::BackReference(group, self.flags.has(Flags::IGNORES_CASE)));
        }
        if rest.starts_with("b{") || rest.starts_with("B{") {
            return Err(Unsupported);
        }
        let node = match byte {
            b'A' => Node::Assert(Assert::TextStart),
            b'z' => Node::Assert(Assert::TextEnd),
            b'b' => Node::Assert(Assert::WordBoundary),
            b'B' => Node::Assert(Assert::NotWordBoundary),
            b'G' => Node::Assert(Assert::SearchStart),
            b'O' => Node::Any,
            b'Z' => line_breaks_and_end(),
            _ => match self.sign()? {
                Sign::Class(text) => {
                    // The case of hexadecimal digits is in the class.
                    let ignores_case =
                        self.flags.has(Flags::IGNORES_CASE) && !text.starts_with('[');
                    return Ok(Node::Class(self.classes.get(&text, ignores_case)?));
                }
                Sign::Char(c) if matches!(byte, b'x' | b'u' | b'U') => return self.literal(c),
                Sign::Char(c) => return Ok(Node::Char(c, false)),
            },
        };
        self.at += 1;
        Ok(node)
    }

    /// An escape that may be in a class as well.
    fn sign(&mut self) -> Result<Sign> {
        let before = self.at;
        let c = self.char()?;
        Ok(Sign::Char(match c {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Ok(Sign::Class(format!("\\{c}"))),
            'h' => return Ok(Sign::Class("[0-9A-Fa-f]".to_owned())),
            'H' => return Ok(Sign::Class("[^0-9A-Fa-f]".to_owned())),
            'p' | 'P' if self.peek().is_some() => {
                if self.char()? == '{' {
                    self.at += self.rest().find('}').ok_or(Unsupported)? + 1;
                }
                return Ok(Sign::Class(self.text[before - 1..self.at].to_owned()));
            }
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'U' => self.hexadecimal(8)?,
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'e' => '\u{1b}',
            _ if c.is_ascii_alphanumeric() => return Err(Unsupported),
            _ => c,
        }))
    }

    /// So many digits, or any number in braces.
    fn hexadecimal(&mut self, n_digits: usize) -> Result<char> {
        let rest = self.rest();
        let is_plain =
            rest.len() >= n_digits && rest.bytes().take(n_digits).all(|b| b.is_ascii_hexdigit());
        let (digits, length) = if is_plain {
            (&rest[..n_digits], n_digits)
        } else {
            let inner = rest.strip_prefix('{').ok_or(Unsupported)?;
            let length = inner.find('}').ok_or(Unsupported)?;
            (&inner[..length], length + 2)
        };
        let number = u32::from_str_radix(digits, 16).map_err(|_| Unsupported)?;
        self.at += length;
        char::from_u32(number).ok_or(Unsupported)
    }

    /// Rewrites a class for the crate `regex`.
    fn class(&mut self) -> Result<Node> {
        self.at += 1;
        let mut text = String::from("[");
        if self.take("^") {
            text.push('^');
        }
        if self.take("]") {
            text.push(']');
        }
        let mut depth = 1;
        while depth > 0 {
            let c = self.char()?;
            match c {
                '\\' => match self.sign()? {
                    Sign::Char(c) => push_escaped(c, &mut text),
                    Sign::Class(class) => text.push_str(&class),
                },
                _ => {
                    text.push(c);
                    depth += usize::from(c == '[');
                    depth -= usize::from(c == ']');
                }
            }
        }
        Ok(Node::Class(self.classes.get(&text, self.flags.has(Flags::IGNORES_CASE))?))
    }
}

enum Sign {
    Char(char),
    /// In the syntax of the crate `regex`.
    Class(String),
}

fn push_escaped(c: char, text: &mut String) {
    if regex_syntax::is_meta_character(c) {
        text.push('\\');
    }
    text.push(c);
}

/// `\Z`: only line breaks follow.
fn line_breaks_and_end() -> Node {
    let breaks = Node::Repeat {
        node: Box::new(Node::Char('\n', false)),
        low: 0,
        high: usize::MAX,
        is_greedy: true,
    };
    let node = Node::Concat(vec![breaks, Node::Assert(Assert::TextEnd)]);
    Node::Look { node: Box::new(node), is_behind: false, is_negative: false }
}

fn one_or(mut nodes: Vec<Node>, of: fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        0 => Node::Empty,
        1 => nodes.swap_remove(0),
        _ => of(nodes),
    }
}
