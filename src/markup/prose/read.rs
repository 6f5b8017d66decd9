//! The events of the parser → [`Prose`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::base::MappedText;
use crate::markup::build::link_cut;
use crate::markup::parse::{Dialect, neutral_of, parser_options};
use crate::markup::prose::tags::OpenTags;
use crate::markup::prose::{
    HeadAt, HeadingAt, ImageAt, Line, LineKind, LinkAt, OPAQUE, Prose, Spot,
};

pub(super) fn read(mapped: &MappedText) -> Prose {
    let neutral = neutral_of(mapped);
    let mut reader = Reader {
        written: mapped.text(),
        neutral: &neutral.text,
        containers: neutral.markers.iter().map(|marker| marker.line.start).collect(),
        prose: Prose::default(),
        line: None,
        link: None,
        image: None,
        emphasis: Vec::new(),
        heading: None,
        quotes: Vec::new(),
        tags: OpenTags::default(),
        opened: None,
        is_code: false,
        html: None,
        has_begun: false,
    };
    let options = parser_options(Dialect::Full);
    let end = link_cut(&neutral.text).unwrap_or(neutral.text.len());
    for (event, range) in Parser::new_ext(&neutral.text[..end], options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_line();
    reader.prose
}

struct Reader<'a> {
    written: &'a str,
    neutral: &'a str,
    /// Where lines of containers stand, which the parser takes for headings.
    containers: BTreeSet<usize>,
    prose: Prose,
    line: Option<Line>,
    /// The link that is open, and where its words begin in the line.
    link: Option<(LinkAt, usize)>,
    /// The image that is open, and how many spans are open in it.
    image: Option<(ImageAt, usize)>,
    /// Where emphasis begins in the line.
    emphasis: Vec<usize>,
    heading: Option<HeadingAt>,
    /// For each quote or callout, whether it is a quote.
    quotes: Vec<bool>,
    tags: OpenTags,
    /// How many bytes the line had behind the last tag, if that was a start tag.
    opened: Option<usize>,
    is_code: bool,
    html: Option<(String, usize)>,
    /// Whether a block was met.
    has_begun: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, range);
            }
            Event::Code(code) => {
                self.words(&code);
                self.opaque(range);
            }
            Event::Html(html) => {
                if let Some((all, _)) = &mut self.html {
                    all.push_str(&html);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::SoftBreak | Event::HardBreak => {
                self.words(" ");
                self.push("\n", range, false);
            }
            Event::Rule => self.block(),
            Event::FootnoteReference(_) => self.opaque(range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => match &mut self.image {
                Some((_, depth)) => *depth += 1,
                None => {
                    let at = self.at();
                    self.emphasis.push(at);
                }
            },
            Tag::Link { link_type, .. } => {
                let at = self.at();
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let words = String::new();
                let link = LinkAt { words, has_image: false, is_address, place: range };
                self.link = Some((link, at));
            }
            Tag::Image { dest_url, .. } => match &mut self.image {
                Some((_, depth)) => *depth += 1,
                None => {
                    let dest = dest_url.to_string();
                    let alt = Some(String::new());
                    self.image = Some((ImageAt { alt, dest, is_raw: false, place: range }, 0));
                }
            },
            tag => self.start_block(&tag, range),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let is_first = !self.has_begun;
        self.block();
        match tag {
            Tag::Paragraph => self.open_line(LineKind::Paragraph),
            Tag::Heading { .. } if self.containers.contains(&range.start) => {
                self.open_line(LineKind::Label);
            }
            Tag::Heading { level, .. } => {
                self.open_line(LineKind::Heading);
                let (level, text, place) = (*level as u8, String::new(), self.trimmed(range));
                self.heading = Some(HeadingAt { level, text, place, is_first });
            }
            Tag::TableHead => {
                let place = self.trimmed(range);
                self.prose.heads.push(HeadAt { is_empty: Vec::new(), cells: Vec::new(), place });
            }
            Tag::TableCell => self.open_line(LineKind::Cell),
            Tag::DefinitionListTitle => self.open_line(LineKind::Label),
            Tag::BlockQuote(kind) => self.quotes.push(kind.is_none()),
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::HtmlBlock => self.html = Some((String::new(), range.start)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => match &mut self.image {
                Some((_, depth)) => *depth = depth.saturating_sub(1),
                None => {
                    if let (Some(start), Some(line)) = (self.emphasis.pop(), &mut self.line) {
                        line.apart.push(start..line.text.len());
                    }
                }
            },
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(range),
            tag => {
                self.end_block(tag, range);
                self.end_line();
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                let text = self.line.as_ref().map(|line| line.text.clone()).unwrap_or_default();
                self.prose
                    .headings
                    .extend(self.heading.take().map(|found| HeadingAt { text, ..found }));
            }
            TagEnd::TableCell => {
                let is_empty = self.line.as_ref().is_none_or(|line| line.text.trim().is_empty());
                if let Some(head) = self.prose.heads.last_mut()
                    && head.place.contains(&range.start)
                {
                    head.is_empty.push(is_empty);
                    head.cells.push(range);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.quotes.pop();
            }
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::HtmlBlock => {
                if let Some((html, start)) = self.html.take() {
                    self.raw_html(html, start..range.end, None);
                }
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((link, start)) = self.link.take() else { return };
        if let Some(line) = &mut self.line {
            line.apart.push(start..line.text.len());
            line.links.push(start..line.text.len());
        }
        self.prose.links.push(link);
    }

    fn end_image(&mut self, range: Range<usize>) {
        match self.image.take() {
            Some((image, 0)) => {
                if let Some((link, _)) = &mut self.link {
                    link.has_image = true;
                    link.words.push_str(image.alt.as_deref().unwrap_or_default());
                }
                self.prose.images.push(image);
                self.opaque(range);
            }
            Some((image, depth)) => self.image = Some((image, depth - 1)),
            None => {}
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let at = self.at();
        self.ensure_line();
        self.raw_html(html.to_owned(), range.clone(), Some(at));
        // An element without words shows something all the same: an icon, what a
        // script fills in.
        if html.starts_with("</") && self.opened == Some(at) {
            self.opaque(range);
        }
        self.opened = (!html.starts_with("</")).then(|| self.at());
    }

    fn raw_html(&mut self, html: String, place: Range<usize>, at: Option<usize>) {
        let (images, langs) = self.tags.read(&html, at);
        for image in images {
            if let Some((link, _)) = &mut self.link {
                link.has_image = true;
            }
            let is_slice = html.len() == place.len();
            let inside = place.start + image.range.start..place.start + image.range.end;
            let place = if is_slice { inside } else { self.trimmed(place.clone()) };
            let (alt, dest) = (image.alt, image.src);
            self.prose.images.push(ImageAt { alt, dest, is_raw: true, place });
        }
        if let Some(line) = &mut self.line {
            line.langs.extend(langs);
        }
        if !html.trim_start().starts_with("<!--") {
            self.prose.raw.push(html);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.is_code {
            return;
        }
        // What was hidden from the parser is read as it was written.
        let written = self.written.get(range.clone()).unwrap_or_default();
        let is_exact = self.neutral.get(range.clone()) == Some(text);
        let text = if is_exact { written } else { text };
        self.words(text);
        self.push(text, range, is_exact);
    }

    /// Adds to the words of the link that is open, and of the image.
    fn words(&mut self, text: &str) {
        if let Some((image, _)) = &mut self.image {
            image.alt.get_or_insert_default().push_str(text);
        } else if let Some((link, _)) = &mut self.link {
            link.words.push_str(text);
        }
    }

    fn opaque(&mut self, range: Range<usize>) {
        let mut sign = [0; 4];
        self.push(OPAQUE.encode_utf8(&mut sign), range, false);
    }

    fn push(&mut self, text: &str, place: Range<usize>, is_exact: bool) {
        if self.image.is_some() || self.is_code || self.html.is_some() {
            return;
        }
        self.ensure_line();
        if let Some(line) = &mut self.line {
            line.spots.push(Spot { at: line.text.len(), place, is_exact });
            line.text.push_str(text);
        }
    }

    /// How many bytes the line has.
    fn at(&self) -> usize {
        self.line.as_ref().map_or(0, |line| line.text.len())
    }

    /// A block begins: a line without a paragraph of its own ends.
    fn block(&mut self) {
        self.has_begun = true;
        self.end_line();
    }

    fn ensure_line(&mut self) {
        if self.line.is_none() {
            self.open_line(LineKind::Paragraph);
        }
    }

    fn open_line(&mut self, kind: LineKind) {
        self.line = Some(Line {
            kind,
            text: String::new(),
            apart: Vec::new(),
            langs: Vec::new(),
            links: Vec::new(),
            is_quoted: self.quotes.iter().any(|is_quote| *is_quote),
            has_lang: self.tags.has_lang(),
            spots: Vec::new(),
        });
    }

    fn end_line(&mut self) {
        self.emphasis.clear();
        let Some(mut line) = self.line.take() else { return };
        line.langs.extend(self.tags.end_line(line.text.len()));
        if !line.text.trim().is_empty() {
            self.prose.lines.push(line);
        }
    }

    /// A range without the line break at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let len = self.written.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        range.start..range.start + len
    }
}
