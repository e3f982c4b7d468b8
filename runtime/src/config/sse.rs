//! How event streams are kept alive.

use std::time::Duration;

use super::Keys;

/// How event streams are kept alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SseConfig {
    /// `heartbeat`: after how much silence a comment is sent, 15s by default; zero sends one a minute, the least that shows
    /// who has left.
    pub heartbeat: Duration,
    /// `max_age`: how long a stream may last before its client is sent back for another one; zero, the default, is for ever.
    pub max_age: Duration,
}

impl Default for SseConfig {
    fn default() -> Self {
        Self { heartbeat: Duration::from_secs(15), max_age: Duration::ZERO }
    }
}

impl SseConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let default = Self::default();
        Self { heartbeat: keys.or("heartbeat", default.heartbeat), max_age: keys.or("max_age", default.max_age) }
    }
}
