//! The only file that knows the API of the other crates.
