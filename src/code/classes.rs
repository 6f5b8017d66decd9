//! The classes, and which scopes of a grammar have which.

use syntect::parsing::Scope;

/// Every class that a palette must color, sorted.
pub const CLASSES: &[&str] = &[
    ATTRIBUTE, BUILT_IN, COMMENT, DELETED, ESCAPE, FUNCTION, HEADING, INSERTED, KEYWORD, LINK,
    NUMBER, OPERATOR, PROMPT, STRING, TAG, TYPE, VARIABLE,
];

/// The name of an attribute, a property, a key.
pub(super) const ATTRIBUTE: &str = "hl-a";
/// A constant of the language: `true`, `null`, `self`.
pub(super) const BUILT_IN: &str = "hl-b";
/// A comment.
pub(super) const COMMENT: &str = "hl-c";
/// A line taken out (diff).
pub(super) const DELETED: &str = "hl-d";
/// An escape or a placeholder in a string.
pub(super) const ESCAPE: &str = "hl-e";
/// The name of a function, a command, a macro.
pub(super) const FUNCTION: &str = "hl-f";
/// A heading or a section.
pub(super) const HEADING: &str = "hl-h";
/// A line put in (diff).
pub(super) const INSERTED: &str = "hl-i";
/// A keyword.
pub(super) const KEYWORD: &str = "hl-k";
/// An address.
pub(super) const LINK: &str = "hl-l";
/// A number.
pub(super) const NUMBER: &str = "hl-n";
/// An operator.
pub(super) const OPERATOR: &str = "hl-o";
/// The prompt of a console: not to be typed.
pub(super) const PROMPT: &str = "hl-p";
/// A string.
pub(super) const STRING: &str = "hl-s";
/// The name of a tag.
pub(super) const TAG: &str = "hl-g";
/// A type, a class, a module.
pub(super) const TYPE: &str = "hl-t";
/// A variable or parameter that its language marks as such.
pub(super) const VARIABLE: &str = "hl-v";

/// What a scope says about the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing: the scope around decides.
    None,
    /// A class.
    Class(&'static str),
    /// No class, whatever is around: code inside a string.
    Plain,
    /// The strings in it are keys.
    Key,
}

/// The verdicts, ready to be looked up.
#[derive(Debug)]
pub(super) struct Table(Vec<(Scope, Verdict)>);

impl Table {
    pub(super) fn new() -> Self {
        let classes = SCOPES
            .iter()
            .flat_map(|(class, scopes)| scopes.iter().map(|scope| (*scope, Verdict::Class(class))));
        let others = PLAIN
            .iter()
            .map(|scope| (*scope, Verdict::Plain))
            .chain(KEYS.iter().map(|scope| (*scope, Verdict::Key)));
        Self(
            classes
                .chain(others)
                .filter_map(|(scope, verdict)| Some((Scope::new(scope).ok()?, verdict)))
                .collect(),
        )
    }

    /// The verdict of the longest entry that the scope begins with.
    pub(super) fn verdict(&self, scope: Scope) -> Verdict {
        self.0
            .iter()
            .filter(|(prefix, _)| prefix.is_prefix_of(scope))
            .max_by_key(|(prefix, _)| prefix.len())
            .map_or(Verdict::None, |(_, verdict)| *verdict)
    }
}

/// Names of scopes follow the guidelines of Sublime Text ("Scope Naming").
const SCOPES: &[(&str, &[&str])] = &[
    (COMMENT, &["comment", "markup.quote"]),
    (STRING, &["string", "markup.raw"]),
    (
        ESCAPE,
        &[
            "constant.character.escape",
            "constant.other.placeholder",
            "punctuation.section.interpolation",
        ],
    ),
    (NUMBER, &["constant.numeric", "keyword.other.unit", "constant.other.color"]),
    (
        BUILT_IN,
        &["constant.language", "support.constant", "variable.language", "constant.other.symbol"],
    ),
    (KEYWORD, &["keyword", "storage", "punctuation.definition.list_item", "meta.preprocessor"]),
    (OPERATOR, &["keyword.operator"]),
    (
        FUNCTION,
        &[
            "entity.name.function",
            "support.function",
            "variable.function",
            "entity.name.macro",
            "support.macro",
        ],
    ),
    (
        TYPE,
        &[
            "entity.name.class",
            "entity.name.enum",
            "entity.name.interface",
            "entity.name.module",
            "entity.name.namespace",
            "entity.name.struct",
            "entity.name.trait",
            "entity.name.type",
            "entity.other.inherited-class",
            "support.class",
            "support.type",
            "support.module",
        ],
    ),
    (
        VARIABLE,
        &[
            "punctuation.definition.variable.shell",
            "punctuation.definition.variable.php",
            "punctuation.definition.variable.perl",
            "variable.other.dollar",
            "variable.other.normal",
            "variable.other.php",
            "variable.other.readwrite.perl",
            "variable.other.readwrite.shell",
            "variable.other.bracket.shell",
            "variable.parameter",
            "variable.other.env",
        ],
    ),
    (
        ATTRIBUTE,
        &[
            "entity.name.tag.toml",
            "entity.name.tag.yaml",
            "entity.other.attribute-name",
            "keyword.name.ini",
            "storage.type.annotation",
            "support.type.property-name",
            "variable.annotation",
            "variable.other.key",
            "meta.mapping.key.toml",
            "meta.property-name",
        ],
    ),
    (TAG, &["entity.name.tag"]),
    (
        HEADING,
        &[
            "entity.name.section",
            "entity.name.table",
            "entity.section",
            "markup.heading",
            "meta.diff.header",
            "meta.diff.range",
        ],
    ),
    (INSERTED, &["markup.inserted"]),
    (DELETED, &["markup.deleted"]),
    (LINK, &["markup.underline.link"]),
];

const PLAIN: &[&str] = &["meta.interpolation", "meta.embedded", "source", "text", "invalid"];

const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

#[cfg(test)]
mod tests {
    use super::{CLASSES, KEYS, PLAIN, SCOPES, Table, Verdict};
    use syntect::parsing::Scope;

    #[test]
    fn classes_are_distinct_and_scopes_valid() {
        let mut sorted = CLASSES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), CLASSES.len());
        let n_scopes: usize = SCOPES.iter().map(|(_, scopes)| scopes.len()).sum();
        assert_eq!(Table::new().0.len(), n_scopes + PLAIN.len() + KEYS.len());
    }

    #[test]
    fn the_longest_scope_decides() {
        let table = Table::new();
        let of = |scope: &str| table.verdict(Scope::new(scope).unwrap());
        assert_eq!(of("keyword.operator.assignment.rust"), Verdict::Class("hl-o"));
        assert_eq!(of("keyword.control.rust"), Verdict::Class("hl-k"));
        assert_eq!(of("meta.block.rust"), Verdict::None);
    }
}
