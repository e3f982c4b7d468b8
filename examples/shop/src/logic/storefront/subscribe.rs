//! Subscribes to news.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::SubscribeReq;
use crate::state::AppState;

/// Subscribes to news.
pub async fn subscribe(state: &AppState, _ctx: &RequestContext, req: SubscribeReq) -> Result<(), ApiError> {
    if !req.consent {
        return Err(ApiError::new(422, "consent_missing").message("without consent nothing is sent"));
    }
    let topics = req.topics.unwrap_or_default().iter().map(|topic| topic.as_str().to_string()).collect();
    state.shop().subscribers.insert(req.email, topics);
    Ok(())
}
