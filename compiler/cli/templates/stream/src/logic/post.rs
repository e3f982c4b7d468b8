//! Posts a message to everyone who listens.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Message, PostReq};
use crate::state::AppState;

/// Posts a message to everyone who listens.
pub async fn post(
    state: &AppState,
    _ctx: &RequestContext,
    req: PostReq,
) -> Result<Message, ApiError> {
    let (message, listeners) = {
        let mut room = state.room();
        room.said += 1;
        let message = Message {
            id: room.said,
            text: req.text,
        };
        (message, room.listeners.clone())
    };
    for (number, listener) in listeners {
        // Waits for one that is slow to read; one that has left is forgotten.
        if listener.send(message.clone()).await.is_err() {
            state.room().listeners.remove(&number);
        }
    }
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::listen::listen;

    async fn say(state: &AppState, text: &str) -> Result<Message, ApiError> {
        let text = text.to_string();
        post(state, &RequestContext::for_test(), PostReq { text }).await
    }

    #[tokio::test]
    async fn listeners_stay_until_they_leave() -> Result<(), ApiError> {
        let state = AppState::default();
        assert_eq!(say(&state, "anyone here?").await?.id, 1);

        let events = listen(&state, &RequestContext::for_test()).await?;
        assert_eq!(say(&state, "hello").await?.id, 2);
        assert_eq!(state.room().listeners.len(), 1);

        drop(events);
        say(&state, "bye").await?;
        assert!(state.room().listeners.is_empty());
        Ok(())
    }
}
