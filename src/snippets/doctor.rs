//! What is wrong with what was pasted into a catalogue.
//!
//! Reads what a webmaster has: the source of a customization, or a saved page of the
//! catalogue. It is no parser of HTML: it finds the scripts as a browser would and
//! looks at those of chat tools only, so that Koha's own say nothing.

mod code;
mod policy;
mod scripts;

use crate::base::{SourceId, Span};
use crate::config::{IdShape, is_placeholder};
use crate::diag::Diagnostic;
use crate::diag::catalog::snippets as said;
use crate::snippets::doctor::scripts::{Script, attribute, find, lower, scripts};

/// What is known of where the text was pasted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'p> {
    /// The language of its tab; none: that of the `html` tag, if there is one.
    pub lang: Option<&'p str>,
    /// The Content-Security-Policy it is sent with.
    pub policy: Option<&'p str>,
}

/// What an examination finds.
#[derive(Debug, Default)]
pub struct Examined {
    /// Names of the chat tools that are there, in order of place.
    pub tools: Vec<&'static str>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Names by which a chat tool is known in a script or its address, in lower case.
const MARKS: [(&str, &[&str]); 7] = [
    ("Zendesk", &["static.zdassets.com/ekr/snippet.js"]),
    ("Zopim", &["v2.zopim.com", "$zopim="]),
    ("tawk.to", &["embed.tawk.to/"]),
    ("LibraryH3lp", &["/js/libraryh3lp.js"]),
    ("Messenger", &["customerchat", "xfbml.customerchat"]),
    ("Chatwoot", &["/packs/js/sdk.js"]),
    ("Crisp", &["client.crisp.chat/l.js"]),
];

/// Longest text that is examined, in bytes; a page of a catalogue has some 200,000.
pub const MAX_EXAMINED: usize = 4 * 1024 * 1024;

/// Examines a text.
pub fn examine(text: &str, source: SourceId, page: &Page<'_>) -> Examined {
    let lowered = lower(text);
    let mut exam = Exam { text, lowered: &lowered, source, tools: Vec::new(), said: Vec::new() };
    let scripts = scripts(text, &lowered);
    let lang = page.lang.map(str::to_owned).or_else(|| page_language(text, &lowered));
    exam.escaped(&scripts);
    for script in &scripts {
        exam.script(script, lang.as_deref());
    }
    exam.plugin_boxes();
    exam.repeats();
    let asked = page.policy.map(str::to_owned);
    if let Some(policy) = asked.or_else(|| policy::of_page(text, &lowered)) {
        exam.blocked(&scripts, &policy);
    }
    if exam.tools.is_empty() && exam.said.is_empty() {
        exam.said.push(said::no_snippet(Span::file(source)));
    }
    Examined { tools: exam.tools.iter().map(|(name, _)| *name).collect(), diagnostics: exam.said }
}

struct Exam<'e> {
    text: &'e str,
    lowered: &'e str,
    source: SourceId,
    /// Tools that are there, with their first byte.
    tools: Vec<(&'static str, usize)>,
    said: Vec<Diagnostic>,
}

impl Exam<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    /// Scripts that are text, outside of code that is shown as such.
    fn escaped(&mut self, scripts: &[Script]) {
        let is_shown = |at: usize| {
            let before = &self.lowered[..at];
            ["pre", "code", "textarea"].iter().any(|name| {
                let open = before.rfind(&format!("<{name}"));
                let close = before.rfind(&format!("</{name}"));
                open.is_some() && open > close
            })
        };
        let is_in_script = |at: usize| scripts.iter().any(|script| script.code.contains(&at));
        let found = find(self.lowered, "&lt;script").chain(find(self.lowered, "&amp;lt;script"));
        let first = found.filter(|at| !is_in_script(*at)).take(64).find(|at| !is_shown(*at));
        if let Some(at) = first {
            let len = self.lowered[at..].find("script").map_or(3, |idx| idx + "script".len());
            self.said.push(said::escaped_script(self.span(at..at + len)));
        }
    }

    fn script(&mut self, script: &Script, page: Option<&str>) {
        let whole = script.tag.start..script.code.end;
        let all = &self.lowered[whole.clone()];
        let mut is_ours = false;
        for (name, marks) in MARKS {
            let squeezed = marks.iter().find_map(|mark| all.find(mark));
            if let Some(at) = squeezed {
                is_ours = true;
                self.tools.push((name, whole.start + at));
                self.tool(name, whole.start + at, script);
            }
        }
        let tag = &self.text[script.tag.clone()];
        if attribute(tag, "data-library").is_some() {
            is_ours = true;
            self.tools.push(("guichet", script.tag.start));
        }
        if !is_ours {
            return;
        }
        if script.is_unclosed {
            self.said.push(said::unclosed_script(self.span(script.tag.clone())));
        }
        if let Some(range) = code::curly_in_tag(tag) {
            let range = script.tag.start + range.start..script.tag.start + range.end;
            self.said.push(said::curly_quotes(self.span(range)));
        }
        let found = code::spoiled(&self.text[script.code.clone()]);
        let place = |range: std::ops::Range<usize>| {
            Span::new(self.source, script.code.start + range.start..script.code.start + range.end)
        };
        let spoiled = [
            found.markup.map(|range| said::break_in_script(place(range))),
            found.quote.map(|range| said::curly_quotes(place(range))),
        ];
        self.said.extend(spoiled.into_iter().flatten());
        self.language(script, page);
    }

