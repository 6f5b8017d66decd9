//! The functions that templates call, and the rendering of one page.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::base::LangIdx;
use crate::config::{BaseUrl, Settings};
use crate::diag::Arg;
use crate::diag::nearest::nearest;
use crate::i18n::Words;
use crate::theme::fault::{Fault, faults_of, missing_string};
use crate::theme::steps;

/// The largest page a template may make, in bytes.
pub const MAX_PAGE_BYTES: usize = 32 * 1024 * 1024;

/// The longest list `range` makes; the library's own limit is ten times larger.
pub const MAX_RANGE: i128 = 10_000;

/// Arguments of `t` that are not values of the string.
const OWN_ARGUMENTS: [&str; 2] = ["key", "lang"];

/// Templates with the strings and the shared values of one language.
pub struct Engine {
    pub(super) tera: Tera,
}

impl Engine {
    /// Renders a page. `context` holds what no other page has.
    ///
    /// # Errors
    /// What is wrong in the templates.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Box<Fault>> {
        steps::start();
        let mut page = Bounded { bytes: Vec::with_capacity(16 * 1024) };
        match self.tera.render_to(template, context, &mut page) {
            Ok(()) => Ok(String::from_utf8(page.bytes)
                .unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())),
            Err(error) => Err(Box::new(first_fault(&error, template))),
        }
    }
}

fn first_fault(error: &Error, template: &str) -> Fault {
    let unknown = || Fault {
        template: template.to_owned(),
        place: super::fault::Place::Whole,
        reason: error.to_string(),
        missing: None,
        limit: None,
    };
    faults_of(error, template).into_iter().next().unwrap_or_else(unknown)
}

/// A page being written, up to [`MAX_PAGE_BYTES`].
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the functions need.
#[derive(Clone)]
pub(super) struct Toolbox {
    base: BaseUrl,
    codes: Arc<Vec<String>>,
    words: Arc<Vec<Words>>,
    icons: Arc<BTreeMap<String, String>>,
}

impl Toolbox {
    /// Gathers what the functions need.
    pub(super) fn new(
        settings: &Settings,
        words: &Arc<Vec<Words>>,
        icons: &Arc<BTreeMap<String, String>>,
    ) -> Self {
        let codes = settings.languages.iter().map(|language| language.code.clone()).collect();
        Self {
            base: settings.base_url.clone(),
            codes: Arc::new(codes),
            words: Arc::clone(words),
            icons: Arc::clone(icons),
        }
    }

    /// Gives a template engine its functions, `t` speaking `lang`.
    pub(super) fn register(&self, tera: &mut Tera, lang: LangIdx) {
        let (codes, words) = (Arc::clone(&self.codes), Arc::clone(&self.words));
        tera.register_function("t", move |kwargs: Kwargs, _: &State| {
            translate(&codes, &words, lang, &kwargs)
        });
        let icons = Arc::clone(&self.icons);
        tera.register_function("icon", move |kwargs: Kwargs, _: &State| icon(&icons, &kwargs));
        let base = self.base.clone();
        tera.register_function("url", move |kwargs: Kwargs, _: &State| {
            rooted(&base, kwargs.must_get::<&str>("path")?)
        });
        steps::register(tera);
        tera.register_function("range", |kwargs: Kwargs, _: &State| range(&kwargs));
    }
}

fn translate(
    codes: &[String],
    words: &[Words],
    page: LangIdx,
    kwargs: &Kwargs,
) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let lang = match kwargs.get::<&str>("lang")? {
        Some(code) => codes
            .iter()
            .position(|known| known == code)
            .and_then(|idx| u8::try_from(idx).ok())
            .map(LangIdx)
            .ok_or_else(|| Error::message(format!("`{code}` is not a language of the site")))?,
        None => page,
    };
    let code = codes.get(lang.idx()).map_or("", String::as_str);
    let Some(words) = words.get(lang.idx()) else { return Err(missing_string(key, lang, code)) };
    if let Some(text) = words.text(key) {
        return Ok(text.to_owned());
    }
    let args: Vec<(&str, Arg)> = kwargs
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?, value)))
        .filter(|(name, _)| !OWN_ARGUMENTS.contains(name))
        .map(|(name, value)| (name, arg(value)))
        .collect();
    let text = words.format(key, &args).ok_or_else(|| missing_string(key, lang, code))?;
    // Fluent leaves the reference in the text when its value is not given.
    match text.find("{$") {
        Some(_) => Err(Error::message(format!("the string `{key}` needs more arguments: {text}"))),
        None => Ok(text),
    }
}

