//! Front matter: found, cut off, read.

use serde::{Deserialize, Serialize};

use crate::base::{Date, SourceId, Span};
use crate::config::{PROVIDERS, ProviderKind};
use crate::data::{Fields, Kind, Value, parse_toml, parse_yaml};
use crate::diag::catalog::{config, front};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};

/// Longest front matter, in bytes.
pub(super) const MAX_FRONT_MATTER: usize = 64 * 1024;

/// A value and where it was written.
pub type Spanned<T> = (T, Span);

/// What front matter says, as written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "one field per key that authors write")]
pub struct FrontMatter {
    /// Whether it is there but could not be read whole: what it lacks is not known.
    pub is_unread: bool,
    /// `title`.
    pub title: Option<Spanned<String>>,
    /// `id`, replaces the path as the article id.
    pub id: Option<Spanned<String>>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `slug`, the last segment of the address.
    pub slug: Option<Spanned<String>>,
    /// `questions`.
    pub questions: Vec<String>,
    /// `tags`.
    pub tags: Vec<Spanned<String>>,
    /// `weight`.
    pub weight: i64,
    /// `date`.
    pub date: Option<Date>,
    /// `updated`.
    pub updated: Option<Date>,
    /// `draft`.
    pub is_draft: bool,
    /// `publish_on`.
    pub publish_on: Option<Date>,
    /// `expires_on`.
    pub expires_on: Option<Date>,
    /// `aliases`.
    pub aliases: Vec<Spanned<String>>,
    /// `audience = "staff"`.
    pub is_staff: bool,
    /// `provider`.
    pub provider: Option<String>,
    /// `related`; none: computed.
    pub related: Option<Vec<Spanned<String>>>,
    /// `owner`.
    pub owner: Option<String>,
    /// `review_by`.
    pub review_by: Option<Spanned<Date>>,
    /// `template`.
    pub template: Option<Spanned<String>>,
    /// `search = false`.
    pub is_unsearched: bool,
    /// `feeds = false`.
    pub is_unfed: bool,
    /// `extra`.
    #[serde(with = "as_json")]
    pub extra: serde_json::Value,
}

/// A value of any shape, kept as its JSON.
mod as_json {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        value: &serde_json::Value,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let text = if value.is_null() { String::new() } else { value.to_string() };
        serializer.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<serde_json::Value, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(serde_json::Value::Null);
        }
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}

impl FrontMatter {
    /// Whether what is published depends on the day.
    pub fn depends_on_date(&self) -> bool {
        self.publish_on.is_some() || self.expires_on.is_some()
    }

    /// Gives each place to `change`.
    pub(super) fn each_span(&mut self, change: &impl Fn(&mut Span)) {
        let Self { title, id, description, slug, template, .. } = self;
        let single = [title, id, description, slug, template];
        single.into_iter().flatten().for_each(|(_, span)| change(span));
        self.review_by.iter_mut().for_each(|(_, span)| change(span));
        let lists = [Some(&mut self.tags), Some(&mut self.aliases), self.related.as_mut()];
        lists.into_iter().flatten().flatten().for_each(|(_, span)| change(span));
    }
}

/// Cuts front matter off a text: gives what it says and where the body starts.
pub fn split(text: &str, source: SourceId) -> Outcome<(FrontMatter, usize)> {
    let Some(block) = find(text) else {
        return Outcome {
            value: (FrontMatter::default(), 0),
            diagnostics: late(text, source).into_iter().collect(),
        };
    };
    let unread = || FrontMatter { is_unread: true, ..FrontMatter::default() };
    let fence_span = Span::new(source, 0..3);
    let Some((inner, body)) = block.range else {
        let diagnostics = vec![front::unclosed_front_matter(fence_span, block.fence)];
        // The text cannot be told from the front matter: nothing of it is shown.
        return Outcome { value: (unread(), text.len()), diagnostics };
    };
    if inner.len() > MAX_FRONT_MATTER {
        let diagnostics = vec![front::front_matter_too_long(fence_span, MAX_FRONT_MATTER)];
        return Outcome { value: (unread(), body), diagnostics };
    }
    let slice = &text[inner.clone()];
    let parsed = if block.fence == "+++" {
        parse_toml(slice, source, inner.start)
    } else {
        parse_yaml(slice, source, inner.start)
    };
    let mut diagnostics = Vec::new();
    let mut value = parsed.drain(&mut diagnostics);
    let is_table = matches!(value.kind, Kind::Table(_));
    if (!is_table || !diagnostics.is_empty())
        && let Some((range, written, right)) = other_syntax(slice, block.fence)
    {
        let at = Span::new(source, inner.start + range.start..inner.start + range.end);
        let diagnostics = vec![front::wrong_fence(at, written, block.fence, right)];
        return Outcome { value: (unread(), body), diagnostics };
    }
    if !is_table {
        if value.kind != Kind::Null && diagnostics.is_empty() {
            diagnostics.push(config::yaml_syntax(value.span, "no-keys", ""));
        }
        value = Value::empty_table(value.span);
    }
    let is_unread = !diagnostics.is_empty();
    let mut front = read(&value).drain(&mut diagnostics);
    front.is_unread = is_unread;
    Outcome { value: (front, body), diagnostics }
}

