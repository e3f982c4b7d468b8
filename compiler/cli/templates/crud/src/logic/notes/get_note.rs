//! Reads a note.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Note, NoteIdReq};
use crate::state::{AppState, no_note};

/// Reads a note.
pub async fn get_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: NoteIdReq,
) -> Result<Note, ApiError> {
    let note = state.notes().by_id.get(&req.id).cloned();
    note.ok_or_else(|| no_note(req.id))
}
