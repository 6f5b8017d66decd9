//! Site → pages.

pub mod doc_html;
