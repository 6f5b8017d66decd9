//! Subresource integrity: `sha384-` and the digest in base64
//! (W3C Subresource Integrity §3.1; RFC 4648 §4).

use sha2::{Digest, Sha384};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of an `integrity` attribute for these bytes.
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for idx in 0..4_usize {
            let digit = bits >> (18 - 6 * idx) & 63;
            let is_padding = idx > chunk.len();
            out.push(if is_padding { '=' } else { char::from(ALPHABET[digit as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, integrity};

    #[test]
    fn base64_pads_as_the_rfc_says() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn integrity_is_the_digest_that_browsers_compute() {
        // The example of the specification.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
