//! Opens an event stream of what is posted from now on.

use apic_runtime::{ApiError, Events, RequestContext};

use crate::api::types::Message;
use crate::state::AppState;

/// Opens an event stream of what is posted from now on.
pub async fn listen(state: &AppState, _ctx: &RequestContext) -> Result<Events<Message>, ApiError> {
    let (sender, events) = Events::channel();
    let mut room = state.room();
    room.came += 1;
    let number = room.came;
    room.listeners.insert(number, sender);
    Ok(events)
}
