//! Container lines, read where the parser found their headings.

use std::ops::Range;

use crate::base::fold::fold;
use crate::diag::catalog::markup as catalog;
use crate::diag::nearest::nearest;
use crate::markup::build::Builder;
use crate::markup::build::frame::{Container, Frame, Kind, What};
use crate::markup::doc::{Block, CalloutKind, Inline, Panel};
use crate::markup::lines::MarkerKind;
use crate::markup::parse::MAX_DEPTH;

/// The container that somebody means who writes its French name, or the name
/// that other tools give it.
fn meant(name: &str) -> Option<&'static str> {
    Some(match fold(name).as_str() {
        "remarque" | "info" | "information" => "note",
        "astuce" | "conseil" | "truc" | "hint" => "tip",
        "attention" | "avertissement" | "mise-en-garde" => "warning",
        "erreur" | "error" => "danger",
        "etapes" | "procedure" => "steps",
        "onglets" | "tabset" => "tabs",
        "repliable" | "voir-plus" | "collapse" | "spoiler" => "details",
        _ => return None,
    })
}

/// The containers there are.
const CONTAINERS: [(&str, What); 8] = [
    ("note", What::Callout(CalloutKind::Note)),
    ("tip", What::Callout(CalloutKind::Tip)),
    ("important", What::Callout(CalloutKind::Important)),
    ("warning", What::Callout(CalloutKind::Warning)),
    ("danger", What::Callout(CalloutKind::Danger)),
    ("details", What::Details),
    ("steps", What::Steps),
    ("tabs", What::Tabs),
];

