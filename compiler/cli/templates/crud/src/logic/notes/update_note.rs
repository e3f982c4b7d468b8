//! Changes a note.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Note, UpdateNoteReq};
use crate::state::{AppState, no_note};

/// Changes a note. What the request leaves out stays.
pub async fn update_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: UpdateNoteReq,
) -> Result<Note, ApiError> {
    let mut notes = state.notes();
    let note = notes.by_id.get_mut(&req.id);
    let note = note.ok_or_else(|| no_note(req.id))?;
    if let Some(title) = req.title {
        note.title = title;
    }
    if let Some(text) = req.text {
        note.text = text;
    }
    Ok(note.clone())
}
