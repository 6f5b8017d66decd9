//! What the elements are to white space and to the parsers of browsers.

/// Elements that a parser treats alike (HTML standard, §13.2.6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `html`.
    Html,
    /// `head`.
    Head,
    /// `body`.
    Body,
    /// `div` and `address`, through which an open item is found.
    Div,
    /// Blocks that no item is looked for through.
    Section,
    /// `dialog` and `search`: blocks, nothing else is certain.
    Dialog,
    /// `center` and `dir`.
    Center,
    /// `legend`.
    Legend,
    /// `h1` to `h6`.
    Heading,
    /// `p`.
    P,
    /// `li`.
    Li,
    /// `dd` and `dt`.
    Term,
    /// `pre` and `listing`.
    Pre,
    /// `code`.
    Code,
    /// `hr`.
    Hr,
    /// `br`.
    Br,
    /// Other elements without content.
    Void,
    /// `base`, `link` and `meta`.
    HeadVoid,
    /// `script`.
    Script,
    /// `style`.
    Style,
    /// Text elements that may be in the head.
    HeadRaw,
    /// Text elements of the body.
    Raw,
    /// `xmp`.
    Xmp,
    /// `template`.
    Template,
    /// `a`.
    A,
    /// `nobr`.
    Nobr,
    /// `button`.
    Button,
    /// `form`.
    Form,
    /// `select`.
    Select,
    /// `option`.
    Choice,
    /// `optgroup`.
    Choices,
    /// `rb`, `rp`, `rt` and `rtc`.
    Ruby,
    /// `table`.
    Table,
    /// `caption`.
    Caption,
    /// `colgroup`.
    Columns,
    /// `col`.
    Column,
    /// `tbody`, `tfoot` and `thead`.
    Rows,
    /// `tr`.
    Row,
    /// `td` and `th`.
    Cell,
    /// `svg`, or an element in it.
    Svg,
    /// `math`, or an element in it.
    Math,
    /// What holds HTML inside `svg`.
    SvgHtml,
    /// What holds text inside `math`.
    MathText,
    /// What no parser treats as its name lets expect.
    Odd,
    /// All others, and unknown ones.
    Inline,
}

impl Kind {
    /// The kind of an HTML element, its name in any case.
    pub(super) fn of(name: &[u8]) -> Self {
        lower(name, known).unwrap_or(Self::Inline)
    }

    /// The kind of an element inside one of the kind `parent`, which is not
    /// HTML; none where a parser leaves `svg` or `math`, or may.
    pub(super) fn foreign(parent: Self, name: &[u8]) -> Option<Self> {
        lower(name, |name| match (parent, name) {
            _ if breaks_out(name) => None,
            (Self::Svg, b"desc" | b"foreignobject" | b"title") => Some(Self::SvgHtml),
            (Self::Math, b"mi" | b"mn" | b"mo" | b"ms" | b"mtext") => Some(Self::MathText),
            (Self::Math, b"annotation-xml") | (Self::MathText, _) => None,
            _ => Some(parent),
        })
        .unwrap_or((parent != Self::MathText).then_some(parent))
    }

    /// Stands on its own lines, so that white space beside its tags, inside or
    /// outside, is not shown.
    pub(super) fn is_block(self) -> bool {
        self.is_in_table()
            || matches!(self, Self::Html | Self::Head | Self::Body | Self::Div | Self::Section)
            || matches!(self, Self::Dialog | Self::Legend | Self::Heading | Self::P | Self::Li)
            || matches!(self, Self::Term | Self::Pre | Self::Hr | Self::Br | Self::Form)
            || matches!(self, Self::Choice | Self::Choices | Self::Table | Self::Caption)
            || matches!(self, Self::Column | Self::Cell)
    }

    /// Has neither content nor end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Hr | Self::Br | Self::Void | Self::HeadVoid | Self::Column)
    }

    /// Holds text only, up to its end tag.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::HeadRaw | Self::Raw | Self::Xmp)
    }

    /// Is `svg`, `math`, or inside them and not HTML.
    pub(super) fn is_foreign(self) -> bool {
        matches!(self, Self::Svg | Self::Math | Self::SvgHtml | Self::MathText)
    }

    /// The spaces inside are shown.
    pub(super) fn is_preformatted(self) -> bool {
        matches!(self, Self::Pre | Self::Code)
    }

    /// Ends an open `p`.
    pub(super) fn ends_p(self) -> bool {
        matches!(self, Self::Div | Self::Section | Self::Dialog | Self::Center | Self::Heading)
            || matches!(self, Self::P | Self::Li | Self::Term | Self::Pre | Self::Hr | Self::Xmp)
            || matches!(self, Self::Form | Self::Table)
    }

    /// No open item is looked for through it.
    pub(super) fn hides_items(self) -> bool {
        self.is_in_table()
            || matches!(self, Self::Section | Self::Center | Self::Heading | Self::Li | Self::Term)
            || matches!(self, Self::Pre | Self::Button | Self::Form | Self::Select | Self::Table)
            || matches!(self, Self::Caption | Self::Cell | Self::Body)
    }

    /// May be in the head.
    pub(super) fn is_of_head(self) -> bool {
        matches!(self, Self::HeadVoid | Self::HeadRaw | Self::Template) || self.is_of_script()
    }

    /// May be anywhere in a table.
    pub(super) fn is_of_script(self) -> bool {
        matches!(self, Self::Script | Self::Style)
    }

    /// Is a part of a table that holds no text.
    pub(super) fn is_in_table(self) -> bool {
        matches!(self, Self::Columns | Self::Rows | Self::Row)
    }
}

