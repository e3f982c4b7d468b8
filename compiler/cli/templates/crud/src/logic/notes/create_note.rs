//! Makes a note.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CreateNoteReq, Note};
use crate::state::AppState;

/// Makes a note.
pub async fn create_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: CreateNoteReq,
) -> Result<Note, ApiError> {
    let mut notes = state.notes();
    notes.last += 1;
    let note = Note {
        id: notes.last,
        title: req.title,
        text: req.text.unwrap_or_default(),
    };
    notes.by_id.insert(note.id, note.clone());
    Ok(note)
}
