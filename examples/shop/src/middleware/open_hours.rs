//! Refuses orders while the office has closed the storefront.

use apic_runtime::{Next, Request, RequestContext, Response};

use crate::refusals::conflict;
use crate::state::AppState;

/// Refuses orders while the office has closed the storefront.
pub async fn open_hours(
    state: &AppState,
    ctx: &RequestContext,
    request: Request,
    next: Next,
) -> Response {
    let open = state.shop().settings.open;
    if open {
        next.run(request).await
    } else {
        ctx.refuse(conflict("shop_closed", "the shop is closed for now"))
    }
}
