//! The facade: all that a generated file may import, as `use apic_runtime::generated as rt`.

pub use crate::bytes::Bytes;
pub use crate::call::Call;
pub use crate::decode::{
    Decode, Field, FileField, FromFiles, FromRequest, Json, MapKey, Object, Parts, Range, TextEnum,
};
pub use crate::encode::{is_empty, text};
pub use crate::envelope::Wire;
pub use crate::middleware::Next;
pub use crate::operation::Operation;
pub use crate::routes::Routes;
pub use crate::service::Service;
pub use crate::sse::{Event, Events};
pub use crate::{ApiError, Reply, Request, RequestContext, Response, ServerConfig, Upload};
pub use axum::Router;
pub use serde_json::Value;

/// What a generated handler returns.
pub type Result = std::result::Result<Response, ApiError>;

/// The number of this facade. It grows when generated code needs something new of it.
const FACADE: u32 = 1;

/// Fails to compile if the generated code was made for a newer facade than this one.
pub const fn require(facade: u32) {
    assert!(facade <= FACADE, "update apic-runtime in Cargo.toml");
}
