//! A response value becomes JSON bytes, spelled as encoding/json spells them.

mod empty;
pub mod text;

pub use empty::is_empty;

use serde::Serialize;

use crate::error::ApiError;

/// The JSON of a value.
pub(crate) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    Ok(serde_json::to_vec(value)?)
}

/// The JSON of a scalar as text.
pub(crate) fn to_text(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}
