//! Finds customers.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Customer, CustomerPage, ListCustomersReq};
use crate::logic::catalog::product::list::contains;
use crate::shop::page;
use crate::state::AppState;

/// Finds customers.
pub async fn list(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListCustomersReq,
) -> Result<CustomerPage, ApiError> {
    let shop = state.shop();
    let all = shop
        .customers
        .values()
        .filter(|customer| matches(customer, &req))
        .cloned()
        .collect();
    let (total, items) = page(all, req.number, req.size);
    Ok(CustomerPage {
        number: req.number,
        size: req.size,
        total,
        items,
    })
}

fn matches(customer: &Customer, req: &ListCustomersReq) -> bool {
    let text = req
        .query
        .as_deref()
        .is_none_or(|part| contains(&customer.name, part) || contains(&customer.email, part));
    text && req
        .levels
        .as_ref()
        .is_none_or(|levels| levels.contains(&customer.level))
}
