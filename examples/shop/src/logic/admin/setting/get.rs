//! Shows the settings.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::Settings;
use crate::state::AppState;

/// Shows the settings.
pub async fn get(state: &AppState, _ctx: &RequestContext) -> Result<Settings, ApiError> {
    Ok(state.shop().settings.clone())
}
