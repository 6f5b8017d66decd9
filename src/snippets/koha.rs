//! Where a snippet goes in Koha, by version.
//!
//! Sources: Koha's installer and templates (bugs 24387, 23795: HTML customizations
//! since 21.11; 27378: `CookieConsentedJS` since 22.11; localizations since 23.11;
//! bug 38365: Content-Security-Policy since 26.05), read in November 2026.

/// The versions of Koha whose screens differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum KohaVersion {
    /// 21.11 to 22.05.
    #[value(name = "22.05")]
    V2205,
    /// 22.11 to 24.05.
    #[value(name = "23.11")]
    V2311,
    /// 24.11 and 25.05.
    #[value(name = "24.11")]
    V2411,
    /// 25.11.
    #[value(name = "25.11")]
    V2511,
    /// 26.05 and later.
    #[default]
    #[value(name = "26.05")]
    V2605,
}

/// Where a snippet is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// *HTML customizations*, location `OpacCredits`.
    OpacCredits,
    /// The system preference `CookieConsentedJS`.
    CookieConsentedJs,
}

/// The keys of the steps, in order (`i18n/cli`, `embed-step-…`).
pub fn steps(place: Place, version: KohaVersion, has_script: bool) -> Vec<&'static str> {
    let mut steps = match place {
        Place::OpacCredits => vec![
            "embed-step-open",
            "embed-step-location",
            if version < KohaVersion::V2311 { "embed-step-tab-old" } else { "embed-step-tab" },
            "embed-step-source",
        ],
        Place::CookieConsentedJs if version < KohaVersion::V2311 => {
            vec!["embed-step-no-consent"]
        }
        Place::CookieConsentedJs => {
            vec!["embed-step-consent", "embed-step-consent-code"]
        }
    };
    if version >= KohaVersion::V2605 && has_script {
        steps.push("embed-step-policy");
    }
    steps.push("embed-step-look");
    steps
}
