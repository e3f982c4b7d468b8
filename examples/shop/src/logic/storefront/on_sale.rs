//! Says whether a product is on sale.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{ProductStatus, SkuReq};
use crate::refusals::not_found;
use crate::state::AppState;

/// Says whether a product is on sale.
pub async fn on_sale(state: &AppState, _ctx: &RequestContext, req: SkuReq) -> Result<(), ApiError> {
    match state.shop().article(&req.sku)?.product.status {
        ProductStatus::Active => Ok(()),
        ProductStatus::Draft | ProductStatus::Retired => Err(not_found("such product on sale")),
    }
}
