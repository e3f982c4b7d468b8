//! How what runs for long learns that its server stops.

use std::sync::Arc;

use http::Extensions;
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
}

/// The phase of a server, shared by all its connections; it travels with every request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Closing(Arc<watch::Sender<Phase>>);

impl Closing {
    pub(crate) fn enter(&self, phase: Phase) {
        self.0.send_replace(phase);
    }

    /// Resolves once the server that a request came from has reached a phase. Without a server, as in tests of logic, it never does.
    pub(crate) fn reached(extensions: &Extensions, phase: Phase) -> impl Future<Output = ()> + Send + use<> {
        let receiver = extensions.get::<Self>().map(|closing| closing.0.subscribe());
        async move {
            match receiver {
                // A server that is gone has stopped.
                Some(mut receiver) => _ = receiver.wait_for(|now| *now >= phase).await,
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn a_later_phase_counts_as_well() {
        let closing = Closing::default();
        let mut extensions = Extensions::new();
        assert_eq!(Closing::reached(&extensions, Phase::Closing).now_or_never(), None);
        extensions.insert(closing.clone());
        assert_eq!(Closing::reached(&extensions, Phase::Closing).now_or_never(), None);
        closing.enter(Phase::Closing);
        assert_eq!(Closing::reached(&extensions, Phase::Closing).now_or_never(), Some(()));
        assert_eq!(Closing::reached(&extensions, Phase::Over).now_or_never(), None);
        closing.enter(Phase::Over);
        assert_eq!(Closing::reached(&extensions, Phase::Closing).now_or_never(), Some(()));
    }
}
