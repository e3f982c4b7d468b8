//! Says which shop this is.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::About;
use crate::state::AppState;

/// Says which shop this is.
pub async fn about(state: &AppState, _ctx: &RequestContext) -> Result<About, ApiError> {
    let shop = state.shop();
    let currencies = ["CNY", "EUR", "USD"].map(str::to_string).to_vec();
    Ok(About {
        name: shop.settings.name.clone(),
        open: shop.settings.open,
        currencies,
    })
}
