//! What may be wrong in `guichet.toml` and other data files (area 01).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &TOML_SYNTAX,
    &YAML_SYNTAX,
    &UNKNOWN_CONFIG_KEY,
    &WRONG_TYPE,
    &MISSING_CONFIG_KEY,
    &BAD_LANGUAGE_CODE,
    &BAD_BASE_URL,
    &UNKNOWN_LANGUAGE,
    &BAD_VALUE,
    &BAD_DATE,
    &TOO_DEEP,
    &YAML_ALIAS,
    &SECRET_IN_CONFIG,
    &DUPLICATE_KEY,
    &TOO_MANY_KEYS,
    &UNKNOWN_CHECK,
    &UNKNOWN_ARTICLE,
];

static TOML_SYNTAX: Code = Code { number: "G0101", name: "invalid-toml", level: Severity::Error };

static YAML_SYNTAX: Code = Code { number: "G0102", name: "invalid-yaml", level: Severity::Error };

static UNKNOWN_CONFIG_KEY: Code =
    Code { number: "G0103", name: "unknown-config-key", level: Severity::Warning };

static WRONG_TYPE: Code = Code { number: "G0104", name: "wrong-type", level: Severity::Error };

static MISSING_CONFIG_KEY: Code =
    Code { number: "G0105", name: "missing-config-key", level: Severity::Error };

static BAD_LANGUAGE_CODE: Code =
    Code { number: "G0106", name: "bad-language-code", level: Severity::Error };

static BAD_BASE_URL: Code = Code { number: "G0107", name: "bad-base-url", level: Severity::Error };

static UNKNOWN_LANGUAGE: Code =
    Code { number: "G0108", name: "unknown-language", level: Severity::Error };

static BAD_VALUE: Code = Code { number: "G0109", name: "bad-value", level: Severity::Error };

static BAD_DATE: Code = Code { number: "G0110", name: "bad-date", level: Severity::Error };

static TOO_DEEP: Code = Code { number: "G0111", name: "too-deep", level: Severity::Error };

static YAML_ALIAS: Code = Code { number: "G0112", name: "yaml-alias", level: Severity::Error };

static SECRET_IN_CONFIG: Code =
    Code { number: "G0113", name: "secret-in-config", level: Severity::Error };

static DUPLICATE_KEY: Code =
    Code { number: "G0114", name: "duplicate-key", level: Severity::Error };

static TOO_MANY_KEYS: Code =
    Code { number: "G0115", name: "too-many-keys", level: Severity::Error };

static UNKNOWN_CHECK: Code =
    Code { number: "G0116", name: "unknown-check", level: Severity::Warning };

static UNKNOWN_ARTICLE: Code =
    Code { number: "G0117", name: "unknown-article", level: Severity::Warning };

/// The file is not TOML; `reason` is a variant of the message, `original` what the
/// parser says.
pub fn toml_syntax(at: Span, reason: &str, original: &str) -> Diagnostic {
    Diagnostic::new(&TOML_SYNTAX, at).text("reason", reason).text("original", original)
}

/// The block is not YAML; `reason` is a variant of the message, `original` what the
/// parser says.
pub fn yaml_syntax(at: Span, reason: &str, original: &str) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, at).text("reason", reason).text("original", original)
}

/// A key that guichet does not know in the configuration.
pub fn unknown_config_key(at: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_CONFIG_KEY, at).text("key", key).nearest(nearest)
}

/// A value of the wrong kind; `expected` is a key of the shapes in `i18n/cli`.
pub fn wrong_type(at: Span, key: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_TYPE, at).text("key", key).text("expected", expected)
}

/// A key the configuration must have.
pub fn missing_config_key(at: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_CONFIG_KEY, at).text("key", key)
}

/// A language name that cannot be a folder and an address.
pub fn bad_language_code(at: Span, code: &str) -> Diagnostic {
    Diagnostic::new(&BAD_LANGUAGE_CODE, at).text("code", code)
}

/// `base_url` is not an absolute http or https address.
pub fn bad_base_url(at: Span, url: &str) -> Diagnostic {
    Diagnostic::new(&BAD_BASE_URL, at).text("url", url)
}

/// `default_language` names a language the site does not declare.
pub fn unknown_language(at: Span, code: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_LANGUAGE, at).text("code", code).nearest(nearest)
}

/// A value outside the allowed ones.
pub fn bad_value(at: Span, key: &str, value: &str, allowed: &str) -> Diagnostic {
    Diagnostic::new(&BAD_VALUE, at).text("key", key).text("value", value).text("allowed", allowed)
}

/// A date that is not a real `YYYY-MM-DD` day.
pub fn bad_date(at: Span, key: &str, value: &str) -> Diagnostic {
    Diagnostic::new(&BAD_DATE, at).text("key", key).text("value", value)
}

/// Data nested deeper than the limit.
pub fn too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&TOO_DEEP, at).number("limit", limit)
}

/// A YAML alias or anchor: refused, since they can multiply without end.
pub fn yaml_alias(at: Span) -> Diagnostic {
    Diagnostic::new(&YAML_ALIAS, at)
}

/// A password or token written in the configuration; its value is never shown.
pub fn secret_in_config(at: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&SECRET_IN_CONFIG, at).text("key", key)
}

/// The same key twice.
pub fn duplicate_key(at: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, at).text("key", key).also("first", first)
}

/// More values than the limit.
pub fn too_many_keys(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_KEYS, at).number("limit", limit)
}

/// `[checks]` names a check that does not exist.
pub fn unknown_check(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_CHECK, at).text("name", name).nearest(nearest)
}

/// `key` names an article that does not exist.
pub fn unknown_article(at: Span, key: &str, id: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ARTICLE, at).text("key", key).text("id", id).nearest(nearest)
}
