//! Subscribes to news.

use apic_runtime::{ApiError, RequestContext, StatusCode};

use crate::api::types::SubscribeReq;
use crate::state::AppState;

/// Subscribes to news.
pub async fn subscribe(
    state: &AppState,
    _ctx: &RequestContext,
    req: SubscribeReq,
) -> Result<(), ApiError> {
    if !req.consent {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "consent_missing",
            "without consent nothing is sent",
        ));
    }
    let topics = req.topics.unwrap_or_default();
    state.shop().subscribers.insert(req.email, topics);
    Ok(())
}