/// Asks about a name in lower case; none for one too long to be known.
fn lower<T>(name: &[u8], ask: impl FnOnce(&[u8]) -> T) -> Option<T> {
    if !name.iter().any(u8::is_ascii_uppercase) {
        return Some(ask(name));
    }
    let mut copy = [0; 16];
    let copy = copy.get_mut(..name.len())?;
    copy.copy_from_slice(name);
    copy.make_ascii_lowercase();
    Some(ask(copy))
}

fn known(name: &[u8]) -> Kind {
    match name {
        b"html" => Kind::Html,
        b"head" => Kind::Head,
        b"body" => Kind::Body,
        b"address" | b"div" => Kind::Div,
        b"article" | b"aside" | b"blockquote" | b"details" | b"dl" | b"fieldset"
        | b"figcaption" | b"figure" | b"footer" | b"header" | b"hgroup" | b"main" | b"menu"
        | b"nav" | b"ol" | b"section" | b"summary" | b"ul" => Kind::Section,
        b"dialog" | b"search" => Kind::Dialog,
        b"center" | b"dir" => Kind::Center,
        b"legend" => Kind::Legend,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Kind::Heading,
        b"p" => Kind::P,
        b"li" => Kind::Li,
        b"dd" | b"dt" => Kind::Term,
        b"pre" | b"listing" => Kind::Pre,
        b"code" => Kind::Code,
        b"hr" => Kind::Hr,
        b"br" => Kind::Br,
        b"area" | b"embed" | b"img" | b"input" | b"param" | b"source" | b"track" | b"wbr" => {
            Kind::Void
        }
        b"base" | b"link" | b"meta" => Kind::HeadVoid,
        b"script" => Kind::Script,
        b"style" => Kind::Style,
        b"noframes" | b"noscript" | b"title" => Kind::HeadRaw,
        b"iframe" | b"noembed" | b"textarea" => Kind::Raw,
        b"xmp" => Kind::Xmp,
        b"template" => Kind::Template,
        b"a" => Kind::A,
        b"nobr" => Kind::Nobr,
        b"button" => Kind::Button,
        b"form" => Kind::Form,
        b"select" => Kind::Select,
        b"option" => Kind::Choice,
        b"optgroup" => Kind::Choices,
        b"rb" | b"rp" | b"rt" | b"rtc" => Kind::Ruby,
        b"svg" => Kind::Svg,
        b"math" => Kind::Math,
        _ => of_tables(name),
    }
}

fn of_tables(name: &[u8]) -> Kind {
    match name {
        b"table" => Kind::Table,
        b"caption" => Kind::Caption,
        b"colgroup" => Kind::Columns,
        b"col" => Kind::Column,
        b"tbody" | b"tfoot" | b"thead" => Kind::Rows,
        b"tr" => Kind::Row,
        b"td" | b"th" => Kind::Cell,
        b"basefont" | b"bgsound" | b"command" | b"frame" | b"frameset" | b"image" | b"isindex"
        | b"keygen" | b"menuitem" | b"plaintext" | b"selectedcontent" => Kind::Odd,
        _ => Kind::Inline,
    }
}

/// Elements at which a parser leaves `svg` and `math` (HTML standard,
/// §13.2.6.5); `font` does with some attributes.
fn breaks_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"b" | b"big"
            | b"blockquote"
            | b"body"
            | b"br"
            | b"center"
            | b"code"
            | b"dd"
            | b"div"
            | b"dl"
            | b"dt"
            | b"em"
            | b"embed"
            | b"font"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"hr"
            | b"i"
            | b"img"
            | b"li"
            | b"listing"
            | b"menu"
            | b"meta"
            | b"nobr"
            | b"ol"
            | b"p"
            | b"pre"
            | b"ruby"
            | b"s"
            | b"small"
            | b"span"
            | b"strong"
            | b"strike"
            | b"sub"
            | b"sup"
            | b"table"
            | b"tt"
            | b"u"
            | b"ul"
            | b"var"
    )
}

/// Elements whose content does not travel to the minifier.
pub(super) fn keeps_content(name: &str) -> bool {
    let kind = Kind::of(name.as_bytes());
    kind.is_preformatted() || kind.is_raw() || kind.is_foreign()
}

/// Inline elements that the minifier trims like blocks.
pub(super) fn is_trimmed(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "button"
            | "canvas"
            | "label"
            | "map"
            | "meter"
            | "object"
            | "output"
            | "progress"
            | "slot"
            | "video"
    )
}

/// Elements that stand on their own lines, so that white space beside their
/// tags, inside or outside, is not shown.
pub(super) fn is_block(name: &str) -> bool {
    Kind::of(name.as_bytes()).is_block()
}
