//! Keeps answers out of caches.

use apic_runtime::{HeaderValue, Next, Request, RequestContext, Response};

use crate::state::AppState;

/// Keeps answers out of caches.
pub async fn no_store(
    _state: &AppState,
    _ctx: &RequestContext,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert("cache-control", HeaderValue::from_static("no-store"));
    response
}
