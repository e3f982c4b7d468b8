//! What the templates see: finished text, built from the model. Only `String`, `bool` and lists.

pub(crate) mod api;
mod enums;
pub(crate) mod modules;
mod operation;
mod rename;
pub(crate) mod routes;
pub(crate) mod scaffold;
mod structs;
pub(crate) mod types;
