//! Images that nobody shows: their headers alone are looked at. Those that a text shows
//! are in `pictures`.

use crate::faults::measured;
use crate::published::Published;
use crate::site::{Site, build_args};

/// EXIF with a GPS directory: 45° 30' north.
fn exif() -> Vec<u8> {
    let long = |n: u32| n.to_be_bytes();
    let mut out = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0".to_vec();
    out.extend(b"\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x2C\0\0\0\0");
    out.extend([45, 1, 30, 1, 0, 1].map(long).concat());
    out
}

fn jpeg(exif: &[u8]) -> Vec<u8> {
    let len = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
    let frame = b"\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0";
    [b"\xFF\xD8\xFF\xE1", &len[..], b"Exif\0\0", exif, frame, &[0x55; 3_000], b"\xFF\xD9"].concat()
}

fn png(exif: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let len = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&len[..], name, data, b"crc!"].concat()
    };
    let ihdr = chunk(b"IHDR", b"\0\0\0\x08\0\0\0\x08\x08\x02\0\0\0");
    let idat = chunk(b"IDAT", b"x");
    [b"\x89PNG\r\n\x1a\n", &*ihdr, &chunk(b"eXIf", exif), &idat, &chunk(b"IEND", b"")].concat()
}

/// With EXIF behind a picture of some bytes.
fn webp(picture: usize, exif: &[u8]) -> Vec<u8> {
    let len = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let mut body = b"WEBPVP8X\x0A\0\0\0\x08\0\0\0\x07\0\0\x07\0\0VP8 ".to_vec();
    body.extend(
        [&len(picture)[..], &vec![0x55; picture], b"EXIF", &len(exif.len()), exif].concat(),
    );
    [b"RIFF", &len(body.len())[..], &body].concat()
}

#[test]
fn a_photo_of_static_that_tells_where_it_was_taken_is_reported_and_copied_as_it_is() {
    let none = b"MM\0*\0\0\0\x08\0\0\0\0\0\0";
    let photos = [
        ("static/img/plan.JPG", jpeg(&exif())),
        ("static/img/loin.webp", webp(400_000, &exif())),
        ("static/img/salle.png", png(&exif())),
        ("static/img/porte.webp", webp(500, &exif())),
        // Named as what it is not.
        ("static/img/vue.gif", jpeg(&exif())),
        ("static/img/vue.jpg_original", jpeg(&exif())),
    ];
    let others = [
        ("static/img/a.jpg", jpeg(none)),
        ("static/img/b.png", png(none)),
        ("static/img/c.webp", webp(400_000, none)),
    ];
    let site = Site::small();
    for (path, bytes) in photos.iter().chain(&others) {
        site.write(path, bytes);
    }
    let expected: std::collections::BTreeSet<&str> = photos.iter().map(|(path, _)| *path).collect();
    // What is known of the first build is said by the second.
    for _ in 0..2 {
        let said = site.warnings();
        let named = said.iter().filter(|problem| problem.name == "image-position");
        assert_eq!(
            named.map(|problem| &*problem.path).collect::<Vec<_>>(),
            Vec::from_iter(expected.clone())
        );
        site.write("content/fr/b.md", "# Nouveau\n");
    }
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    for (path, bytes) in photos.iter().chain(&others) {
        let output = path.replace("static/", "");
        assert!(published.files[&*output] == *bytes, "{path} was changed");
    }
    let run = site.run(&build_args(&["--lang", "en", "--strict"]));
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("plan.JPG") && run.stderr.contains("-gps:all="), "{run}");
    assert!(!run.stderr.contains('\u{FFFD}') && !run.stderr.contains("UUU"), "{run}");
    site.write("static/img/plan.JPG", jpeg(none));
    assert!(site.warnings().iter().all(|problem| !problem.text.contains("plan.JPG")));
}

#[test]
fn headers_that_lie_are_believed_in_nothing_and_copied_as_they_are() {
    let endless = b"MM\0*\0\0\0\x08\xFF\xFF\x88\x25\0\x04\0\0\0\x01\0\0\0\x08".to_vec();
    let huge =
        b"\0\0\0\rIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x06\0\0\0crc!\xFF\xFF\xFF\xFFIDATx";
    let images: [(&str, Vec<u8>); 12] = [
        ("bomb.png", [b"\x89PNG\r\n\x1a\n", &huge[..]].concat()),
        ("circle.jpg", jpeg(&endless)),
        ("circle.png", png(&endless)),
        ("circle.webp", webp(400_000, &endless)),
        ("cut.jpg", jpeg(&exif())[..30].to_vec()),
        ("cut.png", png(&exif())[..60].to_vec()),
        ("cut.webp", webp(900_000, &exif())[..500_000].to_vec()),
        ("none.jpg", Vec::new()),
        ("text.png", b"GPSLatitude=\"45\" Exif\0\0II*\0".to_vec()),
        ("segments.jpg", [b"\xFF\xD8", &b"\xFF\xE1\0\x02".repeat(1_000_000)[..]].concat()),
        ("fill.jpg", [b"\xFF\xD8", &vec![0xFF; 4_000_000][..]].concat()),
        ("boxes.avif", b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x08meta".repeat(100_000)),
    ];
    let site = Site::small();
    for (name, bytes) in &images {
        site.write(&format!("static/{name}"), bytes);
    }
    let hole = std::fs::File::create(site.path("static/hole.jpg")).unwrap();
    hole.set_len(100_000_000).unwrap();
    let done = measured(site.command(&build_args(&["--format", "json"])));
    assert_eq!(done.run.code, 0, "{}", done.run);
    assert!(done.memory < 200_000_000, "{} bytes of memory", done.memory);
    let said = done.run.problems();
    assert!(said.iter().all(|problem| problem.name != "image-position"), "{said:#?}");
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    for (name, bytes) in &images {
        assert!(published.files[*name] == *bytes, "{name} was changed");
    }
}
