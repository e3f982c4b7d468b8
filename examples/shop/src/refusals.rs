//! What the shop refuses with: one function a kind, so that codes are spelled once.

use apic_runtime::{ApiError, StatusCode};

/// 404 `not_found`; `what` is shown to the caller.
pub fn not_found(what: impl std::fmt::Display) -> ApiError {
    ApiError::not_found(format!("there is no {what}"))
}

/// 409 with a code of the shop's own.
pub fn conflict(code: &'static str, message: impl Into<String>) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, code, message.into())
}
