//! The entry's `info` block.

use super::Carried;

/// What the entry says about itself; absent texts are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Info {
    pub title: String,
    pub description: String,
    /// `1.0` if not said.
    pub version: String,
    pub author: String,
    pub email: String,
    /// Every other key, as written, in order.
    pub carried: Vec<Carried>,
}
