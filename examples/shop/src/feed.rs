//! What happens to orders, told to whoever watches.

use std::collections::VecDeque;

use tokio::sync::broadcast;

use crate::api::types::{Order, OrderEvent, OrderEventKind, OrderEventStatus};
use crate::clock;
use apic_runtime::TextEnum;

/// How many events wait for a slow watcher, and how many one that comes back can still get.
const KEPT: usize = 256;

/// An event, and its number in the feed.
pub type Numbered = (u64, OrderEvent);

/// The latest events, and the way to those who watch.
#[derive(Debug)]
pub struct Feed {
    last: u64,
    recent: VecDeque<Numbered>,
    live: broadcast::Sender<Numbered>,
}

// === impl Feed ===

impl Feed {
    pub fn publish(&mut self, kind: OrderEventKind, order: &Order) {
        self.last += 1;
        let event = OrderEvent {
            order_id: order.id,
            customer_id: order.customer_id,
            kind,
            status: OrderEventStatus::from_wire(order.status.as_str())
                .unwrap_or(OrderEventStatus::Paid),
            total: order.total.clone(),
            at: clock::now(),
        };
        if self.recent.len() == KEPT {
            self.recent.pop_front();
        }
        self.recent.push_back((self.last, event.clone()));
        // An error says that nobody watches.
        _ = self.live.send((self.last, event));
    }

    /// What came after an event, as far as it is known, and what comes from now on; nothing falls between the two.
    pub fn follow(&self, after: Option<u64>) -> (Vec<Numbered>, broadcast::Receiver<Numbered>) {
        let missed = self
            .recent
            .iter()
            .filter(|(number, _)| after.is_some_and(|after| *number > after));
        (missed.cloned().collect(), self.live.subscribe())
    }
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            last: 0,
            recent: VecDeque::new(),
            live: broadcast::Sender::new(KEPT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::tests::order;

    fn numbers(events: &[Numbered]) -> Vec<u64> {
        events.iter().map(|(number, _)| *number).collect()
    }

    #[test]
    fn who_comes_back_gets_what_was_missed() {
        let mut feed = Feed::default();
        for id in 1..=3 {
            feed.publish(OrderEventKind::Paid, &order(id));
        }
        assert!(feed.follow(None).0.is_empty());
        assert_eq!(numbers(&feed.follow(Some(1)).0), [2, 3]);
        assert!(feed.follow(Some(9)).0.is_empty());
    }

    #[test]
    fn the_feed_forgets() {
        let mut feed = Feed::default();
        for id in 0..1000 {
            feed.publish(OrderEventKind::Paid, &order(id));
        }
        let missed = numbers(&feed.follow(Some(0)).0);
        assert_eq!((missed.len(), missed.first()), (KEPT, Some(&745)));
    }
}
