//! Pays back all or a part.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Order, OrderEventKind, OrderStatus, RefundOrderReq};
use crate::logic::admin::order::update::touch;
use crate::refusals::conflict;
use crate::state::AppState;

/// Pays back all or a part.
pub async fn refund(
    state: &AppState,
    _ctx: &RequestContext,
    req: RefundOrderReq,
) -> Result<Order, ApiError> {
    let mut shop = state.shop();
    let sale = shop.sale_mut(req.id)?;
    if !matches!(sale.order.status, OrderStatus::Paid | OrderStatus::Shipped) {
        return Err(conflict(
            "order_not_paid",
            format!("the order is {}", sale.order.status.as_str()),
        ));
    }
    let open = sale.order.total.amount - sale.refunded;
    let amount = req.amount.unwrap_or(open);
    if amount > open {
        return Err(conflict(
            "too_much",
            format!("only {open} can still be paid back"),
        ));
    }
    sale.refunded += amount;
    if sale.refunded == sale.order.total.amount {
        sale.order.status = OrderStatus::Refunded;
    }
    touch(&mut sale.order);
    let order = sale.order.clone();
    shop.feed.publish(OrderEventKind::Refund, &order);
    Ok(order)
}
