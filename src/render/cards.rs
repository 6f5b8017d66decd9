//! The cards of pages: which page has which, and their making.
//!
//! A card is named by a digest of what it says and its colors: pages that say the
//! same share one, and a page that changes gets another, so that nobody who keeps
//! pictures by address shows an old one.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::{Content, Digest, Failure, OutputPath, PROGRAM, Sink, UrlPath};
use crate::cards::{Card, EDITION, HEIGHT, Painter, Palette, WIDTH};
use crate::render::places::Places;
use crate::render::shared::Shared;
use crate::render::views::CardView;
use crate::site::PageRef;
use crate::theme::Look;

/// The folder of cards, in that of the theme's files.
pub(super) const FOLDER: &str = "assets/cards";

/// Digits of a digest in a name: enough for a hundred million cards without two of
/// one name.
const DIGITS: usize = 16;

/// The colors of the cards of a site; none when it wants no cards.
pub(super) fn palette(places: &Places<'_>, look: &Look) -> Option<Palette> {
    let Look { band, on_band, gold, .. } = look;
    let palette = Palette { back: band.0, ink: on_band.0, gold: gold.0 };
    places.settings.theme.has_cards.then_some(palette)
}

/// The card of a page, as its head names it.
pub(super) fn view(shared: &Shared<'_>, page: PageRef) -> Option<CardView> {
    let card = card(&shared.places, page);
    let path = path(&card, shared.palette?)?;
    Some(CardView {
        url: shared.places.absolute(&UrlPath::file(&path)),
        width: WIDTH,
        height: HEIGHT,
        alt: format!("{} — {}", card.title, card.library),
    })
}

/// Draws the cards that are not there yet.
///
/// # Errors
/// What the sink says.
pub(super) fn cards(shared: &Shared<'_>, sink: &dyn Sink) -> Result<(), Failure> {
    let Some(palette) = shared.palette.filter(|_| !sink.is_void()) else { return Ok(()) };
    let places = &shared.places;
    let named = |page: PageRef| Some((path(&card(places, page), palette)?, page));
    let all: BTreeMap<OutputPath, PageRef> = places.site.pages().filter_map(named).collect();
    let painter = Painter::new(palette);
    all.into_par_iter().try_for_each(|(path, page)| {
        let key = Digest::of_parts([PROGRAM.as_bytes(), path.as_str().as_bytes()]);
        if sink.keep(&path, key) {
            return Ok(());
        }
        let png = painter.draw(&card(places, page));
        sink.put(&path, Content::Bytes(png), Some(key))
    })
}

fn card<'a>(places: &Places<'a>, page: PageRef) -> Card<'a> {
    let site = places.site;
    let language = places.settings.language(site.lang(page));
    let above = site.ancestors(page);
    // The home is no section to a reader.
    let section = above.last().filter(|_| above.len() > 1);
    Card {
        title: &site.meta(page).title,
        library: &language.title,
        section: section.map_or("", |idx| &site.section(*idx).meta.title),
        language: &language.name,
    }
}

fn path(card: &Card<'_>, palette: Palette) -> Option<OutputPath> {
    let words = [card.title, card.library, card.section, card.language].map(str::as_bytes);
    let colors = [&palette.back[..], &palette.ink, &palette.gold];
    let parts = words.into_iter().chain(colors).chain([EDITION.as_bytes()]);
    let hex = Digest::of_parts(parts).hex();
    OutputPath::new(&format!("{FOLDER}/{}.png", hex.get(..DIGITS)?)).ok()
}
