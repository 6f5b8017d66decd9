//! ICC profiles of color (ICC.1:2022): which space one describes, by its primaries.

use super::bytes::{be32, upto};

/// A space of color of the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// sRGB, which is also what no profile means.
    Srgb,
    /// Display P3, of telephones.
    P3,
    /// Another of red, green and blue: its profile goes with the image.
    Other,
    /// One of gray or of print, which cannot go with red, green and blue.
    Foreign,
}

/// Most bytes of a profile that goes with each copy of an image.
pub(super) const MAX_PROFILE: usize = 16 * 1024;

/// Tags of one profile that are looked at.
const MAX_TAGS: usize = 64;

/// The places of red, green and blue, adapted to D50, in parts of 65,536: of sRGB
/// (IEC 61966-2-1) and of Display P3 (SMPTE EG 432-1 with D65).
const SRGB: [[i64; 3]; 3] =
    [[28_577, 14_581, 912], [25_241, 46_981, 6_362], [9_376, 3_973, 46_799]];
const P3: [[i64; 3]; 3] = [[33_758, 15_807, -69], [19_145, 45_347, 2_746], [10_297, 4_381, 51_389]];

/// How far makers of profiles are from each other.
const NEAR: i64 = 330;

/// The space that a profile describes.
pub(super) fn space(profile: Option<&[u8]>) -> Space {
    let Some(profile) = profile else { return Space::Srgb };
    if profile.get(16..20) != Some(&b"RGB "[..]) {
        return Space::Foreign;
    }
    let primaries = [b"rXYZ", b"gXYZ", b"bXYZ"].map(|name| xyz(profile, *name));
    // All curves that are not a plain power are those of sRGB in practice.
    if is_power(profile) {
        return Space::Other;
    }
    let is_like = |space: &[[i64; 3]; 3]| {
        primaries.iter().zip(space).all(|(found, known)| {
            found.is_some_and(|found| {
                found.iter().zip(known).all(|(found, known)| (found - known).abs() <= NEAR)
            })
        })
    };
    match () {
        () if is_like(&SRGB) => Space::Srgb,
        () if is_like(&P3) => Space::P3,
        () => Space::Other,
    }
}

fn tag(profile: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let n_tags = (be32(profile, 128)? as usize).min(MAX_TAGS);
    let at = (0..n_tags)
        .map(|idx| 132 + 12 * idx)
        .find(|at| profile.get(*at..*at + 4) == Some(&name[..]))?;
    Some(upto(profile, be32(profile, at + 4)? as usize, be32(profile, at + 8)? as usize))
}

fn xyz(profile: &[u8], name: [u8; 4]) -> Option<[i64; 3]> {
    let data = tag(profile, name)?;
    let part = |at: usize| be32(data, at).map(|bits| i64::from(bits.cast_signed()));
    Some([part(8)?, part(12)?, part(16)?])
}

/// Whether the curve of red is a power, as that of Adobe RGB is: a `curv` of at most
/// one number.
fn is_power(profile: &[u8]) -> bool {
    let curve = tag(profile, *b"rTRC");
    curve.is_none_or(|curve| curve.starts_with(b"curv") && be32(curve, 8).is_none_or(|n| n <= 1))
}

#[cfg(test)]
mod tests {
    use super::{P3, SRGB, Space, space};

    fn profile(primaries: [[i64; 3]; 3], curve: &[u8]) -> Vec<u8> {
        let mut out = vec![0; 128];
        out[16..20].copy_from_slice(b"RGB ");
        out.extend(4_u32.to_be_bytes());
        for (idx, name) in [b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC"].into_iter().enumerate() {
            out.extend(name);
            out.extend((180 + 20 * u32::try_from(idx).unwrap()).to_be_bytes());
            out.extend(20_u32.to_be_bytes());
        }
        for primary in primaries {
            out.extend(b"XYZ \0\0\0\0");
            out.extend(primary.iter().flat_map(|n| i32::try_from(*n).unwrap().to_be_bytes()));
        }
        [&out, curve, &[0; 20]].concat()
    }

    #[test]
    fn spaces_are_known_by_their_primaries() {
        let curve = b"para\0\0\0\0\0\x03\0\0";
        let power = b"curv\0\0\0\0\0\0\0\x01\x02\x33";
        assert_eq!(space(None), Space::Srgb);
        assert_eq!(space(Some(&profile(SRGB, curve))), Space::Srgb);
        assert_eq!(space(Some(&profile(P3, curve))), Space::P3);
        assert_eq!(space(Some(&profile(SRGB, power))), Space::Other);
        let adobe = [[39_960, 20_389, 1_276], [13_446, 41_043, 3_984], [9_776, 4_101, 48_802]];
        assert_eq!(space(Some(&profile(adobe, power))), Space::Other);
        assert_eq!(space(Some(b"short")), Space::Foreign);
        let mut gray = profile(SRGB, curve);
        gray[16..20].copy_from_slice(b"GRAY");
        assert_eq!(space(Some(&gray)), Space::Foreign);
    }
}
