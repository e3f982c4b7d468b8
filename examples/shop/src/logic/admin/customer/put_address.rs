//! Sets one address of a customer.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Address, PutAddressReq};
use crate::clock;
use crate::state::AppState;

/// Sets one address of a customer.
pub async fn put_address(
    state: &AppState,
    _ctx: &RequestContext,
    req: PutAddressReq,
) -> Result<BTreeMap<String, Address>, ApiError> {
    let mut shop = state.shop();
    let customer = shop.customer_mut(req.id)?;
    let PutAddressReq {
        kind,
        name,
        street,
        city,
        post_code,
        country,
        phone,
        ..
    } = req;
    let address = Address {
        name,
        street,
        city,
        post_code,
        country,
        phone,
    };
    customer
        .addresses
        .insert(kind.as_str().to_string(), address);
    customer.updated_at = clock::now();
    customer.revision += 1;
    Ok(customer.addresses.clone())
}
