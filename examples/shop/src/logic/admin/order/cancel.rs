//! Cancels an order that has not been shipped.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{CancelOrderReq, Order, OrderEventKind, OrderStatus};
use crate::logic::admin::order::update::touch;
use crate::refusals::conflict;
use crate::state::AppState;

/// Cancels an order that has not been shipped.
pub async fn cancel(
    state: &AppState,
    _ctx: &RequestContext,
    req: CancelOrderReq,
) -> Result<Order, ApiError> {
    let mut shop = state.shop();
    let order = &mut shop.sale_mut(req.id)?.order;
    if order.status == OrderStatus::Shipped || !order.parcels.is_empty() {
        return Err(conflict("order_shipped", "the order is on its way already"));
    }
    if order.status != OrderStatus::Paid {
        return Err(conflict(
            "order_not_paid",
            format!("the order is {}", order.status.as_str()),
        ));
    }
    order.status = OrderStatus::Cancelled;
    touch(order);
    let order = order.clone();
    shop.feed.publish(OrderEventKind::Cancelled, &order);
    if req.restock {
        for line in &order.lines {
            // Products that are sold no more have no shelf.
            if shop.articles.contains_key(&line.sku) {
                shop.book(&line.sku, i64::from(line.quantity))?;
            }
        }
    }
    let reason = req.reason.unwrap_or_else(|| "no reason given".to_string());
    shop.write(format!("Order {} was cancelled: {reason}", order.id));
    Ok(order)
}
