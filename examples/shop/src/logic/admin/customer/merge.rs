//! Gives the orders of several customers to one, and forgets the others.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Customer, MergeCustomersReq};
use crate::refusals::conflict;
use crate::state::AppState;

/// Gives the orders of several customers to one, and forgets the others.
pub async fn merge(
    state: &AppState,
    _ctx: &RequestContext,
    req: MergeCustomersReq,
) -> Result<Customer, ApiError> {
    let mut shop = state.shop();
    shop.customer(req.id)?;
    for other in &req.others {
        shop.customer(*other)?;
        if *other == req.id {
            return Err(conflict(
                "merged_with_itself",
                "a customer cannot be merged with itself",
            ));
        }
    }
    if !req.dry_run.unwrap_or_default() {
        for sale in shop
            .orders
            .values_mut()
            .filter(|sale| req.others.contains(&sale.order.customer_id))
        {
            sale.order.customer_id = req.id;
        }
        let spent: f64 = req
            .others
            .iter()
            .filter_map(|other| shop.customers.remove(other))
            .map(|other| other.spent)
            .sum();
        shop.customer_mut(req.id)?.spent += spent;
    }
    Ok(shop.customer(req.id)?.clone())
}
