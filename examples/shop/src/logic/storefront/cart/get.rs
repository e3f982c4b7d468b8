//! Shows a cart.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Cart, CartReq};
use crate::cart::cart;
use crate::state::AppState;

/// Shows a cart.
pub async fn get(state: &AppState, _ctx: &RequestContext, req: CartReq) -> Result<Cart, ApiError> {
    cart(&state.shop(), &req.token)
}
