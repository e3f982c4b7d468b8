//! What the requests of one connection are doing, and what became of the client's half of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::Context;

use futures_util::task::AtomicWaker;

/// What the requests of a connection are doing. Shared by the connection, its requests, and the stream that may be its answer.
#[derive(Debug, Default)]
pub(crate) struct Activity {
    in_flight: AtomicUsize,
    begun: AtomicU64,
    /// The request in flight is answered by a stream of events. HTTP/1 only, where requests take turns.
    streams: AtomicBool,
    /// Nothing of the client is heard any more.
    deaf: AtomicBool,
    /// The request in flight broke off in the middle.
    broken: AtomicBool,
    /// Who reads, if it is to look again when no request is in flight.
    reader: AtomicWaker,
    /// Who reads the body of the request in flight.
    body: AtomicWaker,
    stream: AtomicWaker,
}

/// A request in flight, until it is dropped.
pub(crate) struct Busy(Arc<Activity>);

// === impl Activity ===

impl Activity {
    pub(crate) fn begin(self: &Arc<Self>) -> Busy {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        self.begun.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(self))
    }

    /// How many requests have begun so far.
    pub(crate) fn begun(&self) -> u64 {
        self.begun.load(Ordering::Relaxed)
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.in_flight.load(Ordering::Relaxed) > 0
    }

    /// The request in flight has found its route, and that one streams.
    pub(crate) fn will_stream(&self) {
        self.streams.store(true, Ordering::Relaxed);
    }

    /// The client has closed its half. Whether that is to be kept from whoever reads until the request in flight is over: then its stream goes on, and
    /// finds out by itself whether anybody is there.
    pub(crate) fn keeps(&self, context: &Context<'_>) -> bool {
        if !self.is_busy() || !self.streams.load(Ordering::Relaxed) {
            return false;
        }
        self.reader.register(context.waker());
        self.turn_deaf();
        true
    }

    /// Nobody reads any more, so only what is written can show that the client has left.
    pub(crate) fn turn_deaf(&self) {
        // Once: whoever is woken looks again, and would be told again.
        if !self.deaf.swap(true, Ordering::Relaxed) {
            self.body.wake();
            self.stream.wake();
        }
    }

    pub(crate) fn is_deaf(&self) -> bool {
        self.deaf.load(Ordering::Relaxed)
    }

    /// The request in flight broke off in the middle.
    pub(crate) fn break_off(&self) {
        self.broken.store(true, Ordering::Relaxed);
        self.stream.wake();
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Whether the bytes that a body still lacks cannot come any more. If so, the request in flight broke off in the middle.
    pub(crate) fn is_lost(&self, context: &Context<'_>) -> bool {
        self.body.register(context.waker());
        let lost = self.is_deaf();
        if lost {
            self.break_off();
        }
        lost
    }

    /// The stream to wake when something becomes of the client.
    pub(crate) fn watch(&self, context: &Context<'_>) {
        self.stream.register(context.waker());
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
        if self.0.streams.load(Ordering::Relaxed) {
            self.0.streams.store(false, Ordering::Relaxed);
            self.0.reader.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Wake, Waker};

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_stream_is_told_once_and_its_reader_at_the_end() {
        let (count, activity) = (Arc::new(Count::default()), Arc::new(Activity::default()));
        let waker = Waker::from(Arc::clone(&count));
        let context = Context::from_waker(&waker);
        let busy = activity.begin();
        assert!(!activity.keeps(&context), "an ordinary request");
        activity.will_stream();
        for _ in 0..3 {
            activity.watch(&context);
            assert!(activity.keeps(&context));
        }
        assert_eq!(count.0.load(Ordering::Relaxed), 1);
        drop(busy);
        assert_eq!(count.0.load(Ordering::Relaxed), 2);
        assert!(!activity.keeps(&context));
    }
}
