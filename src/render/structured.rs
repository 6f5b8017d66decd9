//! What a page is, for search engines and assistants: JSON-LD in the words of
//! <https://schema.org>.
//!
//! It says nothing that a reader does not see, and only about pages that may be
//! listed. It is a block of data in the page: browsers run nothing of it, and a
//! policy without inline scripts does not stop it (HTML Standard, "prepare the
//! script element": a type that is no script's ends there).

use serde_json::{Value, json};

use crate::base::LangIdx;
use crate::i18n::dates::format_iso;
use crate::markup::Facts;
use crate::render::places::Places;
use crate::render::views::PageView;
use crate::site::Meta;

/// The longest headline, in characters, that search engines show.
const MAX_HEADLINE: usize = 110;

/// The data of a page; none when there is nothing to say.
pub(super) fn structured(
    places: &Places<'_>,
    lang: LangIdx,
    view: &PageView<'_>,
    (meta, facts): (Option<&Meta>, Option<&Facts>),
) -> Option<String> {
    if !view.is_indexed {
        return None;
    }
    let page = Page { places, lang, view, meta, facts };
    let mut graph = Vec::new();
    match view.kind {
        "home" => graph.push(page.site()),
        "section" => graph.extend([page.collection(), page.breadcrumbs()]),
        "article" => {
            graph.extend([page.article(), page.breadcrumbs()]);
            graph.extend(page.questions());
            graph.extend(page.procedure());
        }
        _ => return None,
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    Some(in_script(&data.to_string()))
}

/// JSON that may stand in a script element: nothing in it ends one, or begins a
/// comment or another.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

struct Page<'p> {
    places: &'p Places<'p>,
    lang: LangIdx,
    view: &'p PageView<'p>,
    meta: Option<&'p Meta>,
    facts: Option<&'p Facts>,
}

impl Page<'_> {
    /// What every kind of page says of itself.
    fn thing(&self, kind: &str) -> Value {
        let language = self.places.settings.language(self.lang);
        let mut thing = json!({
            "@type": kind,
            "@id": self.view.canonical,
            "url": self.view.canonical,
            "name": self.view.title,
            "inLanguage": language.tag,
        });
        if !self.view.description.is_empty() {
            thing["description"] = self.view.description.into();
        }
        if let Some(card) = &self.view.card {
            thing["image"] = card.url.as_str().into();
        }
        thing
    }

    /// The part of the site in the language of the page.
    fn site(&self) -> Value {
        let language = self.places.settings.language(self.lang);
        let mut site = self.thing("WebSite");
        site["name"] = language.title.as_str().into();
        site
    }

    fn collection(&self) -> Value {
        let mut page = self.thing("CollectionPage");
        self.add_editions(&mut page);
        page
    }

    fn article(&self) -> Value {
        let is_technical = self.meta.is_some_and(|meta| meta.provider.is_some());
        let mut page = self.thing(if is_technical { "TechArticle" } else { "Article" });
        if let Value::Object(members) = &mut page {
            members.remove("name");
        }
        page["headline"] = shortened(self.view.title).into();
        if let Some(meta) = self.meta {
            for (name, date) in [("datePublished", meta.date), ("dateModified", meta.last_change())]
            {
                if let Some(date) = date {
                    page[name] = format_iso(date).into();
                }
            }
        }
        let language = self.places.settings.language(self.lang);
        let home = &self.places.site.section(self.places.site.home(self.lang)).url;
        let library = json!({
            "@type": "Organization",
            "name": language.title,
            "url": self.places.absolute(home),
        });
        page["author"] = library.clone();
        page["publisher"] = library;
        self.add_editions(&mut page);
        page
    }

    /// The same in other languages. The edition of the site's own language counts as
    /// the work that others translate.
    fn add_editions(&self, page: &mut Value) {
        let editions = &self.view.hreflang;
        let original = editions.iter().find(|edition| edition.tag == "x-default");
        let Some(original) = original else { return };
        let work = |edition: &&crate::render::views::HreflangView| json!({ "@id": edition.href, "inLanguage": edition.tag });
        let named = editions.iter().filter(|edition| edition.tag != "x-default");
        if original.href == self.view.canonical {
            let others = named.filter(|edition| edition.href != original.href);
            let others: Vec<Value> = others.map(|edition| work(&edition)).collect();
            if !others.is_empty() {
                page["workTranslation"] = others.into();
            }
        } else if let Some(edition) = named.clone().find(|edition| edition.href == original.href) {
            page["translationOfWork"] = work(&edition);
        }
    }

    /// The way from the home; the page itself ends it, without an address.
    fn breadcrumbs(&self) -> Value {
        let origin = &self.places.settings.base_url.origin;
        let above = self.view.breadcrumbs.iter();
        let mut items: Vec<Value> = above
            .enumerate()
            .map(|(idx, crumb)| {
                json!({
                    "@type": "ListItem",
                    "position": idx + 1,
                    "name": crumb.title,
                    "item": format!("{origin}{}", crumb.url),
                })
            })
            .collect();
        items.push(json!({
            "@type": "ListItem", "position": items.len() + 1, "name": self.view.title,
        }));
        json!({ "@type": "BreadcrumbList", "itemListElement": items })
    }

    /// The questions that the page shows with their answers: its title, if it asks, and
    /// its headings.
    fn questions(&self) -> Option<Value> {
        let facts = self.facts?;
        let own = facts.opening.as_deref().filter(|_| self.view.title.trim_end().ends_with('?'));
        let own = own.map(|text| (self.view.title, text));
        let headings = facts.answers.iter();
        let all = own.into_iter().chain(headings.map(|a| (a.question.as_str(), a.text.as_str())));
        let questions: Vec<Value> = all
            .map(|(name, text)| {
                json!({
                    "@type": "Question",
                    "name": name,
                    "acceptedAnswer": { "@type": "Answer", "text": text },
                })
            })
            .collect();
        let language = self.places.settings.language(self.lang);
        (!questions.is_empty()).then(
            || json!({ "@type": "FAQPage", "inLanguage": language.tag, "mainEntity": questions }),
        )
    }

    /// The steps that the page numbers.
    fn procedure(&self) -> Option<Value> {
        let procedures = &self.facts?.procedures;
        let steps = |steps: &[String]| -> Vec<Value> {
            steps.iter().map(|text| json!({ "@type": "HowToStep", "text": text })).collect()
        };
        let step: Vec<Value> = match procedures.as_slice() {
            [] => return None,
            [only] => steps(&only.steps),
            several => several
                .iter()
                .map(|procedure| {
                    let steps = steps(&procedure.steps);
                    let name = &procedure.name;
                    json!({ "@type": "HowToSection", "name": name, "itemListElement": steps })
                })
                .collect(),
        };
        let language = self.places.settings.language(self.lang);
        Some(json!({
            "@type": "HowTo",
            "name": self.view.title,
            "inLanguage": language.tag,
            "step": step,
        }))
    }
}

/// A title that is not longer than search engines want it.
fn shortened(title: &str) -> String {
    if title.chars().count() <= MAX_HEADLINE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(MAX_HEADLINE - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{in_script, shortened};

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        let title = "</script><script>alert(1)</script> <!-- ]]> & \u{2028}\"\\";
        let json = serde_json::json!({ "name": title }).to_string();
        let written = in_script(&json);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], title);
    }

    #[test]
    fn headlines_have_their_length() {
        assert_eq!(shortened("Court"), "Court");
        assert_eq!(shortened(&"é".repeat(300)).chars().count(), 110);
    }
}
