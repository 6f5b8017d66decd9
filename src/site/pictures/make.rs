//! What is made of one image.

use crate::base::{Digest, Shelf};
use crate::config::HtmlPolicy;
use crate::images::{self, Fault, HEAD, Header, Kind, MAX_BYTES, Options, drawing, header};
use crate::site::pictures::gate::Gate;
use crate::site::pictures::record::{self, CopyRecord, Record};
use crate::site::pictures::{PictureContext, PictureWork};
use crate::site::types::Asset;

/// An image at work.
pub(super) struct Maker<'m> {
    pub(super) ctx: &'m PictureContext<'m>,
    pub(super) gate: &'m Gate,
    /// Whether a text shows it: then it has copies.
    pub(super) is_shown: bool,
    /// Whether it is published without what must not be.
    pub(super) is_cleaned: bool,
}

/// What stands in the place of a drawing that is too large to be looked through.
const NOTHING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

impl Maker<'_> {
    /// The record of an image; none of what is no image.
    pub(super) fn make(&self, asset: &Asset) -> Option<Record> {
        let ending = asset.path.extension()?.to_ascii_lowercase();
        if ending == "svg" {
            return Some(self.drawing(asset));
        }
        images::is_named_so(&asset.path).then(|| self.photo(asset)).flatten()
    }

    fn drawing(&self, asset: &Asset) -> Record {
        let is_trusted = self.ctx.settings.html == HtmlPolicy::Trusted;
        let is_cleaned = self.is_cleaned && !is_trusted;
        let made = |content: Digest, bytes: &[u8]| {
            let key = record::key(content, if is_cleaned { "clean" } else { "" });
            record::find(self.ctx.depot, key).unwrap_or_else(|| {
                let record = self.of_drawing(bytes, is_cleaned);
                record::keep(self.ctx.depot, key, &record);
                record
            })
        };
        match self.ctx.files.read_at_most(&asset.path, MAX_BYTES) {
            Ok(bytes) => made(Digest::of(&bytes), &bytes),
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Record {
                published: is_cleaned.then(|| record::keep_bytes(self.ctx.depot, NOTHING.into())),
                fault: Some(Fault::TooManyBytes),
                ..Record::default()
            },
            // That it is gone is said by the step that copies it.
            Err(_) => Record::default(),
        }
    }

    fn of_drawing(&self, bytes: &[u8], is_cleaned: bool) -> Record {
        let found = drawing::drawing(bytes);
        let fault = (!found.is_whole).then_some(Fault::Damaged);
        if !is_cleaned {
            return Record { size: found.size, fault, ..Record::default() };
        }
        let keep = |clean: String| record::keep_bytes(self.ctx.depot, clean.into_bytes());
        Record {
            size: found.size,
            published: found.clean.map(keep),
            fault,
            removed: found.removed,
            ..Record::default()
        }
    }

    fn photo(&self, asset: &Asset) -> Option<Record> {
        let options = &self.ctx.settings.images.copies;
        let settings = format!("{} {} {options:?}", self.is_shown, self.is_cleaned);
        let known = self.known(asset).map(|content| record::key(content, &settings));
        let found = known.and_then(|key| record::find(self.ctx.depot, key));
        if found.is_some() {
            return found;
        }
        let head = self.ctx.files.head(&asset.path, HEAD as u64).ok()?;
        let header = header(&head);
        if self.ctx.work == PictureWork::Kept {
            return Some(self.of_header(header));
        }
        if asset.stamp.size > MAX_BYTES && self.is_shown {
            let fault = Some(Fault::TooManyBytes);
            return Some(Record { fault, keeps_position: true, ..self.of_header(header) });
        }
        let n_pixels = header.and_then(|header| header.size).map_or(0, n_pixels);
        let _pass = self.gate.enter(n_pixels);
        let bytes = self.ctx.files.read_at_most(&asset.path, MAX_BYTES).ok()?;
        let content = Digest::of(&bytes);
        self.remember(asset, content);
        let key = record::key(content, &settings);
        record::find(self.ctx.depot, key).or_else(|| {
            let record = self.of_bytes(&bytes, options);
            if self.ctx.work == PictureWork::Convert {
                record::keep(self.ctx.depot, key, &record);
            }
            Some(record)
        })
    }

    /// What the header alone says.
    fn of_header(&self, header: Option<Header>) -> Record {
        let size = header.and_then(|header| header.shown_size());
        let is_foreign =
            header.is_some_and(|header| matches!(header.kind, Kind::Avif | Kind::Heic));
        let keeps_position = is_foreign || !self.is_cleaned;
        Record { size, keeps_position, ..Record::default() }
    }

    fn of_bytes(&self, bytes: &[u8], options: &Options) -> Record {
        let depot = self.ctx.depot;
        let header = images::header_of_whole(bytes);
        let mut record = self.of_header(header);
        if self.is_cleaned && header.is_some_and(|header| header.has_position) {
            let clean = images::without_position(bytes);
            record.keeps_position = clean.is_none();
            record.published = clean.map(|clean| record::keep_bytes(depot, clean));
        }
        if !self.is_shown || options.formats.is_empty() {
            return record;
        }
        if self.ctx.work == PictureWork::Look {
            record.fault = images::look(bytes);
            return record;
        }
        let made = images::convert(bytes, options);
        record.fault = made.fault;
        for copy in made.copies {
            let kept = record::keep_bytes(depot, copy.bytes);
            record.copies.push(CopyRecord { format: copy.format, width: copy.width, kept });
        }
        record
    }

    /// The digest of the bytes of an image, if its stamp proves that they are those an
    /// earlier build has read. It is kept beside the pictures, so that another version
    /// of the program need not read every image again.
    fn known(&self, asset: &Asset) -> Option<Digest> {
        let bytes = self.ctx.depot.get(Shelf::Picture, alias(asset))?;
        bytes.try_into().ok().map(Digest::from_bytes)
    }

    fn remember(&self, asset: &Asset, content: Digest) {
        if asset.stamp.is_settled(self.ctx.newest) {
            self.ctx.depot.put(Shelf::Picture, alias(asset), content.as_bytes().to_vec());
        }
    }
}

fn alias(asset: &Asset) -> Digest {
    let stamp = format!("{:?}", asset.stamp);
    Digest::of_parts(["picture-at", asset.path.as_str(), &stamp])
}

fn n_pixels((width, height): (u32, u32)) -> u64 {
    u64::from(width) * u64::from(height)
}
