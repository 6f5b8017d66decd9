//! Numbers as signs, five bits each, low bits first; 32 is added while more follow.

/// The sign of each value.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes a number.
pub(super) fn push(out: &mut String, mut number: u32) {
    while number > 31 {
        push_sign(out, (number & 31) | 32);
        number >>= 5;
    }
    push_sign(out, number);
}

/// Writes a value below 64 as one sign.
pub(super) fn push_sign(out: &mut String, value: u32) {
    out.push(char::from(SIGNS[(value & 63) as usize]));
}

/// Reads signs.
pub(super) struct Numbers<'t> {
    rest: std::str::Bytes<'t>,
}

impl<'t> Numbers<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.bytes() }
    }

    /// The next sign.
    pub(super) fn sign(&mut self) -> Option<u32> {
        let byte = self.rest.next()?;
        let place = SIGNS.iter().position(|sign| *sign == byte)?;
        u32::try_from(place).ok()
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0);
        loop {
            let sign = self.sign()?;
            number |= (sign & 31).checked_shl(shift)?;
            if sign < 32 {
                return Some(number);
            }
            shift += 5;
        }
    }
}