/// Front matter that stands after empty lines, where it is only text.
fn late(text: &str, source: SourceId) -> Option<Diagnostic> {
    let start = text.find(|c: char| !c.is_whitespace())?;
    let start = text[..start].rfind('\n')? + 1;
    let block = find(&text[start..])?;
    let (inner, _) = block.range?;
    let slice = &text[start..][inner];
    let (_, sign) = first_key(slice)?;
    let is_ours = (sign == '=') == (block.fence == "+++");
    let at = Span::new(source, start..start + 3);
    is_ours.then(|| front::late_front_matter(at, block.fence))
}

/// Where the first key stands, what it seems to be written in, and the lines that
/// would go around it, when that is not what the fence says.
fn other_syntax(
    text: &str,
    fence: &str,
) -> Option<(std::ops::Range<usize>, &'static str, &'static str)> {
    let (range, sign) = first_key(text)?;
    match (fence, sign) {
        ("---", '=') => Some((range, "TOML", "+++")),
        ("+++", ':') => Some((range, "YAML", "---")),
        _ => None,
    }
}

/// The first key of a block and the sign after it: `=` or `:`.
fn first_key(text: &str) -> Option<(std::ops::Range<usize>, char)> {
    let mut pos = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim();
        if !shown.is_empty() && !shown.starts_with(['#', '[']) {
            let idx = line.find(['=', ':'])?;
            let key = line[..idx].trim();
            let is_key = !key.is_empty()
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
            let sign = if line.as_bytes()[idx] == b'=' { '=' } else { ':' };
            return is_key.then_some((pos..pos + idx, sign));
        }
        pos += line.len();
    }
    None
}

/// A block at the top of a text, between two fences.
struct Block {
    fence: &'static str,
    /// Range of what is inside, and where the body starts; none when unclosed.
    range: Option<(std::ops::Range<usize>, usize)>,
}

fn find(text: &str) -> Option<Block> {
    let first_end = text.find('\n').map_or(text.len(), |idx| idx + 1);
    let fence = match text[..first_end].trim_end() {
        "+++" => "+++",
        "---" => "---",
        _ => return None,
    };
    let mut pos = first_end;
    for line in text[first_end..].split_inclusive('\n') {
        let is_end = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if is_end {
            return Some(Block { fence, range: Some((first_end..pos, pos + line.len())) });
        }
        pos += line.len();
    }
    Some(Block { fence, range: None })
}

fn read(value: &Value) -> Outcome<FrontMatter> {
    let mut fields = Fields::new(value, "");
    let mut front = words(&mut fields);
    dates(&mut fields, &mut front);
    flags(&mut fields, &mut front);
    front.extra = fields.value("extra").map_or_else(
        || serde_json::Value::Object(serde_json::Map::new()),
        |value| {
            Fields::new(value, "extra.").finish_open().into_iter().for_each(|d| fields.report(d));
            value.to_json()
        },
    );
    Outcome { value: front, diagnostics: fields.finish_front() }
}

