//! Writes a note on an order.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{AddNoteReq, OrderNote};
use crate::refusals::conflict;
use crate::state::AppState;

/// Writes a note on an order.
pub async fn add_note(
    state: &AppState,
    _ctx: &RequestContext,
    req: AddNoteReq,
) -> Result<OrderNote, ApiError> {
    let mut shop = state.shop();
    let id = shop.next_id();
    let order = &mut shop.sale_mut(req.id)?.order;
    let note = OrderNote {
        id,
        text: req.text,
        author: req.author.unwrap_or_default(),
        pinned: req.pinned.unwrap_or_default(),
    };
    if order.notes.len() >= NOTES {
        return Err(conflict("too_many_notes", "nobody reads that many notes"));
    }
    order.notes.push(note.clone());
    Ok(note)
}

/// How many notes an order has at most.
const NOTES: usize = 100;
