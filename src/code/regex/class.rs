//! Classes of characters.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use regex_syntax::hir::{Class as HirClass, HirKind};

use super::Unsupported;

/// A class that several expressions use.
pub(super) type Shared = Arc<Class>;

/// A class: a table for ASCII, and ranges for the rest, which are only worked out when
/// a text has such characters.
#[derive(Debug)]
pub(super) struct Class {
    ascii: [u64; 2],
    may_be_wide: bool,
    text: String,
    ignores_case: bool,
    wide: OnceLock<Box<[(char, char)]>>,
}

impl Class {
    /// Whether an ASCII byte is in the class.
    pub(super) fn has_ascii(&self, byte: u8) -> bool {
        self.ascii[usize::from(byte >> 6) & 1] >> (byte & 63) & 1 == 1
    }

    /// A bit for each ASCII character.
    pub(super) fn ascii(&self) -> [u64; 2] {
        self.ascii
    }

    /// Whether a character that is not ASCII may be in the class.
    pub(super) fn may_be_wide(&self) -> bool {
        self.may_be_wide
    }

    /// Whether a character that is not ASCII is in the class.
    pub(super) fn has_wide(&self, c: char) -> bool {
        if !self.may_be_wide {
            return false;
        }
        let wide = self.wide.get_or_init(|| {
            ranges(&self.text, self.ignores_case).unwrap_or_default().into_boxed_slice()
        });
        let after = wide.partition_point(|(low, _)| *low <= c);
        after > 0 && c <= wide[after - 1].1
    }
}

/// The classes of all expressions.
#[derive(Debug, Default)]
pub(in crate::code) struct Classes(Mutex<BTreeMap<(String, bool), Shared>>);

impl Classes {
    /// The class of this text, in the syntax of the crate `regex`.
    pub(super) fn get(&self, text: &str, ignores_case: bool) -> Result<Shared, Unsupported> {
        let mut classes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (text.to_owned(), ignores_case);
        if let Some(class) = classes.get(&key) {
            return Ok(Arc::clone(class));
        }
        let class = Arc::new(build(text, ignores_case)?);
        classes.insert(key, Arc::clone(&class));
        Ok(class)
    }
}

fn build(text: &str, ignores_case: bool) -> Result<Class, Unsupported> {
    let class = |ascii, may_be_wide, wide| Class {
        ascii,
        may_be_wide,
        text: text.to_owned(),
        ignores_case,
        wide,
    };
    if let Some(Set { ascii, is_wide }) = Reader::read(text, ignores_case) {
        return Ok(class(ascii, is_wide, OnceLock::new()));
    }
    let wide = ranges(text, ignores_case)?;
    let mut ascii = [0, 0];
    for byte in 0..128_u8 {
        let c = char::from(byte);
        if wide.iter().any(|(low, high)| (*low..=*high).contains(&c)) {
            ascii[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
    }
    let is_wide = wide.last().is_some_and(|(_, high)| !high.is_ascii());
    Ok(class(ascii, is_wide, OnceLock::from(wide.into_boxed_slice())))
}

/// The ranges of a class, as the crate `regex` understands it.
fn ranges(text: &str, ignores_case: bool) -> Result<Vec<(char, char)>, Unsupported> {
    let mut parser =
        regex_syntax::ParserBuilder::new().case_insensitive(ignores_case).unicode(true).build();
    let hir = parser.parse(text).map_err(|_| Unsupported)?;
    match hir.kind() {
        HirKind::Class(HirClass::Unicode(class)) => {
            Ok(class.iter().map(|range| (range.start(), range.end())).collect())
        }
        HirKind::Class(HirClass::Bytes(class)) if class.is_ascii() => Ok(class
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect()),
        // A class of one character is a literal.
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).map_err(|_| Unsupported)?;
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Ok(vec![(c, c)]),
                _ => Err(Unsupported),
            }
        }
        _ => Err(Unsupported),
    }
}

