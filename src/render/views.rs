//! What templates see. Every name here is part of the contract with themes: a
//! change breaks the templates of sites.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::Date;
use crate::i18n::dates::{format_date, format_iso};

/// `site`: one per language.
#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    /// Title in the language.
    pub(super) title: &'a str,
    /// Summary in the language; may be empty.
    pub(super) description: &'a str,
    /// The home of the language.
    pub(super) url: String,
    /// The page where a language is chosen.
    pub(super) root_url: String,
    /// The absolute address of the site.
    pub(super) base_url: String,
    /// The news feed of the language.
    pub(super) feed_url: String,
    /// The page of all tags; none without tags.
    pub(super) tags_url: Option<String>,
    /// The index of the language, from A to Z.
    pub(super) index_url: String,
    /// Where a form sends what a reader looks for, as `q`.
    pub(super) search_url: String,
    /// How to reach a person, where the site says.
    pub(super) contact: Option<ContactView<'a>>,
    /// Where votes on pages go, where the site says.
    pub(super) feedback: Option<FeedbackView>,
    /// The `[theme]` table.
    pub(super) theme: &'a serde_json::Map<String, serde_json::Value>,
    /// The variables of the language.
    pub(super) variables: &'a BTreeMap<String, String>,
}

/// How to reach a person.
#[derive(Serialize)]
pub(super) struct ContactView<'a> {
    /// When somebody answers.
    pub(super) hours: Vec<HoursView>,
    /// A telephone number.
    pub(super) phone: Option<&'a str>,
    /// The same as an address, `tel:…`.
    pub(super) phone_url: Option<String>,
    /// An address for mail.
    pub(super) email: Option<&'a str>,
    /// The page of a form.
    pub(super) form: Option<String>,
    /// The page of a chat.
    pub(super) chat: Option<String>,
}

/// A line of opening hours.
#[derive(Serialize)]
pub(super) struct HoursView {
    /// Which days; may be empty.
    pub(super) days: String,
    /// From when to when.
    pub(super) hours: String,
}

/// Where votes on pages go.
#[derive(Serialize)]
pub(super) struct FeedbackView {
    /// What the form of a vote is sent to.
    pub(super) action: String,
    /// Whether it is a mailbox.
    pub(super) is_mail: bool,
}

/// `lang`, and an item of `languages`.
#[derive(Serialize)]
pub(super) struct LanguageView<'a> {
    /// `fr`.
    pub(super) code: &'a str,
    /// `fr-CA`.
    pub(super) tag: &'a str,
    /// `Français`.
    pub(super) name: &'a str,
    /// `ltr` or `rtl`.
    pub(super) dir: &'static str,
    /// The home of the language.
    pub(super) home_url: String,
    /// The index of the language.
    pub(super) index_url: String,
    /// Whether it is the language of the site's first page.
    pub(super) is_default: bool,
    /// Title of the site in the language.
    pub(super) title: &'a str,
    /// Summary of the site in the language; may be empty.
    pub(super) description: &'a str,
}

/// `assets`.
#[derive(Serialize)]
pub(super) struct AssetsView {
    /// The style sheet.
    pub(super) styles: Option<FileView>,
    /// The scripts, in order.
    pub(super) scripts: Vec<ScriptView>,
    /// The icon of browser tabs.
    pub(super) favicon: Option<PictureView>,
    /// The picture in place of the site's title.
    pub(super) logo: Option<PictureView>,
    /// The color that browsers give to what is around a light page.
    pub(super) theme_color: String,
    /// The same for a dark page.
    pub(super) theme_color_dark: String,
    /// What a page may load and do, for `<meta>`.
    pub(super) policy: String,
}

/// A picture around the text.
#[derive(Serialize)]
pub(super) struct PictureView {
    /// Its address.
    pub(super) url: String,
    /// Its media type.
    pub(super) kind: &'static str,
    /// Its width in CSS pixels, if it is known.
    pub(super) width: Option<u32>,
    /// Its height in CSS pixels, if it is known.
    pub(super) height: Option<u32>,
}

/// A file and its digest.
#[derive(Serialize)]
pub(super) struct FileView {
    /// Its address.
    pub(super) url: String,
    /// Its `integrity`.
    pub(super) integrity: String,
}

/// A script.
#[derive(Serialize)]
pub(super) struct ScriptView {
    /// Its address.
    pub(super) url: String,
    /// Its `integrity`.
    pub(super) integrity: String,
    /// Whether it runs before the page is painted.
    pub(super) is_blocking: bool,
}

