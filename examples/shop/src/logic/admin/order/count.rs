//! Counts the orders by status.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::state::AppState;

/// Counts the orders by status.
pub async fn count(
    state: &AppState,
    _ctx: &RequestContext,
) -> Result<BTreeMap<String, i64>, ApiError> {
    let shop = state.shop();
    let mut counts = BTreeMap::new();
    for sale in shop.orders.values() {
        *counts
            .entry(sale.order.status.as_str().to_string())
            .or_default() += 1;
    }
    Ok(counts)
}