/// A set of ASCII characters, and whether others may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Set {
    ascii: [u64; 2],
    is_wide: bool,
}

impl Set {
    const NONE: Self = Self { ascii: [0, 0], is_wide: false };

    fn of(is_in: impl Fn(u8) -> bool, is_wide: bool) -> Self {
        let mut set = Self { is_wide, ..Self::NONE };
        for byte in 0..128_u8 {
            if is_in(byte) {
                set.add(byte);
            }
        }
        set
    }

    fn add(&mut self, byte: u8) {
        self.ascii[usize::from(byte >> 6) & 1] |= 1 << (byte & 63);
    }

    fn has(&self, byte: u8) -> bool {
        self.ascii[usize::from(byte >> 6) & 1] >> (byte & 63) & 1 == 1
    }

    fn or(self, other: Self) -> Self {
        let [low, high] = other.ascii;
        Self {
            ascii: [self.ascii[0] | low, self.ascii[1] | high],
            is_wide: self.is_wide || other.is_wide,
        }
    }

    fn and(self, other: Self) -> Self {
        let [low, high] = other.ascii;
        Self {
            ascii: [self.ascii[0] & low, self.ascii[1] & high],
            is_wide: self.is_wide && other.is_wide,
        }
    }

    fn not(self) -> Self {
        Self { ascii: self.ascii.map(|half| !half), is_wide: true }
    }

    /// With the other case of its letters.
    fn folded(self) -> Self {
        let letters = Self::of(
            |b| {
                b.is_ascii_alphabetic()
                    && (self.has(b.to_ascii_lowercase()) || self.has(b.to_ascii_uppercase()))
            },
            false,
        );
        // The Kelvin sign is a K, the long s an S.
        let has_wide = letters.has(b'k') || letters.has(b's');
        let set = self.or(letters);
        Self { is_wide: set.is_wide || has_wide, ..set }
    }
}

/// Reads the usual forms of a class by hand: for most, the tables of Unicode need not
/// be worked out then.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    ignores_case: bool,
}

/// Deeper classes are left to the crate `regex`.
const MAX_DEPTH: usize = 8;

