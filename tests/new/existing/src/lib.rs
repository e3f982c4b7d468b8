//! A crate that was there before its contract: it declares the five modules that generated code refers to.

#[rustfmt::skip]
pub mod api;
pub mod logic;
pub mod middleware;
pub mod state;
