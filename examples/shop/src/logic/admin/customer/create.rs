//! Adds a customer.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CreateCustomerReq, Customer};
use crate::clock;
use crate::logic::admin::order::update::complete;
use crate::refusals::conflict;
use crate::state::AppState;

/// Adds a customer.
pub async fn create(
    state: &AppState,
    _ctx: &RequestContext,
    req: CreateCustomerReq,
) -> Result<Customer, ApiError> {
    let mut shop = state.shop();
    if shop
        .customers
        .values()
        .any(|customer| customer.email == req.email)
    {
        return Err(conflict(
            "email_taken",
            "there is a customer with this email address already",
        ));
    }
    let (id, now) = (shop.next_id(), clock::now());
    let addresses = req
        .addresses
        .unwrap_or_default()
        .into_iter()
        .map(|(kind, address)| (kind, complete(address)))
        .collect();
    let customer = Customer {
        email: req.email,
        name: req.name,
        language: req.language,
        birthday: req.birthday,
        newsletter: req.newsletter.unwrap_or_default(),
        created_at: now.clone(),
        updated_at: now,
        revision: 1,
        id,
        level: 1,
        addresses,
        spent: 0.0,
    };
    shop.customers.insert(id, customer.clone());
    Ok(customer)
}
