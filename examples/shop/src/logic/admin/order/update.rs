//! Corrects an order that has not been shipped.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Address, AddressInput, Order, OrderStatus, UpdateOrderReq};
use crate::clock;
use crate::refusals::conflict;
use crate::state::AppState;

/// Corrects an order that has not been shipped.
pub async fn update(
    state: &AppState,
    _ctx: &RequestContext,
    req: UpdateOrderReq,
) -> Result<Order, ApiError> {
    let mut shop = state.shop();
    if let Some(customer) = req.customer_id {
        shop.customer(customer)?;
    }
    let order = &mut shop.sale_mut(req.id)?.order;
    if order.status == OrderStatus::Shipped {
        return Err(conflict("order_shipped", "the order is on its way already"));
    }
    order.customer_id = req.customer_id.unwrap_or(order.customer_id);
    if let Some(address) = req.ship_to {
        order.ship_to = complete(address);
    }
    touch(order);
    Ok(order.clone())
}

/// An address as it is answered.
pub fn complete(input: AddressInput) -> Address {
    let AddressInput {
        name,
        street,
        city,
        post_code,
        country,
        phone,
    } = input;
    Address {
        name,
        street,
        city,
        post_code,
        country,
        phone,
    }
}

/// Marks an order as changed.
pub fn touch(order: &mut Order) {
    order.updated_at = clock::now();
    order.revision += 1;
}
