//! Shows what was sold.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Money, Order, OrderStatus, SalesReport, SalesReq, SalesReqBy, SalesRow};
use crate::logic::catalog::product::set_price::currency;
use crate::shop::Shop;
use crate::state::AppState;

/// Shows what was sold.
pub async fn sales(
    state: &AppState,
    _ctx: &RequestContext,
    req: SalesReq,
) -> Result<SalesReport, ApiError> {
    let shop = state.shop();
    let wanted = currency(req.currency);
    let mut rows: BTreeMap<String, (u32, i64)> = BTreeMap::new();
    for order in shop.orders.values().map(|sale| &sale.order) {
        let sold = matches!(order.status, OrderStatus::Paid | OrderStatus::Shipped);
        if !sold || order.total.currency != wanted {
            continue;
        }
        for (key, amount) in shares(&shop, order, req.by) {
            let row = rows.entry(key).or_default();
            *row = (row.0 + 1, row.1 + amount);
        }
    }
    let whole: i64 = rows.values().map(|(_, amount)| amount).sum();
    // Orders of nothing but gifts: no part of nothing can be told.
    let share = |amount: i64| {
        if whole == 0 {
            0.0
        } else {
            amount as f64 / whole as f64
        }
    };
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(key, (orders, turnover))| SalesRow {
            key,
            orders,
            turnover,
            share: share(turnover),
        })
        .collect();
    let best = rows.iter().max_by_key(|row| row.turnover).cloned();
    Ok(SalesReport {
        rows,
        turnover: Money {
            amount: whole,
            currency: wanted,
        },
        best,
    })
}

/// What one order adds, and to which rows.
fn shares(shop: &Shop, order: &Order, by: SalesReqBy) -> Vec<(String, i64)> {
    let all = order.total.amount;
    match by {
        SalesReqBy::Product => order
            .lines
            .iter()
            .map(|line| {
                (
                    line.sku.clone(),
                    line.price.amount * i64::from(line.quantity),
                )
            })
            .collect(),
        SalesReqBy::Customer => {
            let name = shop
                .customers
                .get(&order.customer_id)
                .map_or("forgotten", |customer| &customer.name);
            vec![(name.to_string(), all)]
        }
        SalesReqBy::Country => vec![(order.ship_to.country.clone(), all)],
    }
}
