//! Finds orders, newest first.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{ListOrdersReq, Order, OrderPage};
use crate::shop::page;
use crate::state::AppState;

/// Finds orders, newest first.
pub async fn list(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListOrdersReq,
) -> Result<OrderPage, ApiError> {
    let shop = state.shop();
    let all = shop
        .orders
        .values()
        .rev()
        .map(|sale| &sale.order)
        .filter(|order| matches(order, &req))
        .cloned()
        .collect();
    let (total, items) = page(all, req.number, req.size);
    Ok(OrderPage {
        number: req.number,
        size: req.size,
        total,
        items,
    })
}

fn matches(order: &Order, req: &ListOrdersReq) -> bool {
    let status = req.status.as_ref().is_none_or(|any| {
        any.iter()
            .any(|status| status.as_str() == order.status.as_str())
    });
    let customer = req.customer_id.is_none_or(|id| order.customer_id == id);
    status
        && customer
        && req
            .sku
            .as_ref()
            .is_none_or(|sku| order.lines.iter().any(|line| line.sku == *sku))
}
