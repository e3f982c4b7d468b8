//! Throws a note away.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::NoteIdReq;
use crate::state::{AppState, no_note};

/// Throws a note away.
pub async fn delete_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: NoteIdReq,
) -> Result<(), ApiError> {
    let note = state.notes().by_id.remove(&req.id);
    note.map(drop).ok_or_else(|| no_note(req.id))
}
