//! Writes down who changed what, whether it worked or not. Reading leaves no trace.

use apic_runtime::{Method, Next, Request, RequestContext, Response};

use crate::api::types::AuditEntry;
use crate::state::AppState;

/// Writes down who changed what, whether it worked or not. Reading leaves no trace.
pub async fn audit_trail(
    state: &AppState,
    ctx: &RequestContext,
    request: Request,
    next: Next,
) -> Response {
    let reading = matches!(*ctx.method(), Method::GET | Method::HEAD);
    let response = next.run(request).await;
    if !reading {
        let staff = ctx
            .claim("sub")
            .and_then(|name| name.as_str())
            .unwrap_or_default()
            .to_string();
        let mut shop = state.shop();
        let entry = AuditEntry {
            id: shop.next_id(),
            operation: ctx.operation().to_string(),
            staff,
            status: i64::from(response.status().as_u16()),
        };
        shop.log.insert(entry.id, entry);
    }
    response
}
