//! What the server shows now: one value, replaced as a whole after each build.

use std::sync::Arc;

use crate::html::writer::Writer;
use crate::serve::inject::SCRIPT;
use crate::serve::pages::Pages;
use crate::serve::{Build, Labels};

/// The last good build and the last problem.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// Grows with each good build; different in every run of the server.
    pub version: String,
    /// The last good build, if there was one.
    pub pages: Option<Arc<Pages>>,
    /// What is wrong, when the last build failed.
    pub problem: Option<Arc<str>>,
    run: u64,
    n_builds: u64,
}

impl State {
    /// Before the first build. `run` tells this server from one that listened on
    /// the port before.
    pub(super) fn new(run: u64) -> Self {
        Self { version: format!("{run:x}-0"), pages: None, problem: None, run, n_builds: 0 }
    }

    /// Whether there is anything to show.
    pub(super) fn is_ready(&self) -> bool {
        self.pages.is_some() || self.problem.is_some()
    }

    /// After a build. A failed one leaves the pages of the last good one.
    pub(super) fn after(&self, build: Build) -> Self {
        match build {
            Build::Good(pages) => {
                let n_builds = self.n_builds + 1;
                Self {
                    version: format!("{:x}-{n_builds}", self.run),
                    pages: Some(Arc::new(pages)),
                    problem: None,
                    run: self.run,
                    n_builds,
                }
            }
            Build::Bad(text) => Self { problem: Some(text.into()), ..self.clone() },
        }
    }

    /// The event that tells an open page.
    pub(super) fn event(&self, labels: &Labels) -> String {
        let problem = self.problem.as_ref().map(|text| {
            serde_json::json!({
                "lang": labels.lang, "title": labels.title, "close": labels.close, "text": &**text,
            })
        });
        // JSON has no raw line break, so it is one line of `data`.
        let data = serde_json::json!({ "version": self.version, "problem": problem });
        format!("event: state\ndata: {data}\n\n")
    }

    /// The page that says what is wrong.
    pub(super) fn problem_page(&self, labels: &Labels) -> String {
        let mut html = Writer::new();
        html.trusted("<!doctype html>");
        html.open("html", &[("lang", &labels.lang)]);
        html.trusted("<head><meta charset=\"utf-8\">");
        html.trusted("<meta name=\"viewport\" content=\"width=device-width\">");
        html.element("title", &[], &labels.title);
        html.trusted("<link rel=\"stylesheet\" href=\"/.guichet/problem.css\"></head><body>");
        html.open("main", &[("data-guichet-problem", "")]);
        html.element("h1", &[], &labels.title);
        html.element("pre", &[], self.problem.as_deref().unwrap_or_default());
        html.close("main");
        let script = format!("{SCRIPT}?v={}", self.version);
        html.element("script", &[("type", "module"), ("src", &script)], "");
        html.trusted("</body></html>");
        html.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::State;
    use crate::serve::{Build, Labels, Pages};

    #[test]
    fn a_failed_build_keeps_the_pages_and_their_version() {
        let state = State::new(7);
        assert!(!state.is_ready());
        let good = state.after(Build::Good(Pages::default()));
        let bad = good.after(Build::Bad("no".to_owned()));
        assert!(bad.pages.is_some() && bad.problem.is_some());
        assert_eq!(bad.version, good.version);
        let again = bad.after(Build::Good(Pages::default()));
        assert!(again.problem.is_none());
        assert_ne!(again.version, good.version);
        assert_ne!(State::new(8).version, state.version);
    }

    #[test]
    fn a_report_cannot_break_out_of_event_or_page() {
        let labels = Labels::default();
        let text = "</pre><script>alert(1)</script>\n\nevent: evil\ndata: x".to_owned();
        let state = State::new(7).after(Build::Bad(text));
        let event = state.event(&labels);
        assert_eq!(event.lines().count(), 3, "{event}");
        let page = state.problem_page(&labels);
        assert!(page.contains("&lt;/pre&gt;&lt;script&gt;"), "{page}");
        assert_eq!(page.matches("<script").count(), 1);
    }
}
