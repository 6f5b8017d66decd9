//! One element of a page: what it is, as a person or their assistive technology meets it.

use serde_json::{Value, json};

use crate::browser::{Browser, ELEMENT};

/// A reference to an element of the page that is open.
pub struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl<'a> Element<'a> {
    pub(crate) fn of(browser: &'a Browser, reference: &Value) -> Option<Self> {
        let id = reference.get(ELEMENT)?.as_str()?.to_owned();
        Some(Self { browser, id })
    }

    /// The element as an argument of a script.
    pub fn argument(&self) -> Value {
        json!({ ELEMENT: self.id })
    }

    fn get(&self, what: &str) -> String {
        let value = self.browser.get(&format!("/element/{}/{what}", self.id));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The name that assistive technology says.
    pub fn label(&self) -> String {
        self.get("computedlabel").replace(['\u{a0}', '\u{202f}'], " ").trim().to_owned()
    }

    /// The role that assistive technology says.
    pub fn role(&self) -> String {
        self.get("computedrole")
    }

    /// The text that is shown.
    pub fn text(&self) -> String {
        self.get("text")
    }

    /// An attribute as it is written; empty when it is not there.
    pub fn attribute(&self, name: &str) -> String {
        let script = "return arguments[0].getAttribute(arguments[1]) ?? '';";
        let value = self.browser.script(script, &[self.argument(), json!(name)]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether it is a button.
    pub fn is_button(&self) -> bool {
        self.role() == "button"
    }

    /// Whether it is there to be seen, with a size and inside the page.
    pub fn is_shown(&self) -> bool {
        let script = "const [at] = arguments; const box = at.getBoundingClientRect(); \
                      return at.checkVisibility({ visibilityProperty: true, opacityProperty: true }) \
                      && box.width > 1 && box.height > 1 \
                      && box.right > 0 && box.bottom > 0 && box.left < innerWidth;";
        self.browser.script(script, &[self.argument()]) == Value::Bool(true)
    }

    /// A computed style.
    pub fn style(&self, property: &str) -> String {
        self.get(&format!("css/{property}"))
    }

    /// Clicks in its middle, once it is in sight.
    #[track_caller]
    pub fn click(&self) {
        self.browser.post(&format!("/element/{}/click", self.id), &json!({}));
    }

    /// Gives it the focus, as a script would.
    pub fn focus(&self) {
        self.browser.script("arguments[0].focus();", &[self.argument()]);
    }

    /// Whether it holds the element that has the focus, or is it.
    pub fn has_focus_within(&self) -> bool {
        let script = "return arguments[0].contains(document.activeElement);";
        self.browser.script(script, &[self.argument()]) == Value::Bool(true)
    }
}
