//! Tests of variables and fragments.
