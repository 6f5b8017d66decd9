//! The steps of a page: what ends templates that would run for hours.
//!
//! The template library counts nothing while it runs. Work grows without bound in
//! five places only: loops, list comprehensions, components that call themselves,
//! templates that include others twice, blocks that call `super()` twice; and text
//! grows in `{% set %}`. So each template is changed as it is read: what a loop runs
//! over passes through a filter that charges its length, what is set through one
//! that charges its size, and a call stands at the head of each block and component
//! and behind each include. Nothing else of the text changes, and [`Counted`] knows
//! the way back from a place in the changed text, so that messages show the
//! template as it was written.
//!
//! A page is made on one thread, so its count is the thread's own; it depends on
//! nothing but the templates and the values of the page.

use std::cell::Cell;
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::theme::scan::{Tag, tags};

/// Most steps for one page. The largest pages of the built-in theme, lists of
/// thousands of articles, take some ten thousand.
pub const MAX_STEPS: usize = 1_000_000;

/// Bytes of text that count as one step when they are kept by `{% set %}`.
const BYTES_A_STEP: usize = 32;

/// The message of the error that ends a page.
pub(super) const TOO_MANY: &str = "\u{1}too-many-steps\u{1}";

const EACH: &str = "__each";
const KEPT: &str = "__kept";
const STEP: &str = "__step";

thread_local! {
    /// The steps that are left for the page this thread makes.
    static LEFT: Cell<usize> = const { Cell::new(MAX_STEPS) };
}

/// Starts a page.
pub(super) fn start() {
    LEFT.set(MAX_STEPS);
}

fn charge(n_steps: usize) -> TeraResult<()> {
    match LEFT.get().checked_sub(n_steps) {
        Some(left) => {
            LEFT.set(left);
            Ok(())
        }
        None => Err(Error::message(TOO_MANY)),
    }
}

/// Gives a template engine what the changed templates call.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(STEP, |_: Kwargs, _: &State| charge(1).map(|()| ""));
    tera.register_filter(EACH, |value: Value, _: Kwargs, _: &State| {
        // A step of its own, for loops over nothing in loops.
        charge(1 + value.as_str().map_or_else(|| value.len().unwrap_or(0), str::len))?;
        Ok::<_, Error>(value)
    });
    tera.register_filter(KEPT, |value: Value, _: Kwargs, _: &State| {
        charge(value.as_str().map_or(0, str::len) / BYTES_A_STEP)?;
        Ok::<_, Error>(value)
    });
}

/// A template that counts its steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// The changed text.
    pub(super) text: String,
    /// What was put in, in order.
    added: Vec<Added>,
}

/// A piece that was put in.
#[derive(Clone, Debug)]
struct Added {
    /// The byte of the original before which it stands.
    at: usize,
    text: String,
    /// Where the expression begins that it ends, in the original: what is wrong
    /// with its value is wrong there.
    of: Option<usize>,
}

impl Counted {
    /// Changes a template. One that cannot be read stays as it is from there on:
    /// the library says what is wrong with it.
    pub(super) fn new(original: &str) -> Self {
        let mut counted =
            Self { text: String::with_capacity(original.len() + 64), ..Self::default() };
        let mut done = 0;
        counted.added = additions(original);
        for added in &counted.added {
            counted.text.push_str(&original[done..added.at]);
            counted.text.push_str(&added.text);
            done = added.at;
        }
        counted.text.push_str(&original[done..]);
        counted
    }

    /// The place in the original of a range of the changed text.
    pub(super) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        match self.find(range.start) {
            (start, Some(Added { of: Some(from), .. })) => *from..start,
            (start, _) => start..self.original(range.end).max(start),
        }
    }

    /// The place in the original of a byte of the changed text. What was put in has
    /// the place before which it stands.
    pub(super) fn original(&self, at: usize) -> usize {
        self.find(at).0
    }

    fn find(&self, at: usize) -> (usize, Option<&Added>) {
        let mut n_added = 0;
        for added in &self.added {
            if added.at + n_added > at {
                break;
            }
            if at < added.at + n_added + added.text.len() {
                return (added.at, Some(added));
            }
            n_added += added.text.len();
        }
        (at - n_added, None)
    }
}

