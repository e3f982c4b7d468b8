//! Reads the log of changes.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{AuditEntry, ListAuditReq};
use crate::state::AppState;

/// Reads the log of changes.
pub async fn audit(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListAuditReq,
) -> Result<Vec<AuditEntry>, ApiError> {
    let shop = state.shop();
    let wanted = |entry: &&AuditEntry| {
        entry.id > req.after
            && req
                .operation
                .as_ref()
                .is_none_or(|operation| entry.operation == *operation)
    };
    Ok(shop.log.values().filter(wanted).cloned().collect())
}
