//! Other readers than the one at a desk: a phone, a dark room, high contrast, no script.

use serde_json::{Value, json};

use crate::browser::Browser;

/// A screen.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether it is touched.
    pub is_phone: bool,
}

/// A desk.
pub const DESK: Screen = Screen { width: 1440, height: 900, is_phone: false };

/// A tablet.
pub const TABLET: Screen = Screen { width: 820, height: 1180, is_phone: true };

/// A phone.
pub const PHONE: Screen = Screen { width: 360, height: 740, is_phone: true };

/// A desk at 400 %: 1280 × 1024 pixels, of which each is four by four
/// (WCAG 2.2, success criterion 1.4.10).
pub const ZOOMED: Screen = Screen { width: 320, height: 256, is_phone: false };

impl Browser {
    /// Shows pages on a screen.
    pub fn on(&self, screen: Screen) {
        let metrics = json!({
            "width": screen.width, "height": screen.height,
            "deviceScaleFactor": 1, "mobile": screen.is_phone,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        let touch = json!({ "enabled": screen.is_phone, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", &touch);
    }

    /// Shows pages as for a medium, `print` or `screen`, and to somebody who prefers.
    pub fn with(&self, medium: &str, preferences: &[(&str, &str)]) {
        let features =
            preferences.iter().map(|(name, value)| json!({ "name": name, "value": value }));
        let features: Vec<Value> = features.collect();
        let media = json!({ "media": medium, "features": features });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Runs no script of pages; those of the checks go on.
    pub fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// A desk, light, with scripts.
    pub(crate) fn emulate_nothing(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
        self.with("", &[("prefers-color-scheme", "light")]);
        self.on(DESK);
    }
}
