//! How what runs for long learns that its server stops.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// How far a server is with stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Phase {
    #[default]
    Serving,
    /// Streams should come to their end.
    Closing,
    /// Streams are ended.
    Over,
    /// What has not answered by now is interrupted.
    Cut,
}

/// The phase of a server, shared by all its connections; it travels with every request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Closing(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    phase: watch::Sender<Phase>,
    /// How many requests of each operation were interrupted.
    interrupted: Mutex<BTreeMap<&'static str, usize>>,
}

impl Closing {
    /// A phase that is over does not come back.
    pub(crate) fn enter(&self, phase: Phase) {
        self.0.phase.send_if_modified(|now| phase > *now && std::mem::replace(now, phase) != phase);
    }

    /// Resolves once the server that a request came from has reached a phase. Without a server, as in tests of logic, it never does.
    pub(crate) fn reached(closing: Option<&Self>, phase: Phase) -> impl Future<Output = ()> + Send + use<> {
        let receiver = closing.map(|closing| closing.0.phase.subscribe());
        async move {
            match receiver {
                // A server that is gone has stopped.
                Some(mut receiver) => _ = receiver.wait_for(|now| *now >= phase).await,
                None => std::future::pending().await,
            }
        }
    }

    pub(crate) fn interrupted(&self, operation: &'static str) {
        let mut counts = self.0.interrupted.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(operation).or_default() += 1;
    }

    /// The operations whose requests were interrupted, with how many those were.
    pub(crate) fn all_interrupted(&self) -> Vec<(&'static str, usize)> {
        let counts = self.0.interrupted.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().map(|(operation, count)| (*operation, *count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn a_later_phase_counts_as_well() {
        let closing = Closing::default();
        assert_eq!(Closing::reached(None, Phase::Closing).now_or_never(), None);
        assert_eq!(Closing::reached(Some(&closing), Phase::Closing).now_or_never(), None);
        closing.enter(Phase::Closing);
        assert_eq!(Closing::reached(Some(&closing), Phase::Closing).now_or_never(), Some(()));
        assert_eq!(Closing::reached(Some(&closing), Phase::Over).now_or_never(), None);
        closing.enter(Phase::Cut);
        closing.enter(Phase::Over);
        assert_eq!(Closing::reached(Some(&closing), Phase::Cut).now_or_never(), Some(()));
        assert_eq!(Closing::reached(Some(&closing), Phase::Closing).now_or_never(), Some(()));
    }
}
