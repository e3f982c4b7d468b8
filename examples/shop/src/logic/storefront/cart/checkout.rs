//! Buys what is in the cart.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{
    CheckoutReq, GiftWrap, MoneyCurrency, Order, OrderEventKind, OrderNote, OrderStatus,
};
use crate::cart::{Bill, bill};
use crate::clock;
use crate::logic::admin::order::update::complete;
use crate::refusals::conflict;
use crate::shop::{Sale, Shop};
use crate::state::AppState;

/// Buys what is in the cart.
pub async fn checkout(
    state: &AppState,
    _ctx: &RequestContext,
    req: CheckoutReq,
) -> Result<Order, ApiError> {
    let mut shop = state.shop();
    if let Some(order) = shop.bought.get(&req.idempotency_key) {
        return Ok(shop.sale(*order)?.order.clone());
    }
    let bill = bill(&shop, &req.token)?;
    shop.customer(req.customer_id)?;
    let ship_to = match req.ship_to {
        Some(address) => complete(address),
        None => shop.address_of(req.customer_id)?,
    };
    if bill.lines.is_empty() {
        return Err(conflict("cart_empty", "there is nothing in the cart"));
    }
    take(&mut shop, &bill)?;
    let free = shop.settings.free_shipping_from.clone();
    let express = req.express && (free.currency != bill.currency || bill.total() < free.amount);
    let (id, now) = (shop.next_order(), clock::now());
    let order = Order {
        created_at: now.clone(),
        updated_at: now,
        revision: 1,
        id,
        customer_id: req.customer_id,
        status: OrderStatus::Paid,
        total: bill.money(bill.total() + if express { EXPRESS } else { 0 }),
        discount: bill.coupon.as_ref().map(|_| bill.money(bill.discount)),
        lines: bill.lines,
        ship_to,
        parcels: Vec::new(),
        notes: req
            .gift
            .map(|gift| vec![wrapping(id, gift)])
            .unwrap_or_default(),
    };
    if bill.currency == MoneyCurrency::Eur {
        shop.customer_mut(req.customer_id)?.spent += order.total.amount as f64 / 100.0;
    }
    shop.feed.publish(OrderEventKind::Paid, &order);
    shop.baskets.remove(&req.token);
    shop.bought.insert(req.idempotency_key, id);
    shop.orders.insert(
        id,
        Sale {
            order: order.clone(),
            refunded: 0,
        },
    );
    Ok(order)
}

/// What an express parcel costs, in the smallest unit of any currency.
const EXPRESS: i64 = 990;

/// Books the pieces and the coupon; all or nothing.
fn take(shop: &mut Shop, bill: &Bill) -> Result<(), ApiError> {
    if let Some(line) = bill
        .lines
        .iter()
        .find(|line| shop.pieces(&line.sku) < i64::from(line.quantity))
    {
        return Err(conflict(
            "out_of_stock",
            format!("there are not enough pieces of {}", line.sku),
        ));
    }
    for line in &bill.lines {
        shop.book(&line.sku, -i64::from(line.quantity))?;
    }
    if let Some(code) = &bill.coupon {
        // It may have been created with any number of uses.
        let coupon = shop.coupon_mut(code)?;
        coupon.used = coupon.used.saturating_add(1);
    }
    Ok(())
}

/// The office reads how to wrap a gift as a note.
fn wrapping(id: i64, gift: GiftWrap) -> OrderNote {
    let text = format!(
        "{} paper: {}",
        gift.color.as_str(),
        gift.message.unwrap_or_default()
    );
    OrderNote {
        id,
        text,
        author: String::new(),
        pinned: true,
    }
}
