//! What the rest of a site reads of a text. It is small and outlives the tree.

use serde::{Deserialize, Serialize};

use crate::markup::answers::{self, Answer, Procedure};
use crate::markup::doc::{Doc, RawLink};
use crate::markup::plain::plain_inlines;

/// What other pages, the navigation and the checks read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Every link and image as written, in order of appearance.
    pub links: Vec<RawLink>,
    /// Every heading, also those in quotes, callouts, tabs and lists, in order.
    pub headings: Vec<HeadingFact>,
    /// Ids that raw HTML gives, for links to name.
    pub raw_ids: Vec<String>,
    /// The words of the first paragraph, for a description.
    pub first_paragraph: Option<String>,
    /// Whether the text holds raw HTML, so that the whole must be sanitised.
    pub has_raw_html: bool,
    /// What stands first in the text, if it is a paragraph.
    pub opening: Option<String>,
    /// The headings that ask, with their answers.
    pub answers: Vec<Answer>,
    /// The numbered procedures.
    pub procedures: Vec<Procedure>,
}

/// A heading, as other pages know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingFact {
    /// 1 to 6.
    pub level: u8,
    /// Unique in the article.
    pub id: String,
    /// Whether the author wrote the id.
    pub is_explicit: bool,
    /// Whether a reader sees it without opening anything: then the outline lists it.
    pub is_listed: bool,
    /// Its words.
    pub text: String,
}

impl Facts {
    /// Reads them off a tree, without the heading that is the title.
    pub fn of(doc: &Doc) -> Self {
        let listed = doc.outline();
        let mut listed = listed.iter().map(|entry| entry.id.as_str()).peekable();
        let heading = |heading: &crate::markup::doc::Heading| {
            // Both lists are in order, and ids are unique.
            let is_listed = listed.next_if(|id| *id == heading.id).is_some();
            HeadingFact {
                level: heading.level,
                id: heading.id.clone(),
                is_explicit: heading.is_explicit,
                is_listed,
                text: plain_inlines(&heading.inlines),
            }
        };
        Self {
            headings: doc.headings().into_iter().map(heading).collect(),
            links: doc.links.clone(),
            raw_ids: doc.raw_ids.clone(),
            first_paragraph: doc.first_paragraph(),
            has_raw_html: doc.has_raw_html,
            opening: answers::first_words(&doc.blocks),
            answers: answers::answers(doc),
            procedures: answers::procedures(doc),
        }
    }

    /// The headings that the outline lists.
    pub fn outline(&self) -> impl Iterator<Item = &HeadingFact> {
        self.headings.iter().filter(|heading| heading.is_listed)
    }

    /// Every id that a link may name.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| heading.id.as_str());
        headings.chain(self.raw_ids.iter().map(String::as_str))
    }
}
