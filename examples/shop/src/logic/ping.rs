//! Answers, so that a caller knows the server is there.

use apic_runtime::{ApiError, RequestContext};

use crate::state::AppState;

/// Answers, so that a caller knows the server is there.
pub async fn ping(_state: &AppState, _ctx: &RequestContext) -> Result<(), ApiError> {
    Ok(())
}
