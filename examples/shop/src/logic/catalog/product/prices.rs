//! Shows the price of a product in every currency.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Money, SkuReq};
use crate::state::AppState;

/// Shows the price of a product in every currency.
pub async fn prices(
    state: &AppState,
    _ctx: &RequestContext,
    req: SkuReq,
) -> Result<BTreeMap<String, Money>, ApiError> {
    Ok(state.shop().article(&req.sku)?.prices.clone())
}
