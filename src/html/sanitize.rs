//! The allow-list for the HTML that authors write in their Markdown.
//!
//! Two walls, one list. [`filter()`] works on one raw piece as Markdown hands it
//! over, knows its place in the source and says what it drops; [`clean_body`]
//! reads the whole rendered article as a browser would and lets only the list
//! and guichet's own markup through. What the first might misread, the second
//! stops; an article without raw HTML needs neither.

mod allow;
mod body;
mod depth;
mod filter;
mod url;
#[cfg(test)]
mod vectors;

use std::ops::Range;

use super::writer;

pub use url::is_safe_url;

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// What is on the allow-list stays.
    #[default]
    Safe,
    /// It is shown as text.
    Off,
    /// It stays as it is, and the site answers for it.
    Trusted,
}

/// Something that [`filter()`] took out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// How the author knows it: `<script>`, `onclick`, `href="javascript:…"`.
    pub what: String,
    /// Where it stood, in bytes of the piece.
    pub range: Range<usize>,
}

/// One raw piece, a block or a tag in a line, according to the policy; it may
/// open or close elements that other pieces close or open.
///
/// Under [`Policy::Safe`] every tag is written anew from the list: lower case,
/// quoted values, no comment. The text of an unknown element stays; that of
/// `script`, `style`, `iframe`, `textarea` and their like goes with them. Linear
/// time.
pub fn filter(html: &str, policy: Policy) -> (String, Vec<Dropped>) {
    match policy {
        Policy::Safe => filter::filter(html),
        Policy::Off => (writer::escape(html), Vec::new()),
        Policy::Trusted => (html.to_owned(), Vec::new()),
    }
}

/// The rendered article `html` with nothing in it but the allow-list and what
/// guichet's writer emits. Elements come out closed and in order; relative
/// addresses and `rel` stay as they are. `clean_body(clean_body(x))` is
/// `clean_body(x)`.
pub fn clean_body(html: &str) -> String {
    body::clean(html)
}

#[cfg(test)]
mod tests {
    use super::{Policy, clean_body, filter};

    #[test]
    fn policies_keep_escape_or_trust() {
        let html = "<b onclick=x>a</b>";
        assert_eq!(filter(html, Policy::Safe).0, "<b>a</b>");
        assert_eq!(filter(html, Policy::Off).0, "&lt;b onclick=x&gt;a&lt;/b&gt;");
        assert_eq!(filter(html, Policy::Trusted).0, html);
    }

    #[test]
    fn the_markup_of_the_writer_survives_the_second_wall() {
        let html = concat!(
            "<h2 id=\"forms\"><a href=\"#forms\" aria-label=\"Lien\">Prêt</a></h2>",
            "<aside class=\"callout\" role=\"note\" aria-labelledby=\"n1\"><p>a</p></aside>",
            "<div class=\"tabs\"><input type=\"radio\" name=\"tabs-1\" id=\"tab-1-1\" checked=\"\">",
            "<label for=\"tab-1-1\">Un</label><section tabindex=\"0\" hidden=\"\">x</section></div>",
            "<ul><li><input type=\"checkbox\" disabled=\"\" checked=\"\"> fait</li></ul>",
            "<picture><source type=\"image/webp\" srcset=\"/a-1.webp 1w, /a-2.webp 2w\" sizes=\"9px\">",
            "<img src=\"/a.png\" alt=\"\"></picture>",
            "<figure><img src=\"/a.png\" alt=\"\" loading=\"lazy\" decoding=\"async\" width=\"3\" height=\"2\">",
            "<figcaption>b</figcaption></figure>",
            "<table><thead><tr><th scope=\"col\">c</th></tr></thead><tbody><tr><td colspan=\"2\">d</td></tr></tbody></table>",
            "<pre><code class=\"language-sh\"><span class=\"hl-k\">if</span></code></pre>",
            "<dl><dt>e</dt><dd>f</dd></dl><ol start=\"3\"><li>g</li></ol><hr>",
            "<p><a href=\"../x/?a=1&amp;b=2\" rel=\"external\">h</a><sup>1</sup>",
            "<abbr title=\"i\">j</abbr><kbd>k</kbd><mark>l</mark></p>",
            "<details open=\"\"><summary>m</summary>n</details>",
        );
        assert_eq!(clean_body(html), html);
    }

    #[test]
    fn stray_and_unclosed_tags_are_put_in_order() {
        assert_eq!(clean_body("</div><details><p>a"), "<details><p>a</p></details>");
        assert_eq!(clean_body("<b><i>a</b>b</i>"), "<b><i>a</i></b><i>b</i>");
    }

    #[test]
    fn a_very_deep_article_neither_hangs_nor_overflows() {
        for piece in
            ["<div>", "<b>", "<b><div></b>", "<ul><li>", "<table><tr><td>", "<a href=x>", "<p><i>"]
        {
            let out = clean_body(&piece.repeat(30_000));
            assert!(out.len() < 30_000_000, "{piece} {}", out.len());
        }
    }
}
