//! Shows a product.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Product, SkuReq};
use crate::state::AppState;

/// Shows a product.
pub async fn get(
    state: &AppState,
    _ctx: &RequestContext,
    req: SkuReq,
) -> Result<Product, ApiError> {
    Ok(state.shop().article(&req.sku)?.product.clone())
}