/// `page`, but for front matter ([`MetaView`]), `structured`, and what pages share: `content`, `lead`,
/// `previous`, `next`, `related`, `children`, `sections`, `entries`, `asked`, `letters`,
/// `all_tags`.
#[derive(Serialize)]
pub(super) struct PageView<'a> {
    /// `root`, `home`, `section`, `article`, `tag`, `tags` or `not-found`.
    pub(super) kind: &'static str,
    /// Its title.
    pub(super) title: &'a str,
    /// Its summary; may be empty.
    pub(super) description: &'a str,
    /// Its address below the host.
    pub(super) url: String,
    /// Its absolute address.
    pub(super) canonical: String,
    /// Its Markdown twin.
    pub(super) markdown_url: Option<String>,
    /// Whether search engines may list it.
    pub(super) is_indexed: bool,
    /// The switch, one item per language.
    pub(super) alternates: Vec<AlternateView<'a>>,
    /// Its editions, for search engines.
    pub(super) hreflang: Vec<HreflangView>,
    /// Its headings of level 2 and 3.
    pub(super) outline: Vec<OutlineView<'a>>,
    /// The pages above, home first.
    pub(super) breadcrumbs: Vec<CrumbView<'a>>,
    /// Its tags.
    pub(super) tags: Vec<CrumbView<'a>>,
    /// The id of its text, shared by its translations; may be empty.
    pub(super) id: &'a str,
    /// Where its text is edited, where the site says.
    pub(super) edit_url: Option<String>,
    /// The picture that others show for a link to it.
    pub(super) card: Option<CardView>,
}

/// A card.
#[derive(Serialize)]
pub(super) struct CardView {
    /// Its absolute address.
    pub(super) url: String,
    /// Pixels across.
    pub(super) width: u16,
    /// Pixels down.
    pub(super) height: u16,
    /// What it says.
    pub(super) alt: String,
}

/// The part of `page` that comes from front matter.
#[derive(Serialize)]
pub(super) struct MetaView<'a> {
    /// The day of the first version.
    pub(super) date: Option<DateView>,
    /// The day of the last change.
    pub(super) updated: Option<DateView>,
    /// The day by which somebody must read it again.
    pub(super) review_by: Option<DateView>,
    /// The day somebody last checked it: `reviewed` under `extra`.
    pub(super) reviewed: Option<DateView>,
    /// Who answers for it.
    pub(super) owner: Option<&'a str>,
    /// `patron` or `staff`.
    pub(super) audience: &'static str,
    /// The chat tool it is about.
    pub(super) provider: Option<&'a str>,
    /// How patrons ask it.
    pub(super) questions: &'a [String],
    /// The site's own data.
    pub(super) extra: &'a serde_json::Value,
}

/// A language of the switch.
#[derive(Serialize)]
pub(super) struct AlternateView<'a> {
    /// `en`.
    pub(super) code: &'a str,
    /// `en-CA`.
    pub(super) tag: &'a str,
    /// `English`.
    pub(super) name: &'a str,
    /// Where it leads.
    pub(super) url: String,
    /// Whether it is the language of the page.
    pub(super) is_current: bool,
    /// Whether the page does not exist there.
    pub(super) is_missing: bool,
}

/// An edition.
#[derive(Serialize)]
pub(super) struct HreflangView {
    /// `en-CA` or `x-default`.
    pub(super) tag: String,
    /// Its absolute address.
    pub(super) href: String,
}

/// A heading.
#[derive(Serialize)]
pub(super) struct OutlineView<'a> {
    /// 2 or 3.
    pub(super) level: u8,
    /// Its id.
    pub(super) id: &'a str,
    /// Its words.
    pub(super) text: &'a str,
    /// The id of its counterpart in each other language that has one, by code.
    pub(super) twins: BTreeMap<&'a str, String>,
}

/// A page above this one, or a tag. `name` says the same as `title`.
#[derive(Serialize)]
pub(super) struct CrumbView<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// The same, for tags.
    pub(super) name: &'a str,
    /// Its address.
    pub(super) url: String,
}

/// A tag and how many articles it has.
#[derive(Serialize)]
pub(super) struct TagView<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its address.
    pub(super) url: String,
    /// How many articles.
    pub(super) n: usize,
}

/// A page that another one points to.
#[derive(Serialize)]
pub(super) struct LinkView<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// Its address.
    pub(super) url: String,
    /// Its summary; may be empty.
    pub(super) description: &'a str,
    /// Whether it is for the staff.
    pub(super) is_staff: bool,
    /// Its language, when it is another than that of the page.
    pub(super) lang: Option<LangView<'a>>,
}

/// A language by name.
#[derive(Serialize)]
pub(super) struct LangView<'a> {
    /// `en`.
    pub(super) code: &'a str,
    /// `en-CA`.
    pub(super) tag: &'a str,
    /// `English`.
    pub(super) name: &'a str,
}

/// A date for machines and for people.
#[derive(Serialize)]
pub(super) struct DateView {
    /// `2026-03-01`.
    pub(super) iso: String,
    /// `1er mars 2026`.
    pub(super) text: String,
}

impl DateView {
    /// The date in a language.
    pub(super) fn new(date: Date, tag: &str) -> Self {
        Self { iso: format_iso(date), text: format_date(tag, date) }
    }
}
