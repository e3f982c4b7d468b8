//! What the shop refuses with: one function a kind, so that codes are spelled once.

use apic_runtime::ApiError;

/// 404 `not_found`; `what` is shown to the caller.
pub fn not_found(what: impl std::fmt::Display) -> ApiError {
    ApiError::new(404, "not_found").message(format!("there is no {what}"))
}

/// 409 with a code of the shop's own.
pub fn conflict(code: &'static str, message: impl Into<String>) -> ApiError {
    ApiError::new(409, code).message(message)
}
