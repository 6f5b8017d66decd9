//! Tests of the HTML of articles.
