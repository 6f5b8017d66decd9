//! Questions that a text answers under a heading, and procedures in steps: what
//! search engines and assistants can be told apart from the rest.

use serde::{Deserialize, Serialize};

use crate::markup::doc::{Block, Doc};
use crate::markup::plain::{plain_blocks, plain_inlines};

/// Most questions, and most procedures, that are told of one text.
const MAX_COUNT: usize = 20;

/// Most steps of one procedure.
const MAX_STEPS: usize = 40;

/// Longest answer or step, in bytes; what is longer is cut between words.
const MAX_BYTES: usize = 600;

/// A heading that asks, and what stands first below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The words of the heading.
    pub question: String,
    /// The words of the first paragraph, and of what it announces.
    pub text: String,
}

/// A numbered procedure (`:::steps`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// The heading it stands under; empty at the start of a text.
    pub name: String,
    /// What is to be done, in order.
    pub steps: Vec<String>,
}

/// The headings of the text itself that end in a question mark.
pub(super) fn answers(doc: &Doc) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (idx, block) in doc.blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        let question = plain_inlines(&heading.inlines);
        if !question.trim_end().ends_with('?') || answers.len() == MAX_COUNT {
            continue;
        }
        if let Some(text) = first_words(&doc.blocks[idx + 1..]) {
            answers.push(Answer { question, text });
        }
    }
    answers
}

/// The first paragraph, and the list that it announces.
pub(super) fn first_words(blocks: &[Block]) -> Option<String> {
    let [Block::Paragraph(inlines), rest @ ..] = blocks else { return None };
    let mut text = plain_inlines(inlines);
    if text.trim_end().ends_with(':') {
        let announced = rest.first().filter(|block| !matches!(block, Block::Heading(_)));
        let words = announced.map(|block| plain_blocks(std::slice::from_ref(block)));
        text.push(' ');
        text.push_str(&words.unwrap_or_default());
    }
    shortened(&text)
}

/// The procedures of the text itself.
pub(super) fn procedures(doc: &Doc) -> Vec<Procedure> {
    let mut procedures = Vec::new();
    let mut name = String::new();
    for block in &doc.blocks {
        match block {
            Block::Heading(heading) => name = plain_inlines(&heading.inlines),
            Block::Steps(blocks) if procedures.len() < MAX_COUNT => {
                let steps = steps(blocks);
                if steps.len() > 1 {
                    procedures.push(Procedure { name: name.clone(), steps });
                }
            }
            _ => {}
        }
    }
    procedures
}

/// The items of a list of steps, else its headings.
fn steps(blocks: &[Block]) -> Vec<String> {
    let items = blocks.iter().flat_map(|block| match block {
        Block::List { items, .. } => items.as_slice(),
        _ => &[],
    });
    let of_items =
        items.take(MAX_STEPS).filter_map(|item| shortened(&plain_blocks(item.get(..1)?)));
    let of_items: Vec<String> = of_items.collect();
    if !of_items.is_empty() {
        return of_items;
    }
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => shortened(&plain_inlines(&heading.inlines)),
        _ => None,
    });
    headings.take(MAX_STEPS).collect()
}

/// Words between spaces at which a line may break; those of typography hold together
/// what they stand between.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty())
}

/// Words on one line, cut where they are too many; none when there are none.
fn shortened(text: &str) -> Option<String> {
    let mut out = String::new();
    for word in words(text) {
        if out.len() + word.len() > MAX_BYTES {
            if out.is_empty() {
                return None;
            }
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{Answer, Procedure, shortened};
    use crate::markup::tests::facts_of;

    #[test]
    fn a_heading_that_asks_has_the_paragraph_below_as_its_answer() {
        let facts = facts_of(
            "Avant.\n\n## Combien de *temps*\u{a0}?\n\nTrois [semaines](x.md).\n\nPuis plus.\n\n\
             ## Et ensuite?\n\nDeux choix :\n\n- rendre\n- renouveler\n\n## Rien?\n\n## Fin\n\nMot.\n",
        );
        let answer = |question: &str, text: &str| Answer {
            question: question.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            facts.answers,
            [
                answer("Combien de temps\u{a0}?", "Trois semaines."),
                answer("Et ensuite?", "Deux choix : rendre renouveler"),
            ]
        );
    }

    #[test]
    fn steps_are_the_items_of_their_list() {
        let facts = facts_of(
            "## Dans Koha\n\n:::steps\n1. Ouvrez **Outils**.\n\n   Une note.\n2. Collez.\n:::\n\n\
             :::steps\n1. Seul.\n:::\n",
        );
        let steps = ["Ouvrez Outils.", "Collez."].map(str::to_owned).to_vec();
        assert_eq!(facts.procedures, [Procedure { name: "Dans Koha".to_owned(), steps }]);
    }

    #[test]
    fn long_words_are_cut_between_words() {
        let long = shortened(&"un deux ".repeat(200)).unwrap();
        assert!(long.len() < 610 && long.ends_with("deux…"), "{long}");
        assert_eq!(shortened(" \n "), None);
        assert_eq!(shortened(&"x".repeat(5000)), None);
    }
}
