//! Follows the orders as they come in.

use apic_runtime::{ApiError, Event, EventSender, Events, RequestContext, StreamEnded, TextEnum};
use tokio::sync::broadcast::Receiver;

use crate::api::types::{OrderEvent, WatchOrdersReq};
use crate::feed::Numbered;
use crate::state::AppState;

/// Follows the orders as they come in. A client that says what it saw last gets first what came after that.
pub async fn watch(
    state: &AppState,
    ctx: &RequestContext,
    req: WatchOrdersReq,
) -> Result<Events<OrderEvent>, ApiError> {
    let after = ctx.last_event_id().and_then(|id| id.parse().ok());
    let (missed, live) = state.shop().feed.follow(after);
    let (events, answer) = Events::channel();
    tokio::spawn(async move {
        // It ends when the client leaves or the server stops.
        _ = tell(&events, &req, missed, live).await;
    });
    Ok(answer)
}

async fn tell(
    events: &EventSender<OrderEvent>,
    req: &WatchOrdersReq,
    missed: Vec<Numbered>,
    mut live: Receiver<Numbered>,
) -> Result<(), StreamEnded> {
    for event in missed {
        send(events, req, event).await?;
    }
    loop {
        tokio::select! {
            () = events.ended() => return Err(StreamEnded),
            event = live.recv() => match event {
                Ok(event) => send(events, req, event).await?,
                // This client is too slow for what happens. It can come back and ask for what it missed.
                Err(_) => return Ok(()),
            },
        }
    }
}

async fn send(
    events: &EventSender<OrderEvent>,
    req: &WatchOrdersReq,
    (number, event): Numbered,
) -> Result<(), StreamEnded> {
    if req
        .kind
        .is_none_or(|kind| kind.as_str() == event.kind.as_str())
    {
        events
            .send(Event::new(event).id(number.to_string()))
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use apic_runtime::Stream;
    use std::pin::pin;

    use crate::api::types::{OrderEventKind, WatchOrdersReqKind};
    use crate::shop::tests::order;

    async fn next(events: &mut Events<OrderEvent>) -> (i64, OrderEventKind) {
        let event = std::future::poll_fn(|context| pin!(&mut *events).poll_next(context)).await;
        let event = event.unwrap().unwrap();
        (event.value().order_id, event.value().kind)
    }

    fn wanting(kind: Option<WatchOrdersReqKind>) -> WatchOrdersReq {
        WatchOrdersReq { kind }
    }

    #[tokio::test]
    async fn what_happens_is_told_to_those_who_want_it() {
        let state = AppState::for_test();
        let publish = |kind, id| state.shop().feed.publish(kind, &order(id));
        publish(OrderEventKind::Paid, 1); // before anybody watches
        let context = RequestContext::for_test();
        let mut all = watch(&state, &context, wanting(None)).await.unwrap();
        let mut refunds = watch(&state, &context, wanting(Some(WatchOrdersReqKind::Refund)))
            .await
            .unwrap();
        publish(OrderEventKind::Paid, 2);
        publish(OrderEventKind::Refund, 3);
        assert_eq!(next(&mut all).await, (2, OrderEventKind::Paid));
        assert_eq!(next(&mut all).await, (3, OrderEventKind::Refund));
        assert_eq!(next(&mut refunds).await, (3, OrderEventKind::Refund));
    }

    #[tokio::test]
    async fn a_slow_watcher_is_sent_away() {
        let (events, mut answer) = Events::channel();
        let state = AppState::for_test();
        let (missed, live) = state.shop().feed.follow(None);
        for id in 0..1000 {
            state.shop().feed.publish(OrderEventKind::Paid, &order(id));
        }
        let told = tell(&events, &wanting(None), missed, live).await;
        assert_eq!(told, Ok(()));
        drop(events);
        assert!(
            std::future::poll_fn(|context| pin!(&mut answer).poll_next(context))
                .await
                .is_none()
        );
    }
}
