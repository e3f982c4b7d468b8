//! Replaces the settings.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Settings, SettingsInput};
use crate::state::AppState;

/// Replaces the settings.
pub async fn replace(
    state: &AppState,
    _ctx: &RequestContext,
    req: SettingsInput,
) -> Result<Settings, ApiError> {
    let SettingsInput {
        name,
        open,
        free_shipping_from,
        holidays,
        extra,
    } = req;
    let settings = Settings {
        name,
        open,
        free_shipping_from,
        holidays,
        extra: extra.unwrap_or_default(),
    };
    state.shop().settings = settings.clone();
    Ok(settings)
}
