//! Numbers of a few bytes, where there are that many.

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// Two bytes, the high one first.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}

/// Four bytes, the high one first.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

/// Eight bytes, the high one first.
pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_be_bytes)
}

/// Two bytes, the low one first.
pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

/// Three bytes, the low one first.
pub(super) fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
}

/// Four bytes, the low one first.
pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// At most `n` bytes from `at` on.
pub(super) fn upto(bytes: &[u8], at: usize, n: usize) -> &[u8] {
    let at = at.min(bytes.len());
    &bytes[at..at.saturating_add(n).min(bytes.len())]
}

#[cfg(test)]
mod tests {
    use super::{be16, be32, be64, le16, le24, le32, upto};

    #[test]
    fn numbers_are_read_where_there_are_bytes_enough() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!(be16(&bytes, 0), Some(0x0102));
        assert_eq!(be32(&bytes, 0), Some(0x0102_0304));
        assert_eq!(be64(&bytes, 0), Some(0x0102_0304_0506_0708));
        assert_eq!(le16(&bytes, 6), Some(0x0807));
        assert_eq!(le24(&bytes, 0), Some(0x03_0201));
        assert_eq!(le32(&bytes, 4), Some(0x0807_0605));
        assert_eq!((be32(&bytes, 5), le16(&bytes, usize::MAX)), (None, None));
        assert_eq!(upto(&bytes, 6, 5), [7, 8]);
        assert_eq!(upto(&bytes, usize::MAX, usize::MAX), [0; 0]);
    }
}
