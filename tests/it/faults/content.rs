//! The content.
//!
//! | row | test |
//! | --- | --- |
//! | invalid UTF-8, Latin-1, UTF-16, surrogates | `texts::latin_1_…`, `texts::utf_16_…`, `texts::a_configuration_…` |
//! | BOM, CRLF, CR | `sources::a_byte_order_mark_…`, `sources::places_are_right_…` |
//! | NUL and controls | `texts::controls_…`, `texts::an_escape_sequence_…` |
//! | 100 MB file, 20 MB line, links, pages, headings, table | `sizes::a_file_of_…`, `sizes::one_long_line_…`, `sizes::many_pages_…` |
//! | 100,000-deep quotes, lists, brackets | `sizes::quotes_lists_…`, `texts::deep_nesting_…` |
//! | quadratic inputs | `sizes::quadratic_…`, `texts::long_inputs_…` |
//! | front matter bombs | `sizes::front_matter_…`, `texts::front_matter_…`, `texts::bombs_…` |
//! | wrong type, bad date, duplicate or unknown key, unclosed fence; secrets | `addresses::wrong_types_…`, `addresses::a_value_that_looks_…`, `sources::a_wrong_value_…` |
//! | duplicate slug, case, NFC, accents, alias over a page | `files::letters_…`, `files::composed_…`, `files::folded_…`, `files::one_id_…`, `aliases::an_alias_over_…`, `mistakes::a_clash_…` |
//! | illegal names, 250 bytes, not UTF-8, markup in names | `files::names_…`, `safety::markup_in_file_names_…` |
//! | slug, alias, language code that leave the output | `addresses::a_slug_alias_…`, `aliases::an_alias_off_…` |
//! | symlink loops, escapes, dangling, FIFO, `/dev/zero` | `files::links_…`, `files::loops_…`, `files::a_pipe_…` |
//! | snippets: self, cycle, 2^40, missing, outside | `addresses::snippets_…`, `addresses::a_snippet_…`, `texts::cycles_…`, `texts::fragments_that_double_…` |
//! | templates: loop, recursion, syntax, escape | `templates::…`, `files::a_template_…` |
//! | broken page, anchor, image, case, language; 100,000 of them | `addresses::a_broken_page_…`, `addresses::thousands_…`, `addresses::a_report_…` |
//! | redirect cycles, redirects off the site | `addresses::redirects_…`, `aliases::…` |
//! | image bombs, lies, truncated, polyglots, SVG, EXIF position | `addresses::images_that_lie_…`, `images::…`, `safety::a_drawing_…` |
//! | page without its translation | `addresses::a_page_without_…`, `editions::…` |

mod addresses;
mod files;
mod images;
mod sizes;
mod templates;
mod texts;
