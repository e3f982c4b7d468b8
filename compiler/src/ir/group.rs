//! Groups of routes.

use super::{Doc, Name, Route};

/// The routes of one `group` value.
#[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct Group {
    /// One entry a path segment (`admin/order` = `admin`, `order`); none for routes without a group.
    pub segments: Vec<Name>,
    pub doc: Doc,
    /// In source order.
    pub routes: Vec<Route>,
}
