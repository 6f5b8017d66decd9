//! One digest for fingerprints, manifests and caches: BLAKE3.

use std::io::Read;

use serde::{Deserialize, Serialize};

/// The BLAKE3 digest of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

/// Bytes read at once from a stream.
const CHUNK: usize = 128 * 1024;

impl Digest {
    /// Digests `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Digests the parts of a key, each with its length, so that no two lists of
    /// parts look alike.
    pub fn of_parts<B: AsRef<[u8]>>(parts: impl IntoIterator<Item = B>) -> Self {
        // Gathered: of a few short parts a digest costs a quarter of what a stream does.
        let mut bytes = Vec::with_capacity(256);
        for part in parts {
            let part = part.as_ref();
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part);
        }
        Self::of(&bytes)
    }

    /// The digest that [`Digest::as_bytes`] gave.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Digests a stream chunk by chunk, giving each chunk to `each` as well.
    ///
    /// # Errors
    /// What the stream or `each` says.
    pub fn of_stream<E: From<std::io::Error>>(
        mut stream: impl Read,
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; CHUNK];
        loop {
            let n_bytes = match stream.read(&mut buffer) {
                Ok(n_bytes) => n_bytes,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if n_bytes == 0 {
                return Ok(Self(*hasher.finalize().as_bytes()));
            }
            hasher.update(&buffer[..n_bytes]);
            each(&buffer[..n_bytes])?;
        }
    }

    /// Reads back what [`Digest::hex`] writes.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let is_lower_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if !hex.bytes().all(is_lower_hex) {
            return None;
        }
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }

    /// All 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// The first ten hexadecimal digits, for names of assets.
    pub fn short(&self) -> String {
        self.hex()[..10].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_stream_has_the_digest_of_its_bytes() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let mut seen = Vec::new();
        let digest = Digest::of_stream(bytes.as_slice(), |chunk| {
            seen.extend_from_slice(chunk);
            Ok::<(), std::io::Error>(())
        });
        assert_eq!(digest.unwrap(), Digest::of(&bytes));
        assert_eq!(seen, bytes);
    }

    #[test]
    fn digits_are_read_back_exactly() {
        let digest = Digest::of(b"a");
        assert_eq!(Digest::from_hex(&digest.hex()), Some(digest));
        assert_eq!(Digest::from_hex(&digest.hex().to_uppercase()), None);
        assert_eq!(Digest::from_hex("00"), None);
        assert_eq!(digest.short().len(), 10);
    }
}