impl Builder<'_> {
    /// The marker of a heading that starts at `pos`. Markers before it that no
    /// heading claimed are noted.
    pub(super) fn marker_at(&mut self, pos: usize) -> Option<usize> {
        self.skip_markers(pos);
        let idx = self.next_marker;
        let is_here = self.markers.get(idx).is_some_and(|marker| marker.line.start == pos);
        if is_here {
            self.next_marker += 1;
        }
        is_here.then_some(idx)
    }

    /// Notes the markers before `pos` that were not container lines.
    pub(super) fn skip_markers(&mut self, pos: usize) {
        while let Some(marker) = self.markers.get(self.next_marker)
            && marker.line.start < pos
        {
            self.unused_markers.push(marker.line.start);
            self.next_marker += 1;
        }
    }

    /// Passes over markers in code or raw HTML, which keep their text anyway.
    pub(super) fn skip_verbatim(&mut self, range: &Range<usize>) {
        self.skip_markers(range.start);
        while let Some(marker) = self.markers.get(self.next_marker)
            && marker.line.start < range.end
        {
            self.next_marker += 1;
        }
    }

    pub(super) fn container_line(&mut self, idx: usize, inlines: Vec<Inline>) {
        let markers = self.markers;
        match &markers[idx].kind {
            MarkerKind::Open { name, n_colons } => {
                self.open_container(idx, name, *n_colons, inlines);
            }
            MarkerKind::Close { n_colons } => self.close_container(idx, *n_colons),
            MarkerKind::Panel => self.panel(idx, inlines),
        }
    }

    fn open_container(
        &mut self,
        marker: usize,
        name: &Range<usize>,
        n_colons: usize,
        title: Vec<Inline>,
    ) {
        let line = self.markers[marker].line.clone();
        let written = &self.text[name.clone()];
        let lower = written.to_lowercase();
        let what = CONTAINERS.iter().find(|(known, _)| *known == lower).map(|(_, what)| *what);
        if what.is_none() {
            let near = meant(&lower)
                .or_else(|| nearest(written, CONTAINERS.iter().map(|(known, _)| *known)));
            let at = self.span(name.clone());
            self.diagnostics.push(catalog::unknown_container(at, written, near));
        }
        if self.depth.blocks > 0 || self.frames.len() >= MAX_DEPTH {
            self.depth.containers += 1;
            self.report_depth(&line);
            return;
        }
        let container = Container {
            what: what.unwrap_or(What::Unknown),
            n_colons,
            marker,
            title,
            panels: Vec::new(),
            label: None,
            lead: Vec::new(),
        };
        self.push_frame(Kind::Container(container), line.start);
    }

    /// Closes the innermost container that was opened with as many colons, or
    /// else the innermost one.
    fn close_container(&mut self, marker: usize, n_colons: usize) {
        if self.depth.containers > 0 {
            self.depth.containers -= 1;
            return;
        }
        let open = self.frames.iter().rev().map_while(|frame| match &frame.kind {
            Kind::Container(container) => Some(container.n_colons),
            _ => None,
        });
        let colons: Vec<usize> = open.collect();
        if colons.is_empty() {
            let at = self.span(self.markers[marker].line.clone());
            self.diagnostics.push(catalog::stray_container_end(at));
            return;
        }
        let n_unclosed = colons.iter().position(|open| *open == n_colons).unwrap_or(0);
        for _ in 0..n_unclosed {
            self.unclosed();
        }
        self.pop_container();
    }

    /// Closes the containers that the block around them does not outlive.
    pub(super) fn close_containers(&mut self) {
        while matches!(self.top().kind, Kind::Container(_)) {
            self.unclosed();
        }
    }

    fn unclosed(&mut self) {
        if let Kind::Container(container) = &self.top().kind {
            let marker = &self.markers[container.marker];
            if let MarkerKind::Open { name, .. } = &marker.kind {
                let at = self.span(marker.line.start..name.end);
                let name = &self.text[name.clone()];
                self.diagnostics.push(catalog::unclosed_container(at, name));
            }
        }
        self.pop_container();
    }

    fn pop_container(&mut self) {
        let Some(Frame { kind: Kind::Container(container), blocks, .. }) = self.frames.pop() else {
            return;
        };
        let Container { what, title, marker, .. } = container;
        let at = self.span(self.markers[marker].line.clone());
        match what {
            What::Callout(kind) => self.push_block(Block::Callout { kind, title, blocks }),
            What::Details => self.push_block(Block::Details { summary: title, blocks }),
            What::Steps => {
                let has_list =
                    blocks.iter().any(|block| matches!(block, Block::List { start: Some(_), .. }));
                if !has_list {
                    self.diagnostics.push(catalog::steps_without_list(at));
                }
                self.push_block(Block::Steps(blocks));
            }
            What::Tabs => self.pop_tabs(Container { title, ..container }, blocks),
            What::Unknown => {
                if !title.is_empty() {
                    self.push_block(Block::Paragraph(title));
                }
                self.top_mut().blocks.extend(blocks);
            }
        }
    }

    fn pop_tabs(&mut self, mut tabs: Container, blocks: Vec<Block>) {
        match tabs.label.take() {
            Some(label) => tabs.panels.push(Panel { label, blocks }),
            None => tabs.lead = blocks,
        }
        self.top_mut().blocks.extend(tabs.lead);
        if tabs.panels.is_empty() {
            let at = self.span(self.markers[tabs.marker].line.clone());
            self.diagnostics.push(catalog::empty_tabs(at));
            return;
        }
        // Outer groups are numbered after inner ones: numbers only need to differ.
        self.n_tabs += 1;
        self.push_block(Block::Tabs { group: self.n_tabs, panels: tabs.panels });
    }

    fn panel(&mut self, marker: usize, label: Vec<Inline>) {
        let frame = self.top_mut();
        match &mut frame.kind {
            Kind::Container(tabs) if tabs.what == What::Tabs => {
                let blocks = std::mem::take(&mut frame.blocks);
                match tabs.label.replace(label) {
                    Some(label) => tabs.panels.push(Panel { label, blocks }),
                    None => tabs.lead = blocks,
                }
            }
            _ => self.unused_markers.push(self.markers[marker].line.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn french_names_lead_to_the_containers_there_are() {
        assert_eq!(meant("étapes"), Some("steps"));
        assert_eq!(meant("attention"), Some("warning"));
        assert_eq!(meant("chose"), None);
    }
}
