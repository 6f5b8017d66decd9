//! What is made of images: copies in several widths and formats, and what is taken out.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

pub(crate) mod samples;

use std::io::Cursor;

use crate::faults::measured;
use crate::inspect::is_sound;
use crate::published::{Published, attr, attrs, select};
use crate::site::{CONFIG, Site, build_args, files_in, times_in};

/// A copy as a page names it: the file, and the width that is said of it.
fn copies(published: &Published, page: &str, media: &str) -> Vec<(String, u32)> {
    let html = published.page(page);
    let sets = select(&html, &format!("picture source[type='{media}']"));
    let mut copies = Vec::new();
    for source in sets {
        for copy in attr(&source, "srcset").split(", ") {
            let (address, width) = copy.split_once(' ').unwrap();
            let width = width.strip_suffix('w').unwrap().parse().unwrap();
            copies.push((published.follow(page, address), width));
        }
    }
    copies
}

fn size_of_webp(bytes: &[u8]) -> (u32, u32) {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap();
    let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut pixels).unwrap();
    decoder.dimensions()
}

fn gray_of_webp(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap();
    let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut pixels).unwrap();
    pixels.chunks_exact(3).map(|pixel| pixel[1]).collect()
}

fn with_images(table: &str) -> String {
    format!("{CONFIG}\n[images]\n{table}\n")
}

#[test]
fn an_image_has_lighter_copies_and_stays_where_it_is() {
    let site = Site::small();
    let files = [
        ("static/img/photo.png", samples::png(900, 300)),
        (
            "content/fr/guide/plan d'accès.jpg",
            samples::jpeg(125, 20, |x, y| x * 2 + y, &[samples::HEAVY]),
        ),
        ("content/fr/guide/salle.webp", samples::webp(600, 200, 98)),
    ];
    for (path, bytes) in &files {
        site.write(path, bytes);
    }
    let text = "# Guide\n\n![Photo](/img/photo.png \"Une *photo*\")\n\n![Plan](<plan d'accès.jpg>)\n\n![Salle](salle.webp)\n";
    site.write("content/fr/guide/index.md", text);
    // The other language has no copy of its own.
    site.write("content/en/guide/index.md", "# Guide\n\n![Plan](<plan d'accès.jpg>)\n");
    let published = site.build();
    is_sound(&published);
    let page = "fr/guide/index.html";
    let html = published.page(page);
    let images = select(&html, "main img");
    let said = |name: &str| images.iter().map(|image| attr(image, name)).collect::<Vec<_>>();
    assert_eq!(said("alt"), ["Photo", "Plan", "Salle"]);
    assert_eq!(said("width"), ["900", "1000", "600"]);
    assert_eq!(said("height"), ["300", "160", "200"]);
    assert_eq!(said("loading"), ["", "lazy", "lazy"]);
    assert_eq!(said("decoding"), ["", "async", "async"]);
    for ((_, bytes), src) in files.iter().zip(said("src")) {
        assert!(published.files[&published.follow(page, &src)] == *bytes, "{src} was changed");
    }
    assert_eq!(select(&html, "figure picture img").len(), 1);
    assert_eq!(select(&html, "figure figcaption").len(), 1);
    let copies = copies(&published, page, "image/webp");
    let widths: Vec<u32> = copies.iter().map(|(_, width)| *width).collect();
    assert_eq!(widths, [480, 800, 900, 480, 800, 1_000, 480, 600]);
    for (path, width) in &copies {
        assert!(path.starts_with("assets/img/") && path.is_ascii(), "{path}");
        let bytes = &published.files[path];
        assert_eq!(size_of_webp(bytes).0, *width, "{path}");
    }
    let light: usize = published.files[&copies[2].0].len();
    assert!(light < files[0].1.len() / 2, "{light}");
    let english = published.page("en/guide/index.html");
    assert_eq!(select(&english, "picture source").len(), 1);
}

