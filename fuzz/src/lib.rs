//! The laws that hold for every input, whatever it is; a target gives its bytes to one of them.

#[path = "../../tests/format/tokens.rs"]
#[expect(dead_code, reason = "the tests use more of it: this is their second opinion on tokens")]
mod tokens;

#[path = "../../compiler/src/parse/again/edits.rs"]
mod edits;

mod again;
mod check;
mod format;
mod parse;
mod project;
mod spans;
mod tag;

pub use again::again;
pub use check::check;
pub use format::format;
pub use parse::parse;
pub use project::SEPARATOR;
pub use tag::tag;