impl<'t> Reader<'t> {
    /// `None`: not one of the usual forms.
    fn read(text: &'t str, ignores_case: bool) -> Option<Set> {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0, ignores_case };
        let set = match reader.bytes.first()? {
            b'[' => {
                reader.at = 1;
                reader.brackets(0)?
            }
            b'\\' => {
                reader.at = 1;
                reader.escape()?.1
            }
            _ => return None,
        };
        (reader.at == reader.bytes.len()).then_some(set)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// After the opening bracket, up to the closing one.
    fn brackets(&mut self, depth: usize) -> Option<Set> {
        let is_negated = self.peek() == Some(b'^');
        self.at += usize::from(is_negated);
        let mut all: Option<Set> = None;
        let mut set = Set::NONE;
        let mut is_start = true;
        loop {
            match self.peek()? {
                b']' if !is_start => break,
                b'[' => {
                    self.at += 1;
                    if depth == MAX_DEPTH || self.peek() == Some(b':') {
                        return None;
                    }
                    set = set.or(self.brackets(depth + 1)?);
                }
                sign @ (b'&' | b'-' | b'~') if self.bytes.get(self.at + 1) == Some(&sign) => {
                    if sign != b'&' {
                        return None;
                    }
                    self.at += 2;
                    let side = self.side(set);
                    all = Some(all.map_or(side, |all| all.and(side)));
                    set = Set::NONE;
                }
                _ => set = set.or(self.item()?),
            }
            is_start = false;
        }
        self.at += 1;
        let side = self.side(set);
        let set = all.map_or(side, |all| all.and(side));
        Some(if is_negated { set.not() } else { set })
    }

    fn side(&self, set: Set) -> Set {
        if self.ignores_case { set.folded() } else { set }
    }

    /// A character, a range or an escape.
    fn item(&mut self) -> Option<Set> {
        let (low, set) = self.one()?;
        let is_range = self.peek() == Some(b'-')
            && self.bytes.get(self.at + 1).is_some_and(|b| !matches!(b, b']' | b'-'));
        if !is_range {
            return Some(set);
        }
        self.at += 1;
        let (high, _) = self.one()?;
        let (low, high) = (low?, high?);
        let is_wide = !high.is_ascii();
        if low > high || is_wide && self.ignores_case {
            return None;
        }
        Some(Set::of(|b| (low..=high).contains(&char::from(b)), is_wide))
    }

    /// A character, or the set of an escape.
    fn one(&mut self) -> Option<(Option<char>, Set)> {
        let byte = self.peek()?;
        if byte == b'\\' {
            self.at += 1;
            return self.escape();
        }
        let rest = str::from_utf8(&self.bytes[self.at..]).ok()?;
        let c = rest.chars().next()?;
        if !c.is_ascii() && self.ignores_case {
            return None;
        }
        self.at += c.len_utf8();
        let set = Set::of(|b| char::from(b) == c, !c.is_ascii());
        Some((Some(c), set))
    }

    /// After the backslash.
    fn escape(&mut self) -> Option<(Option<char>, Set)> {
        let byte = self.peek()?;
        self.at += 1;
        let set = match byte {
            b'w' | b'W' => Set::of(is_word, true),
            b'd' | b'D' => Set::of(|b| b.is_ascii_digit(), true),
            b's' | b'S' => Set::of(|b| b == b' ' || (9..=13).contains(&b), true),
            b'p' | b'P' => self.category()?,
            _ if regex_syntax::is_meta_character(char::from(byte)) => {
                return Some((Some(char::from(byte)), Set::of(|b| b == byte, false)));
            }
            _ => return None,
        };
        Some((None, if byte.is_ascii_uppercase() { set.not() } else { set }))
    }

    /// A general category of Unicode, after the `p`.
    fn category(&mut self) -> Option<Set> {
        if self.ignores_case {
            return None;
        }
        let rest = self.bytes[self.at..].strip_prefix(b"{")?;
        let end = rest.iter().position(|b| *b == b'}')?;
        self.at += end + 2;
        let is_in: fn(u8) -> bool = match &rest[..end] {
            b"L" | b"Alphabetic" => |b| b.is_ascii_alphabetic(),
            b"Lu" => |b| b.is_ascii_uppercase(),
            b"Ll" => |b| b.is_ascii_lowercase(),
            b"N" | b"Nd" => |b| b.is_ascii_digit(),
            b"Lt" | b"Lo" | b"Lm" | b"Nl" | b"No" | b"M" | b"Mn" | b"Mc" => |_| false,
            b"Pc" => |b| b == b'_',
            b"Sm" => |b| b"+<=>|~".contains(&b),
            b"So" => |_| false,
            _ => return None,
        };
        Some(Set::of(is_in, true))
    }
}

/// Whether an ASCII character is part of words.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
impl Class {
    /// Whether the table and the ranges say the same of ASCII and of nothing else.
    pub(super) fn is_sound(&self) -> bool {
        let ranges = ranges(&self.text, self.ignores_case).unwrap();
        let has = |c: char| ranges.iter().any(|(low, high)| (*low..=*high).contains(&c));
        (0..128_u8).all(|b| self.has_ascii(b) == has(char::from(b)))
            && (self.may_be_wide || ranges.iter().all(|(_, high)| high.is_ascii()))
    }
}

#[cfg(test)]
impl Classes {
    /// The classes so far.
    pub(in crate::code) fn unsound(&self) -> Vec<String> {
        let classes = self.0.lock().unwrap();
        let unsound = classes.values().filter(|class| !class.is_sound());
        unsound.map(|class| class.text.clone()).collect()
    }
}