    /// What is known of one tool: dead ones, addresses, ids.
    fn tool(&mut self, name: &str, at: usize, script: &Script) {
        match name {
            "Zopim" => self.said.push(said::obsolete_snippet(self.span(at..at + 5))),
            "Messenger" => self.said.push(said::dead_plugin(self.span(at..at + 12))),
            "Zendesk" => self.id_after(script, "snippet.js?key=", IdShape::Uuid),
            "tawk.to" => self.id_after(script, "embed.tawk.to/", IdShape::Hex24),
            "LibraryH3lp" => self.id_after(script, "libraryh3lp.js?", IdShape::Word),
            "Crisp" => self.id_after(script, "crisp_website_id", IdShape::Uuid),
            "Chatwoot" => self.id_after(script, "websitetoken", IdShape::Word),
            _ => {}
        }
        let start = self.lowered[..at].rfind(['"', '\'', '“', '«', '=', '(']).unwrap_or(at);
        if let Some(pos) = self.lowered[start..at].find("http:") {
            let end = self.lowered[at..].find(['"', '\'', '”', ' ', '>', ')']);
            let url = start + pos..at + end.unwrap_or(0);
            let span = self.span(url.start..url.start + "http:".len());
            self.said.push(said::insecure_address(span, &self.text[url]));
        }
    }

    /// The id that follows a mark, over signs that may stand between.
    fn id_after(&mut self, script: &Script, mark: &str, shape: IdShape) {
        let whole = script.tag.start..script.code.end;
        let Some(pos) = self.lowered[whole.clone()].find(mark) else { return };
        let after = whole.start + pos + mark.len();
        let rest = &self.text[after..whole.end];
        let skipped = rest.len() - rest.trim_start_matches([' ', '=', ':', '"', '\'', '“']).len();
        let start = after + skipped;
        let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let len = self.text[start..whole.end].find(|c| !is_id(c)).unwrap_or(whole.end - start);
        let id = &self.text[start..start + len];
        // An id that a script puts together is not ours to read.
        let is_variable = len > 0
            && skipped > 0
            && !self.text[after..start].contains(['"', '\''])
            && matches!(mark, "crisp_website_id" | "websitetoken");
        if is_variable || (!shape.accepts(id) && len == 0 && !rest.starts_with(['"', '\''])) {
            return;
        }
        if !shape.accepts(id) || is_placeholder(id) {
            let end = (start + len).max(start + 1).min(whole.end.max(start));
            self.said.push(said::placeholder_id(self.span(start..end), id, shape.name()));
        }
    }

    /// A snippet that says another language than its page.
    fn language(&mut self, script: &Script, page: Option<&str>) {
        let Some(page) = page else { return };
        let tag = &self.text[script.tag.clone()];
        let code = &self.text[script.code.clone()];
        let asked = attribute(tag, "data-lang")
            .map(|(value, at)| (value, script.tag.start + at))
            .or_else(|| code::locale(code).map(|(value, at)| (value, script.code.start + at)));
        let Some((value, at)) = asked else { return };
        let primary = crate::base::lang::primary;
        if primary(&value) != primary(page) {
            let span = self.span(at..at + value.len());
            self.said.push(said::other_language(span, &value, &primary(page)));
        }
    }

    /// Messenger's box, wherever it stands.
    fn plugin_boxes(&mut self) {
        let is_said = self.tools.iter().any(|(name, _)| *name == "Messenger");
        if let Some(at) = self.lowered.find("fb-customerchat").filter(|_| !is_said) {
            self.tools.push(("Messenger", at));
            self.said.push(said::dead_plugin(self.span(at..at + "fb-customerchat".len())));
        }
    }

    fn repeats(&mut self) {
        self.tools.sort_by_key(|(_, at)| *at);
        let mut seen: Vec<(&str, usize)> = Vec::new();
        for (name, at) in self.tools.clone() {
            match seen.iter().find(|(known, _)| *known == name) {
                Some((_, first)) => {
                    let first = self.span(*first..*first + 1);
                    self.said.push(said::two_widgets(self.span(at..at + 1), name, first));
                }
                None => seen.push((name, at)),
            }
        }
        self.tools = self.tools.iter().filter(|tool| seen.contains(tool)).copied().collect();
    }

    fn blocked(&mut self, scripts: &[Script], policy: &str) {
        let policy = policy::Policy::read(policy);
        for script in scripts {
            let whole = &self.lowered[script.tag.start..script.code.end];
            let is_tool = MARKS.iter().any(|(_, marks)| marks.iter().any(|m| whole.contains(m)));
            if !is_tool {
                continue;
            }
            let tag = &self.text[script.tag.clone()];
            let nonce = attribute(tag, "nonce").map(|(value, _)| value);
            let verdict = match attribute(tag, "src") {
                Some((url, _)) => policy.refuses_address(&url, nonce.as_deref()),
                None => policy.refuses_inline(nonce.as_deref()),
            };
            if let Some((kind, host)) = verdict {
                let span = self.span(script.tag.clone());
                self.said.push(said::blocked_script(span, kind, &host));
            }
        }
    }
}

/// The language that the `html` tag of a page says.
fn page_language(text: &str, lowered: &str) -> Option<String> {
    let start = lowered.find("<html")?;
    let end = start + lowered[start..].find('>')?;
    attribute(&text[start..end], "lang").map(|(value, _)| value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests;