fn arg(value: &Value) -> Arg {
    value.as_u64().map_or_else(|| Arg::Text(value.to_string()), Arg::Number)
}

fn icon(icons: &BTreeMap<String, String>, kwargs: &Kwargs) -> TeraResult<Value> {
    let name = kwargs.must_get::<&str>("name")?;
    match icons.get(name) {
        Some(svg) => Ok(Value::safe_string(svg)),
        None => {
            let near = nearest(name, icons.keys().map(String::as_str));
            let hint = near.map(|near| format!("; the nearest is `{near}`")).unwrap_or_default();
            Err(Error::message(format!("the theme has no icon `{name}`{hint}")))
        }
    }
}

/// The address of a path below the site's root. Addresses of other sites pass
/// through, so that an option of the theme may hold either.
fn rooted(base: &BaseUrl, path: &str) -> TeraResult<String> {
    let is_elsewhere = path.starts_with("//")
        || ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| path.starts_with(scheme));
    if is_elsewhere {
        return Ok(path.to_owned());
    }
    if path.starts_with('/') {
        return Ok(base.rooted(path));
    }
    Err(Error::message(format!("`url` needs a path that starts with `/`, not `{path}`")))
}

fn range(kwargs: &Kwargs) -> TeraResult<Vec<i128>> {
    let start = kwargs.get::<i64>("start")?.map_or(0, i128::from);
    let end = i128::from(kwargs.must_get::<i64>("end")?);
    let step = kwargs.get::<i64>("step_by")?.map_or(1, i128::from);
    if step == 0 {
        return Err(Error::message("`range` needs a `step_by` other than 0"));
    }
    let n_items = ((end - start + step - step.signum()) / step).max(0);
    if n_items > MAX_RANGE {
        return Err(Error::message(format!("`range` makes at most {MAX_RANGE} numbers")));
    }
    Ok((0..n_items).map(|idx| start + idx * step).collect())
}

#[cfg(test)]
mod tests {
    use tera::{Kwargs, Value};

    use super::{range, rooted};
    use crate::config::BaseUrl;

    #[test]
    fn ranges_are_those_of_the_library_but_shorter() {
        let numbers = |pairs: [(&'static str, i64); 3]| {
            range(&Kwargs::from(pairs.map(|(name, n)| (name, Value::from(n)))))
        };
        let list = |start, end, step| numbers([("start", start), ("end", end), ("step_by", step)]);
        assert_eq!(list(0, 3, 1).unwrap(), [0, 1, 2]);
        assert_eq!(list(1, 6, 2).unwrap(), [1, 3, 5]);
        assert_eq!(list(3, 0, -1).unwrap(), [3, 2, 1]);
        assert_eq!(list(3, 0, 1).unwrap(), [] as [i128; 0]);
        assert!(list(0, 10_001, 1).is_err());
        assert!(list(i64::MIN, i64::MAX, 1).is_err());
        assert!(list(0, 3, 0).is_err());
    }

    #[test]
    fn addresses_are_put_below_the_base_path() {
        let base = BaseUrl::parse("https://a.example/aide/").unwrap();
        assert_eq!(rooted(&base, "/fr/").unwrap(), "/aide/fr/");
        assert_eq!(rooted(&base, "https://b.example/").unwrap(), "https://b.example/");
        assert!(rooted(&base, "fr/").is_err());
    }
}