#[test]
fn formats_widths_and_quality_are_those_of_the_site() {
    let site = Site::small();
    site.write("static/a.webp", samples::webp(300, 200, 99));
    site.write("content/fr/x.md", "# T\n\n![a](/a.webp)\n");
    let page = "fr/x/index.html";
    site.write(
        "guichet.toml",
        with_images("formats = [\"webp\", \"avif\"]\nwidths = [100, 200]\nsizes = \"50vw\""),
    );
    let published = site.build();
    is_sound(&published);
    let html = published.page(page);
    assert_eq!(attrs(&html, "picture source", "type"), ["image/avif", "image/webp"]);
    assert_eq!(attrs(&html, "picture source", "sizes"), ["50vw", "50vw"]);
    for (media, start) in [("image/avif", &b"ftypavif"[..]), ("image/webp", b"WEBP")] {
        let copies = copies(&published, page, media);
        assert_eq!(copies.iter().map(|(_, width)| *width).collect::<Vec<_>>(), [100, 200]);
        for (path, _) in &copies {
            let bytes = &published.files[path];
            assert!(bytes.windows(start.len()).take(20).any(|window| window == start), "{path}");
        }
    }
    let heavy = published.files[&copies(&published, page, "image/webp")[1].0].len();
    site.write("guichet.toml", with_images("widths = [200]\nquality = 10"));
    let published = site.build();
    let light = published.files[&copies(&published, page, "image/webp")[0].0].len();
    assert!(light < heavy, "{light} {heavy}");
    site.write("guichet.toml", with_images("formats = []"));
    let published = site.build();
    let html = published.page(page);
    assert!(select(&html, "picture").is_empty());
    assert_eq!(attrs(&html, "main img", "width"), ["300"]);
    assert!(published.files.keys().all(|path| !path.starts_with("assets/img/")));
    site.write("guichet.toml", with_images("formats = [\"jpeg\"]"));
    let said = site.refused();
    assert_eq!(said[0].name, "bad-value", "{said:#?}");
    assert!(said[0].text.contains("jpeg") && said[0].text.contains("webp"), "{said:#?}");
}

#[test]
fn what_would_be_no_lighter_is_left_out() {
    let site = Site::small();
    site.write("static/best.webp", samples::webp(500, 200, 1));
    site.write("content/fr/x.md", "# T\n\n![b](/best.webp)\n");
    let published = site.build();
    let html = published.page("fr/x/index.html");
    assert!(select(&html, "picture").is_empty());
    assert_eq!(attrs(&html, "main img", "width"), ["500"]);
}

#[test]
fn what_moves_stays_as_it_is() {
    let site = Site::small();
    let moving = [
        ("static/a.gif", samples::gif(9, 5)),
        ("static/a.png", samples::apng(9, 5)),
        ("static/a.webp", samples::animated_webp(9, 5)),
    ];
    for (path, bytes) in &moving {
        site.write(path, bytes);
    }
    let text = "# T\n\n![a](/a.gif)\n\n![b](/a.png)\n\n![c](/a.webp)\n";
    site.write("content/fr/x.md", text);
    assert_eq!(site.warnings().len(), 0);
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    let html = published.page("fr/x/index.html");
    assert!(select(&html, "picture").is_empty());
    assert_eq!(attrs(&html, "main img", "width"), ["9"; 3]);
    assert_eq!(attrs(&html, "main img", "height"), ["5"; 3]);
    for (path, bytes) in &moving {
        assert!(published.files[path.trim_start_matches("static/")] == *bytes, "{path}");
    }
}

