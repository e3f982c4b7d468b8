//! Decides every fact of the wire, once: names, places, presence, JSON forms, full paths, error format.
//!
//! Only `lower` and the checks call it; emitters print what they are given.

mod default;
mod envelope;
mod limit;
mod name;
mod policy;
mod presence;
mod scalar;
mod shape;

pub(crate) use default::{DefaultFault, default_value};
pub(crate) use envelope::envelope;
pub(crate) use limit::{RangeFault, alternatives, contains, enum_value, range};
pub(crate) use name::{handler_stem, words};
pub(crate) use policy::{duration_ms, size};
pub(crate) use presence::{Absences, fallback, input, output};
pub use scalar::takes_base64;
pub(crate) use scalar::{BYTE, bounds, is_byte_list, literal, number, scalar};
pub(crate) use shape::{Shape, shape};

/// `[wire]` of `apic.toml`: facts that all outputs must agree on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Wire {
    pub int64: Int64,
    /// Whether answers may hold enum values that the contract does not list.
    pub open_enums: bool,
    pub envelope: Envelope,
    /// 400 or 422.
    pub invalid_status: u16,
    pub strict: bool,
    /// Middleware that guards its routes.
    pub auth_middleware: Vec<String>,
}

/// JSON form of `int64` and `uint64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Int64 {
    Number,
    Text,
}

/// Wrapper around answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    None,
    CodeMsgData,
}

impl Default for Wire {
    fn default() -> Self {
        Self {
            int64: Int64::Number,
            open_enums: true,
            envelope: Envelope::None,
            invalid_status: 400,
            strict: false,
            auth_middleware: Vec::new(),
        }
    }
}