/// What is put in, in order.
fn additions(text: &str) -> Vec<Added> {
    let mut all = Vec::new();
    let mut add = |at, text: String, of| all.push(Added { at, text, of });
    for tag in tags(text) {
        let is_kept = matches!(tag.name, "set" | "set_global");
        let charged = tag.iterated.iter().map(|list| (*list, EACH));
        let kept = tag.assigned.filter(|_| is_kept).map(|value| (value, KEPT));
        for ((from, to), filter) in charged.chain(kept) {
            add(from, "(".to_owned(), None);
            add(to, format!(")|{filter}"), Some(from));
        }
        if is_kept && tag.assigned.is_none() {
            add(tag.inner_end, format!("|{KEPT}"), None);
        }
        if matches!(tag.name, "block" | "component" | "include") {
            let dash = if tag.trims_after { "-" } else { "" };
            add(tag.end, format!("{{{{{STEP}(){dash}}}}}"), None);
        }
    }
    // What ends at one place was found from the inside out.
    all.sort_by_key(|added| added.at);
    all
}

/// The templates that a template includes or extends.
pub(super) fn named(text: &str) -> Vec<String> {
    let is_other = |tag: &Tag<'_>| matches!(tag.name, "include" | "extends");
    tags(text).filter(is_other).filter_map(|tag| Some(tag.first_string?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Counted, named};

    #[track_caller]
    fn becomes(original: &str, changed: &str) {
        let counted = Counted::new(original);
        assert_eq!(counted.text, changed);
        // Every byte that was there before leads back to itself.
        let mut rest = original.char_indices().peekable();
        for (at, c) in counted.text.char_indices() {
            if rest.peek().is_some_and(|(before, d)| *d == c && counted.original(at) == *before) {
                rest.next();
            }
        }
        assert_eq!(rest.next(), None, "{changed}");
        assert_eq!(counted.original(changed.len()), original.len());
    }

    #[test]
    fn what_is_iterated_over_is_charged() {
        becomes("a{% for x in y %}b{% endfor %}", "a{% for x in (y)|__each %}b{% endfor %}");
        becomes("{%- for k, v in {\"a\": 1} -%}", "{%- for k, v in ({\"a\": 1})|__each -%}");
        becomes("{{ [x for x in [1, [2]] if x] }}", "{{ [x for x in ([1, [2]])|__each if x] }}");
        becomes("{% for a in [b for b in c] %}", "{% for a in ([b for b in (c)|__each])|__each %}");
        becomes("{% if a in b %}for x in y{% endif %}", "{% if a in b %}for x in y{% endif %}");
        becomes("{{ \"for x in y %}\" }}", "{{ \"for x in y %}\" }}");
        becomes("{% raw %}{% for x in y %}{% endraw %}", "{% raw %}{% for x in y %}{% endraw %}");
        becomes("{# {% for x in y %} #}", "{# {% for x in y %} #}");
    }

    #[test]
    fn blocks_components_and_includes_take_a_step() {
        becomes("{% block a %}x{% endblock %}", "{% block a %}{{__step()}}x{% endblock %}");
        becomes("{% block a -%} x", "{% block a -%}{{__step()-}} x");
        becomes("{%- include \"a.html\" -%} é", "{%- include \"a.html\" -%}{{__step()-}} é");
        becomes(
            "{% component a(n: number = 1) %}{{ <a n={n-1} /> }}",
            "{% component a(n: number = 1) %}{{__step()}}{{ <a n={n-1} /> }}",
        );
        assert_eq!(
            named("{% extends 'a' %}{% include \"b\" %}{# {% include \"c\" %} #}"),
            ["a", "b"]
        );
    }

    #[test]
    fn what_is_kept_is_charged() {
        becomes("{% set x = a ~ b %}", "{% set x = (a ~ b)|__kept %}");
        becomes("{% set x %}a{% endset %}", "{% set x|__kept %}a{% endset %}");
        becomes("{% set x | upper -%}a", "{% set x | upper|__kept -%}a");
    }

    #[test]
    fn a_template_that_cannot_be_read_stays_as_it_is() {
        for text in ["{% for x in", "{{ \"a", "{# a", "{% raw %}", "{% set", "{%", "{{", "{% é %}"]
        {
            assert_eq!(Counted::new(text).text, text);
        }
    }
}
