//! Sends a parcel. The order counts as shipped once nothing is left.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Order, OrderEventKind, OrderStatus, Parcel, ShipOrderReq};
use crate::logic::admin::order::update::touch;
use crate::refusals::conflict;
use crate::state::AppState;

/// Sends a parcel. The order counts as shipped once nothing is left.
pub async fn ship(
    state: &AppState,
    _ctx: &RequestContext,
    req: ShipOrderReq,
) -> Result<Order, ApiError> {
    let mut shop = state.shop();
    let key = req
        .idempotency_key
        .clone()
        .filter(|key| shop.shipped.contains_key(key));
    let order = &mut shop.sale_mut(req.id)?.order;
    if key.is_some() {
        return Ok(order.clone());
    }
    if order.status != OrderStatus::Paid {
        return Err(conflict(
            "order_not_paid",
            format!("the order is {}", order.status.as_str()),
        ));
    }
    let quantities = parcel(order, req.quantities)?;
    if quantities.values().all(|pieces| *pieces == 0) {
        return Err(conflict("parcel_empty", "there is nothing in the parcel"));
    }
    order.parcels.push(Parcel {
        carrier: req.carrier.as_str().to_string(),
        tracking: req.tracking,
        quantities,
    });
    if left(order).is_empty() {
        order.status = OrderStatus::Shipped;
    }
    touch(order);
    let order = order.clone();
    shop.feed.publish(OrderEventKind::Parcel, &order);
    if let Some(key) = req.idempotency_key {
        shop.shipped.insert(key, ());
    }
    if req.notify {
        shop.write(format!("Order {} is on its way.", order.id));
    }
    Ok(order)
}

/// What goes into the parcel: what was asked for, or all that is left.
fn parcel(
    order: &Order,
    wanted: Option<BTreeMap<String, u32>>,
) -> Result<BTreeMap<String, u32>, ApiError> {
    let left = left(order);
    let Some(wanted) = wanted else {
        return Ok(left);
    };
    let excess = wanted
        .iter()
        .find(|(sku, quantity)| left.get(*sku).is_none_or(|left| left < *quantity));
    match excess {
        Some((sku, _)) => Err(conflict(
            "not_ordered",
            format!("not that many pieces of {sku} are left to ship"),
        )),
        None => Ok(wanted),
    }
}

/// Pieces that no parcel holds yet.
fn left(order: &Order) -> BTreeMap<String, u32> {
    let mut left: BTreeMap<_, _> = order
        .lines
        .iter()
        .map(|line| (line.sku.clone(), line.quantity))
        .collect();
    for (sku, quantity) in order.parcels.iter().flat_map(|parcel| &parcel.quantities) {
        if let Some(pieces) = left.get_mut(sku) {
            *pieces -= quantity;
        }
    }
    left.retain(|_, pieces| *pieces > 0);
    left
}