fn words(fields: &mut Fields<'_>) -> FrontMatter {
    let plain = |list: Vec<Spanned<String>>| list.into_iter().map(|(text, _)| text).collect();
    let title = fields.string("title");
    if let Some((text, span)) = &title
        && !text.chars().any(char::is_alphanumeric)
    {
        fields.report(front::empty_title(*span));
    }
    FrontMatter {
        title,
        id: fields.text("id"),
        description: fields.string("description"),
        slug: fields.text("slug"),
        questions: plain(fields.strings("questions")),
        tags: fields.strings("tags"),
        weight: fields.integer("weight").map_or(0, |(weight, _)| weight),
        aliases: fields.strings("aliases"),
        owner: fields.string("owner").map(|(text, _)| text),
        template: fields.string("template"),
        ..FrontMatter::default()
    }
}

fn dates(fields: &mut Fields<'_>, front: &mut FrontMatter) {
    let day = |found: Option<Spanned<Date>>| found.map(|(date, _)| date);
    front.date = day(fields.date("date"));
    front.updated = day(fields.date("updated"));
    front.review_by = fields.date("review_by");
    front.publish_on = day(fields.date("publish_on"));
    let expires = fields.date("expires_on");
    front.expires_on = day(expires);
    if let (Some(start), Some((end, span))) = (front.publish_on, expires)
        && end <= start
    {
        fields.report(front::expires_before_publish(span));
    }
}

fn flags(fields: &mut Fields<'_>, front: &mut FrontMatter) {
    front.is_draft = fields.bool("draft").unwrap_or(false);
    front.is_unsearched = !fields.bool("search").unwrap_or(true);
    front.is_unfed = !fields.bool("feeds").unwrap_or(true);
    let audience = fields.choice("audience", &[("patron", false), ("staff", true)]);
    front.is_staff = audience.unwrap_or(false);
    if let Some((provider, span)) = fields.string("provider") {
        if ProviderKind::named(&provider).is_none() {
            let near = nearest(&provider, PROVIDERS.iter().map(|kind| kind.name));
            fields.report(front::unknown_provider(span, &provider, near));
        }
        front.provider = Some(provider);
    }
    let is_given = fields.members().iter().any(|member| member.key == "related");
    let related = fields.strings("related");
    front.related = is_given.then_some(related);
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::base::SourceId;

    fn check(text: &str, body: &str, codes: &[&str]) -> super::FrontMatter {
        let outcome = split(text, SourceId(0));
        assert_eq!(&text[outcome.value.1..], body);
        let found: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.number).collect();
        assert_eq!(found, codes);
        outcome.value.0
    }

    #[test]
    fn toml_and_yaml_say_the_same() {
        let toml = check("+++\ntitle = \"T\"\ndate = 2026-01-02\n+++\nbody\n", "body\n", &[]);
        let yaml = check("---\ntitle: T\ndate: 2026-01-02\n---\nbody\n", "body\n", &[]);
        assert_eq!(toml.title.map(|t| t.0), yaml.title.map(|t| t.0));
        assert_eq!(toml.date, yaml.date);
        assert!(toml.date.is_some());
    }

    #[test]
    fn no_front_matter_is_allowed() {
        check("# Title\n\n---\n\ntext\n\n---\n", "# Title\n\n---\n\ntext\n\n---\n", &[]);
        check("", "", &[]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        check("+++\ntitle = 'x'\n", "", &["G0201"]);
        check("\n\n+++\ntitle = 'x'\n+++\n", "\n\n+++\ntitle = 'x'\n+++\n", &["G0211"]);
        check("\n---\ntext\n---\n", "\n---\ntext\n---\n", &[]);
        check("---\ntitle = \"x\"\ntags = []\n---\nb", "b", &["G0212"]);
        check("+++\ntitle: x\n+++\nb", "b", &["G0212"]);
        check("---\njust text\n---\nb", "b", &["G0102"]);
        check("---\n---\nb", "b", &[]);
        check("---\ntitle: x\nwieght: 3\n---\n", "", &["G0202"]);
        check("+++\ndate = 'tomorrow'\naudience = 'cats'\n+++\n", "", &["G0110", "G0109"]);
        check("+++\ntitle = 4\n+++\n", "", &["G0104"]);
        check("+++\ntitle = 'x'\nextra = 1\n+++\n", "", &["G0104"]);
        for bad in ["date = 2026-13-24", "date = 24/11/2026", "draft = oui", "title = Bonjour"] {
            check(&format!("+++\n{bad}\n+++\n"), "", &["G0101"]);
        }
        check(&format!("+++\nx = '{}'\n+++\nb", "a".repeat(70_000)), "b", &["G0205"]);
    }
}
