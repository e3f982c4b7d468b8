//! Lists notes, oldest first.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{ListNotesReq, ListNotesResp};
use crate::state::AppState;

/// Lists notes, oldest first.
pub async fn list_notes(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListNotesReq,
) -> Result<ListNotesResp, ApiError> {
    let notes = state.notes();
    let before = (req.page - 1).saturating_mul(req.size);
    let before = usize::try_from(before).unwrap_or(usize::MAX);
    let size = usize::try_from(req.size).unwrap_or_default();
    let page = notes.by_id.values().skip(before).take(size);
    Ok(ListNotesResp {
        total: notes.by_id.len() as i64,
        notes: page.cloned().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::types::{CreateNoteReq, NoteIdReq, UpdateNoteReq};
    use crate::logic::notes::create_note::create_note;
    use crate::logic::notes::delete_note::delete_note;
    use crate::logic::notes::get_note::get_note;
    use crate::logic::notes::update_note::update_note;

    #[tokio::test]
    async fn a_note_is_made_changed_listed_and_thrown_away() -> Result<(), ApiError> {
        let (state, ctx) = (AppState::default(), RequestContext::for_test());
        for title in ["first", "second", "third"] {
            let (title, text) = (title.to_string(), None);
            create_note(&state, &ctx, CreateNoteReq { title, text }).await?;
        }
        let change = UpdateNoteReq {
            id: 2,
            title: None,
            text: Some("mine".to_string()),
        };
        let changed = update_note(&state, &ctx, change).await?;
        assert_eq!(changed.title + " " + &changed.text, "second mine");

        delete_note(&state, &ctx, NoteIdReq { id: 1 }).await?;
        let gone = get_note(&state, &ctx, NoteIdReq { id: 1 }).await;
        assert_eq!(gone.map_err(|error| error.status().as_u16()), Err(404));

        let page = list_notes(&state, &ctx, ListNotesReq { page: 2, size: 1 }).await?;
        assert_eq!((page.total, page.notes[0].id), (2, 3));
        Ok(())
    }
}
