//! Replaces the settings.

use apic_runtime::{ApiError, RequestContext, StatusCode};

use crate::api::types::{ClerkRole, Settings, SettingsInput};
use crate::staff::Claims;
use crate::state::AppState;

/// Replaces the settings.
pub async fn replace(
    state: &AppState,
    ctx: &RequestContext,
    req: SettingsInput,
) -> Result<Settings, ApiError> {
    if ctx.claims::<Claims>()?.clerk().role != ClerkRole::Manager {
        return Err(ApiError::new(
            StatusCode::FORBIDDEN,
            "managers_only",
            "only a manager changes the settings",
        ));
    }
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
