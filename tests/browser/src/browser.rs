//! One browser: pages, scripts, keys, DevTools.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{Client, Refusal};
use crate::element::Element;

/// Longest wait for what a page must do by itself.
const PATIENCE: Duration = Duration::from_secs(20);

/// Pause between two looks at a condition.
const PACE: Duration = Duration::from_millis(15);

/// Name of a reference to an element, from the standard.
pub(crate) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that are no character, as WebDriver numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Key {
    Tab,
    Enter,
    Space,
    Escape,
    Shift,
    Control,
    Left,
    Right,
    Up,
    Down,
    Char(char),
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
            Self::Escape => '\u{e00c}',
            Self::Shift => '\u{e008}',
            Self::Control => '\u{e009}',
            Self::Left => '\u{e012}',
            Self::Up => '\u{e013}',
            Self::Right => '\u{e014}',
            Self::Down => '\u{e015}',
            Self::Char(sign) => sign,
        }
    }
}

/// A session; ended when dropped. Commands that fail panic: a check has failed then.
pub struct Browser {
    client: Client,
    session: String,
}

impl Browser {
    /// Starts Chromium without a window, with logs of its console and its network.
    pub fn start(client: Client) -> Self {
        // The last ones: what Chromium would ask of its maker, which is not under test.
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-features=OptimizationHints,MediaRouter,Translate",
            "--font-render-hinting=none",
            "--window-size=1440,900",
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": args },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": { "pageLoad": 60_000, "script": 60_000 },
        } } });
        let answer = client.post("/session", &wanted).unwrap_or_else(|refusal| {
            panic!("chromium does not start: {}: {}", refusal.code, refusal.message)
        });
        let session = answer["sessionId"].as_str().expect("a session has a name").to_owned();
        Self { client, session }
    }

    fn path(&self, command: &str) -> String {
        format!("/session/{}{command}", self.session)
    }

    #[track_caller]
    pub(crate) fn get(&self, command: &str) -> Value {
        self.client.get(&self.path(command)).unwrap_or_else(|refusal| failed(command, &refusal))
    }

    #[track_caller]
    pub(crate) fn post(&self, command: &str, body: &Value) -> Value {
        self.try_post(command, body).unwrap_or_else(|refusal| failed(command, &refusal))
    }

    pub(crate) fn try_post(&self, command: &str, body: &Value) -> Result<Value, Refusal> {
        self.client.post(&self.path(command), body)
    }

    /// Loads a page, up to its `load` event.
    #[track_caller]
    pub fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// The address of the page, fragment included.
    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// Runs the body of a function in the page and gives what it returns. It may use the
    /// `arguments`, and return a promise.
    #[track_caller]
    pub fn script(&self, body: &str, args: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": body, "args": args }))
    }

    /// The value of an expression in the page.
    #[track_caller]
    pub fn eval(&self, expression: &str) -> Value {
        self.script(&format!("return ({expression});"), &[])
    }

    /// Whether an expression is true in the page.
    #[track_caller]
    pub fn is(&self, expression: &str) -> bool {
        self.eval(expression) == Value::Bool(true)
    }

    /// A command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, params: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    /// Entries of a log since the last time: `browser` or `performance`.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        match self.post("/se/log", &json!({ "type": kind })) {
            Value::Array(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// What pages said on the console since the last time, warnings of the browser
    /// about them included.
    pub fn console(&self) -> Vec<String> {
        let said = self.log("browser").into_iter();
        said.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Presses keys together and lets go of them in reverse.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        let step = |kind: &str, key: &Key| json!({ "type": kind, "value": key.code() });
        let down = keys.iter().map(|key| step("keyDown", key));
        let up = keys.iter().rev().map(|key| step("keyUp", key));
        let actions: Vec<Value> = down.chain(up).collect();
        self.act(&json!({ "type": "key", "id": "keys", "actions": actions }));
    }

    /// Types a text, one key after the other.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        text.chars().for_each(|sign| self.press(&[Key::Char(sign)]));
    }

    #[track_caller]
    pub(crate) fn act(&self, actions: &Value) {
        self.post("/actions", &json!({ "actions": [actions] }));
    }

    /// The first element that a selector finds.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Element<'_> {
        let found = self.all(selector);
        let Some(first) = found.into_iter().next() else {
            panic!("{}: nothing is `{selector}`", self.url())
        };
        first
    }

    /// All elements that a selector finds, in the order of the page.
    #[track_caller]
    pub fn all(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": selector }));
        let ids = found.as_array().into_iter().flatten();
        ids.filter_map(|reference| Element::of(self, reference)).collect()
    }

    /// The element that has the focus; none when it is the page itself.
    pub fn focused(&self) -> Option<Element<'_>> {
        let script = "const at = document.activeElement; return at === document.body ? null : at;";
        Element::of(self, &self.script(script, &[]))
    }

    /// Waits until a condition gives something; fails with `what` when it never does.
    #[track_caller]
    pub fn wait<T>(&self, what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(value) = condition() {
                return value;
            }
            let waited = start.elapsed();
            assert!(waited < PATIENCE, "{}: waited {waited:.1?} until {what}", self.url());
            std::thread::sleep(PACE);
        }
    }

    /// Waits until an expression is true in the page.
    #[track_caller]
    pub fn wait_for(&self, expression: &str) {
        self.wait(expression, || self.is(expression).then_some(()));
    }

    /// Waits until two frames have been drawn: styles and layout are up to date then.
    pub fn settle(&self) {
        let frames = "return new Promise((done) => \
                      requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.script(frames, &[]);
    }

    /// Presses Tab until the focus is on what is wanted, and gives it. Fails when `limit`
    /// presses do not reach it.
    #[track_caller]
    pub fn tab_to(
        &self,
        what: &str,
        limit: usize,
        is_it: impl Fn(&Element<'_>) -> bool,
    ) -> Element<'_> {
        for _ in 0..limit {
            self.press(&[Key::Tab]);
            if let Some(element) = self.focused().filter(|element| is_it(element)) {
                return element;
            }
        }
        panic!("{}: {limit} presses of Tab do not reach {what}", self.url());
    }

    /// The page as a PDF file, as the print command of the browser makes it.
    pub fn print(&self) -> Vec<u8> {
        let base64 = self.post("/print", &json!({}));
        decode(base64.as_str().unwrap_or_default())
    }

    /// Forgets what a check left: emulation, storage, cookies, cache, logs, focus.
    pub fn reset(&self) {
        self.emulate_nothing();
        self.devtools("Network.clearBrowserCookies", &json!({}));
        self.devtools("Network.clearBrowserCache", &json!({}));
        if self.url().starts_with("http") {
            let origin = self.eval("location.origin");
            let forget = json!({ "origin": origin, "storageTypes": "all" });
            self.devtools("Storage.clearDataForOrigin", &forget);
        }
        self.open("about:blank");
        self.log("browser");
        self.log("performance");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.client.delete(&self.path(""));
    }
}

#[track_caller]
fn failed(command: &str, refusal: &Refusal) -> ! {
    panic!("{command}: {}: {}", refusal.code, refusal.message)
}

/// Base 64 of the standard alphabet; other signs are passed over.
fn decode(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut n_bits) = (0_u32, 0_u32);
    for sign in text.bytes() {
        let Some(value) = alphabet.iter().position(|known| *known == sign) else { continue };
        held = (held << 6) | value as u32;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((held >> n_bits) as u8);
            held &= (1 << n_bits) - 1;
        }
    }
    bytes
}
