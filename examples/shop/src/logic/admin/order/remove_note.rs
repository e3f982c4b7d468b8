//! Removes a note.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::NoteReq;
use crate::refusals::not_found;
use crate::state::AppState;

/// Removes a note.
pub async fn remove_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: NoteReq,
) -> Result<(), ApiError> {
    let mut shop = state.shop();
    let notes = &mut shop.sale_mut(req.id)?.order.notes;
    let index = notes
        .iter()
        .position(|note| note.id == req.note_id)
        .ok_or_else(|| not_found("such note"))?;
    notes.remove(index);
    Ok(())
}
