//! The `[theme]` table.

use crate::base::Span;
use crate::color::{self, Rgb};
use crate::config::settings::{Accent, ThemeSettings};
use crate::data::{Fields, Kind, Value};
use crate::diag::catalog::config;

/// The largest radius of corners, in CSS pixels.
const MAX_RADIUS: u8 = 24;

/// The ways to write a color, as a message shows them.
const COLORS: &str = "#12443a, rgb(18 68 58), hsl(168 58% 17%), oklch(0.35 0.06 173), teal";

/// Reads `[theme]`, or `theme = "name"`.
pub(super) fn theme(fields: &mut Fields<'_>) -> ThemeSettings {
    let mut theme = ThemeSettings { name: "guichet".to_owned(), ..ThemeSettings::default() };
    let Some(value) = fields.value("theme") else { return theme };
    if let Kind::String(name) = &value.kind {
        theme.name.clone_from(name);
        return theme;
    }
    let mut inner = Fields::new(value, "theme.");
    if let Some((name, _)) = inner.string("name") {
        theme.name = name;
    }
    theme.accent = accent(&mut inner);
    theme.logo = inner.string("logo");
    theme.favicon = inner.string("favicon");
    theme.radius = radius(&mut inner);
    theme.has_cards = inner.bool("cards").unwrap_or(false);
    fields.absorb(inner.finish_near());
    if let serde_json::Value::Object(mut options) = value.to_json() {
        options.remove("name");
        theme.options = options;
    }
    theme
}

/// One color for both appearances, or one for each.
fn accent(fields: &mut Fields<'_>) -> Option<Accent> {
    let value = fields.value("accent")?;
    if let Kind::Table(_) = value.kind {
        let mut inner = fields.table("accent")?;
        let light = inner.value("light").and_then(|value| color(&mut inner, value, "light"));
        let dark = inner.value("dark").and_then(|value| color(&mut inner, value, "dark"));
        if light.is_none() && !inner.members().iter().any(|member| member.key == "light") {
            inner.report(config::missing_config_key(value.span, "theme.accent.light"));
        }
        fields.absorb(inner.finish());
        return Some(Accent { light: light?, dark });
    }
    Some(Accent { light: color(fields, value, "accent")?, dark: None })
}

fn color(fields: &mut Fields<'_>, value: &Value, key: &str) -> Option<(Rgb, Span)> {
    let Some(text) = value.as_str() else { return fields.wrong(value, key, "string") };
    let color = color::parse(text);
    if color.is_none() {
        let name = if key == "accent" { "theme.accent" } else { "theme.accent.light, dark" };
        fields.report(config::bad_value(value.span, name, text, COLORS));
    }
    Some((color?, value.span))
}

fn radius(fields: &mut Fields<'_>) -> Option<u8> {
    let (radius, span) = fields.integer("radius")?;
    let small = u8::try_from(radius).ok().filter(|radius| *radius <= MAX_RADIUS);
    if small.is_none() {
        let allowed = format!("0 – {MAX_RADIUS}");
        fields.report(config::bad_value(span, "theme.radius", &radius.to_string(), &allowed));
    }
    small
}

#[cfg(test)]
mod tests {
    use crate::base::SourceId;
    use crate::color::Rgb;
    use crate::config::{Settings, read};
    use crate::diag::Diagnostic;

    const TOP: &str = "title = 'B'\nbase_url = 'https://x.example/'\n[languages.fr]\n[theme]\n";

    fn theme(table: &str) -> (Settings, Vec<Diagnostic>) {
        let outcome = read(&format!("{TOP}{table}"), SourceId(0));
        (outcome.value, outcome.diagnostics)
    }

    #[test]
    fn every_token_is_read() {
        let (settings, said) = theme(
            "accent = '#0b4f8a'\nlogo = 'logo.svg'\nfavicon = 'f.png'\nradius = 12\ncards = true\nslogan = 'x'\n",
        );
        assert!(said.is_empty(), "{said:?}");
        let theme = settings.theme;
        assert_eq!(theme.accent.unwrap().light.0, Rgb([0x0b, 0x4f, 0x8a]));
        assert_eq!(theme.logo.unwrap().0, "logo.svg");
        assert_eq!((theme.radius, theme.has_cards), (Some(12), true));
        assert_eq!(theme.options["slogan"], "x");
        let (settings, said) = theme_of_both();
        assert!(said.is_empty(), "{said:?}");
        let accent = settings.theme.accent.unwrap();
        assert_eq!(accent.dark.unwrap().0, Rgb([0x9c, 0xc2, 0xff]));
    }

    fn theme_of_both() -> (Settings, Vec<Diagnostic>) {
        theme("accent = { light = 'navy', dark = '#9cc2ff' }\n")
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        for (table, code, at) in [
            ("accent = 'bleu'\n", "G0109", "'bleu'"),
            ("accent = 3\n", "G0104", "3"),
            ("accent = { dark = '#fff' }\n", "G0105", "{ dark = '#fff' }"),
            ("accent = { light = '#12', dark = '#fff' }\n", "G0109", "'#12'"),
            ("accent = { ligth = '#fff', light = 'navy' }\n", "G0103", "ligth"),
            ("radius = 99\n", "G0109", "99"),
            ("radius = '6px'\n", "G0104", "'6px'"),
            ("cards = 'yes'\n", "G0104", "'yes'"),
            ("acent = '#123456'\n", "G0103", "acent"),
            ("couleur = '#123456'\n", "G0103", "couleur"),
        ] {
            let (_, said) = theme(table);
            assert_eq!(said.len(), 1, "{table} {said:?}");
            assert_eq!(said[0].code.number, code, "{table}");
            let text = format!("{TOP}{table}");
            assert_eq!(&text[said[0].span.range()], at, "{table}");
        }
    }
}