#[test]
fn a_damaged_image_is_said_where_it_is_shown_and_published_as_it_is() {
    let site = Site::small();
    let whole = samples::jpeg(20, 20, |x, _| x, &[]);
    let png = samples::png(60, 60);
    let damaged = [
        ("cut.png", png[..png.len() / 2].to_vec()),
        ("cut.jpg", whole[..whole.len() - 30].to_vec()),
        ("cut.webp", samples::webp(60, 60, 98)[..400].to_vec()),
        ("text.png", b"not an image".to_vec()),
        ("empty.jpg", Vec::new()),
        ("none.svg", b"not a drawing".to_vec()),
    ];
    for (name, bytes) in &damaged {
        site.write(&format!("static/{name}"), bytes);
    }
    let lines: Vec<String> = damaged.iter().map(|(name, _)| format!("![a](/{name})")).collect();
    let text = format!("# T\n\n{}\n", lines.join("\n\n"));
    site.write("content/fr/x.md", &text).write("content/fr/y.md", &text);
    // What is known of the first build is said by the second, and `check` says it too.
    for args in [
        build_args(&["--format", "json"]),
        build_args(&["--format", "json"]),
        vec!["check", "--format", "json"],
    ] {
        let run = site.run(&args);
        assert_eq!(run.code, 0, "{run}");
        let said = run.problems();
        let places: Vec<(&str, &str, u64)> = said
            .iter()
            .filter(|problem| problem.code == "G0711")
            .map(|problem| (&*problem.code, &*problem.path, problem.line))
            .collect();
        let lines = [3, 5, 7, 9, 11, 13].map(|line| ("G0711", "content/fr/x.md", line));
        assert_eq!(places, lines, "{said:#?}");
    }
    assert_eq!(site.run(&build_args(&["--strict"])).code, 1);
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    for (name, bytes) in &damaged {
        assert!(published.files[*name] == *bytes, "{name} was changed");
    }
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let site = Site::small();
    let mut bomb = samples::png(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    site.write("static/bomb.png", &bomb);
    let hole = std::fs::File::create(site.path("static/hole.jpg")).unwrap();
    hole.set_len(100_000_000).unwrap();
    site.write("content/fr/x.md", "# T\n\n![a](/bomb.png)\n\n![b](/hole.jpg)\n");
    let done = measured(site.command(&build_args(&["--format", "json"])));
    assert_eq!(done.run.code, 0, "{}", done.run);
    assert!(done.memory < 200_000_000, "{} bytes of memory", done.memory);
    let said = done.run.problems();
    let named: Vec<(&str, u64)> =
        said.iter().map(|problem| (&*problem.name, problem.line)).collect();
    assert_eq!(named, [("image-too-large", 3), ("image-too-large", 5)], "{said:#?}");
}

#[test]
fn copies_are_turned_as_the_camera_was() {
    let site = Site::small();
    // Light at the left, as stored.
    let gray = |x: u16, _: u16| if x < 5 { 220 } else { 30 };
    let exif = [b"Exif\0\0", &samples::exif(6, false)[..]].concat();
    let bytes = samples::jpeg(10, 4, gray, &[(0xE1, &exif), samples::HEAVY]);
    site.write("static/a.jpg", &bytes);
    site.write("content/fr/x.md", "# T\n\n![a](/a.jpg)\n");
    let published = site.build();
    let html = published.page("fr/x/index.html");
    assert_eq!(attrs(&html, "main img", "width"), ["32"]);
    assert_eq!(attrs(&html, "main img", "height"), ["80"]);
    let copies = copies(&published, "fr/x/index.html", "image/webp");
    let copy = &published.files[&copies[0].0];
    assert_eq!(size_of_webp(copy), (32, 80));
    // A quarter of a turn to the right: what was left is on top.
    let gray = gray_of_webp(copy);
    assert!(gray[40] > 180 && gray[gray.len() - 40] < 70, "{} {}", gray[40], gray[gray.len() - 40]);
    assert!(!copy.windows(4).any(|window| window == b"EXIF"));
}

#[test]
fn where_a_photo_was_taken_is_not_published() {
    let site = Site::small();
    let exif = samples::exif(6, true);
    let in_jpeg = [b"Exif\0\0", &exif[..]].concat();
    let profile = [b"ICC_PROFILE\0\x01\x01", &b"profile"[..]].concat();
    let gray = |x: u16, y: u16| x * 9 + y * 5;
    let mut jpeg =
        samples::jpeg(9, 9, gray, &[(0xE1, &in_jpeg), (0xE2, &profile), (0xFE, b"a comment")]);
    // Telephones put another picture, with its own EXIF, behind the first.
    jpeg.extend(samples::jpeg(2, 2, gray, &[(0xE1, &in_jpeg)]));
    let mut png = samples::png(30, 20);
    let chunk = [b"eXIf", &exif[..]].concat();
    let len = u32::try_from(exif.len()).unwrap().to_be_bytes();
    png.splice(33..33, [&len[..], &chunk, b"crc!"].concat());
    site.write("content/fr/a/plan.jpg", &jpeg).write("content/fr/a/plan.png", &png);
    site.write("static/shown.jpg", &jpeg).write("static/hidden.jpg", &jpeg);
    site.write("content/fr/a/index.md", "# T\n\n![a](plan.jpg) ![b](/shown.jpg)\n");
    let said = site.warnings();
    let named: Vec<&str> = said.iter().map(|problem| &*problem.path).collect();
    // Those of `static/` are published as they are.
    assert_eq!(named, ["static/hidden.jpg", "static/shown.jpg"], "{said:#?}");
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    assert!(published.files["hidden.jpg"] == jpeg && published.files["shown.jpg"] == jpeg);
    let position = &exif[56..];
    for name in ["fr/a/plan.jpg", "fr/a/plan.png"] {
        let bytes = &published.files[name];
        assert!(!bytes.windows(position.len()).any(|window| window == position), "{name}");
        assert_eq!(guichet::images::header(bytes).unwrap().turn, 6, "{name}");
    }
    let plain = samples::jpeg(9, 9, gray, &[]);
    let picture = &plain[2..];
    let clean = &published.files["fr/a/plan.jpg"];
    assert!(clean.ends_with(picture), "the picture is no longer the same");
    assert!(clean.windows(11).any(|window| window == b"ICC_PROFILE"));
    let mut reader =
        png::Decoder::new(Cursor::new(&published.files["fr/a/plan.png"])).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    reader.finish().unwrap();
}

const BAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"><script>alert(1)</script><g onclick=\"x()\"/></svg>";

#[test]
fn a_drawing_is_published_without_what_runs() {
    let site = Site::small();
    site.write("content/fr/a/bad.svg", BAD).write("content/fr/a/other.svg", BAD);
    site.write("static/shown.svg", BAD).write("static/hidden.svg", BAD);
    site.write("content/fr/a/index.md", "# T\n\n![a](bad.svg)\n\n![b](/shown.svg)\n");
    for _ in 0..2 {
        let said = site.warnings();
        let named: Vec<(&str, &str, u64)> =
            said.iter().map(|problem| (&*problem.name, &*problem.path, problem.line)).collect();
        let place = "content/fr/a/index.md";
        let expected = [
            ("drawing-cleaned", place, 3),
            ("drawing-cleaned", "content/fr/a/other.svg", named[1].2),
        ];
        assert_eq!(named, expected, "{said:#?}");
        assert!(said[0].text.contains("<script>, onclick"), "{}", said[0].text);
        site.write("content/fr/y.md", "# Y\n");
    }
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    let clean = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"><g/></svg>";
    for name in ["fr/a/bad.svg", "fr/a/other.svg"] {
        assert_eq!(published.text(name), clean, "{name}");
    }
    assert_eq!([published.text("hidden.svg"), published.text("shown.svg")], [BAD, BAD]);
    let html = published.page("fr/a/index.html");
    assert_eq!(attrs(&html, "main img", "width"), ["30", "30"]);
    assert_eq!(attrs(&html, "main img", "height"), ["20", "20"]);
    site.write("guichet.toml", format!("{CONFIG}\n[markdown]\nhtml = \"trusted\"\n"));
    let trusted = site.build();
    assert_eq!(trusted.text("fr/a/bad.svg"), BAD);
}

#[test]
fn raw_html_around_an_image_leaves_its_copies() {
    let site = Site::small();
    site.write("static/a.png", samples::png(200, 100));
    site.write("content/fr/x.md", "# T\n\n<div class=\"x\">\n\n![a](/a.png)\n\n</div>\n\n<picture><source srcset=\"//x.example/a.png\"><img src=\"/a.png\" alt=\"\"></picture>\n");
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    let html = published.page("fr/x/index.html");
    let sets = attrs(&html, "main source", "srcset");
    assert_eq!(sets.len(), 1, "{sets:?}");
    assert_eq!(select(&html, "main .x picture source[srcset^='/assets/img/a-200.']").len(), 1);
}

#[test]
fn a_second_build_converts_nothing() {
    let site = Site::small();
    site.write("static/a.png", samples::png(500, 200))
        .write("static/b.jpg", samples::jpeg(80, 20, |x, y| x * 3 + y, &[samples::HEAVY]));
    site.write("content/fr/x.md", "# T\n\n![a](/a.png) ![b](/b.jpg)\n");
    let first = site.build();
    let images = site.path(".guichet/cache/images");
    let times = times_in(&images);
    assert!(times.len() >= 5, "{times:?}");
    site.write("content/fr/x.md", "# T\n\n![autre](/a.png) ![b](/b.jpg)\n");
    std::fs::remove_dir_all(site.path("public")).unwrap();
    let second = site.build();
    let after = times_in(&images);
    assert!(times.iter().all(|(name, time)| after[name] == *time), "something was made again");
    // Which file holds which image, known for certain only now.
    assert!(after.len() <= times.len() + 2, "{after:?}");
    for (path, bytes) in first.files.iter().filter(|(path, _)| path.starts_with("assets/img/")) {
        assert!(second.files.get(path) == Some(bytes), "{path}");
    }
    // Damaged, cut or gone: what is published is the same.
    for (nth, name) in files_in(&images).into_keys().enumerate() {
        let path = images.join(&name);
        match nth % 3 {
            0 => std::fs::write(&path, "x".repeat(80)).unwrap(),
            1 => std::fs::write(&path, "").unwrap(),
            _ => std::fs::remove_file(&path).unwrap(),
        }
    }
    std::fs::remove_dir_all(site.path("public")).unwrap();
    let third = site.build();
    assert!(third.files == second.files, "a damaged cache shows");
    for threads in ["1", "5"] {
        std::fs::remove_dir_all(site.path("public")).unwrap();
        std::fs::remove_dir_all(site.path(".guichet")).unwrap();
        let mut command = site.command(&build_args(&[]));
        command.env("RAYON_NUM_THREADS", threads);
        assert_eq!(crate::site::finish(command, "").code, 0);
        let again = Published::read(&site.path("public"), "https://aide.example.ca/");
        assert!(again.files == second.files, "{threads} threads show");
    }
}
