//! The table `[images]`.

use crate::config::settings::ImageSettings;
use crate::data::{Fields, Kind};
use crate::diag::catalog::config;
use crate::images::FORMATS;

/// Narrowest and widest copy, in pixels.
const WIDTHS: std::ops::RangeInclusive<i64> = 16..=8_192;

/// Most widths: each takes time, and browsers choose among few as well as among many.
const MAX_WIDTHS: usize = 12;

/// Longest `sizes`, in bytes.
const MAX_SIZES: usize = 500;

/// Reads it; what is wrong is said, and a default stands in.
pub(super) fn images(fields: &mut Fields<'_>) -> ImageSettings {
    let mut settings = ImageSettings::default();
    let Some(mut inner) = fields.table("images") else { return settings };
    formats(&mut inner, &mut settings);
    widths(&mut inner, &mut settings);
    if let Some((quality, span)) = inner.integer("quality") {
        match u8::try_from(quality).ok().filter(|quality| (1..=100).contains(quality)) {
            Some(quality) => settings.copies.quality = quality,
            None => {
                let said = config::bad_value(span, "images.quality", &quality.to_string(), "1–100");
                inner.report(said);
            }
        }
    }
    if let Some((sizes, span)) = inner.string("sizes") {
        let is_plain = !sizes.trim().is_empty()
            && sizes.len() <= MAX_SIZES
            && !sizes.contains(|c: char| c.is_control() || "<>\"{};".contains(c));
        if is_plain {
            sizes.trim().clone_into(&mut settings.sizes);
        } else {
            let example = ImageSettings::default().sizes;
            inner.report(config::bad_value(span, "images.sizes", &sizes, &example));
        }
    }
    fields.absorb(inner.finish());
    settings
}

fn formats(fields: &mut Fields<'_>, settings: &mut ImageSettings) {
    let has_key = fields.members().iter().any(|member| member.key == "formats");
    let names = fields.strings("formats");
    if !has_key {
        return;
    }
    let known: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    settings.copies.formats.clear();
    for (name, span) in names {
        match FORMATS.iter().find(|(known, _)| *known == name) {
            Some((_, format)) => settings.copies.formats.push(*format),
            None => {
                let said = config::bad_value(span, "images.formats", &name, &known.join(", "));
                fields.report(said);
            }
        }
    }
    settings.copies.formats.sort_unstable();
    settings.copies.formats.dedup();
}

fn widths(fields: &mut Fields<'_>, settings: &mut ImageSettings) {
    let Some(value) = fields.value("widths") else { return };
    let Kind::List(items) = &value.kind else {
        fields.report(config::wrong_type(value.span, "images.widths", "integers"));
        return;
    };
    let mut widths = Vec::new();
    for item in items {
        match item.kind {
            Kind::Integer(width) if WIDTHS.contains(&width) && widths.len() < MAX_WIDTHS => {
                widths.extend(u32::try_from(width));
            }
            Kind::Integer(width) => {
                let allowed = format!("{}–{} (≤ {MAX_WIDTHS})", WIDTHS.start(), WIDTHS.end());
                let shown = width.to_string();
                fields.report(config::bad_value(item.span, "images.widths", &shown, &allowed));
            }
            Kind::Null => {}
            _ => fields.report(config::wrong_type(item.span, "images.widths", "integer")),
        }
    }
    widths.sort_unstable();
    widths.dedup();
    if !widths.is_empty() {
        settings.copies.widths = widths;
    }
}

#[cfg(test)]
mod tests {
    use crate::base::SourceId;
    use crate::config::read::read;
    use crate::config::settings::ImageSettings;
    use crate::images::Format;

    fn check(table: &str) -> (ImageSettings, Vec<&'static str>) {
        let least = "title = 'B'\nbase_url = 'https://x.example/'\ndefault_language = 'fr'\n[languages.fr]\n";
        let outcome = read(&format!("{least}[images]\n{table}\n"), SourceId(0));
        let said = outcome.diagnostics.iter().map(|d| d.code.number).collect();
        (outcome.value.images, said)
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        assert_eq!(check(""), (ImageSettings::default(), Vec::new()));
        let (settings, said) = check("quality = 60\nwidths = [900, 300, 900]\nformats = []");
        assert_eq!(said, [""; 0]);
        assert_eq!(settings.copies.quality, 60);
        assert_eq!(settings.copies.widths, [300, 900]);
        assert!(settings.copies.formats.is_empty());
        let (settings, _) = check("formats = ['webp', 'webp']\nsizes = ' 50vw '");
        assert_eq!(settings.copies.formats, [Format::WebP]);
        assert_eq!(settings.sizes, "50vw");
    }

    #[test]
    fn every_mistake_is_said_and_a_default_stands_in() {
        let (settings, said) = check(
            "quality = 0\nwidths = [9000, 'x', -1]\nformats = ['webp', 'bmp']\nsizes = '<'\nsize = 1",
        );
        let mut said = said;
        said.sort_unstable();
        assert_eq!(said, ["G0103", "G0104", "G0109", "G0109", "G0109", "G0109", "G0109"]);
        assert_eq!(settings.copies.widths, ImageSettings::default().copies.widths);
        assert_eq!(settings.copies.formats, [Format::WebP]);
        assert_eq!(check("widths = 3\nformats = 'webp'").1, ["G0104", "G0104"]);
    }
}
