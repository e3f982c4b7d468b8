//! How a server stops.

use std::time::Duration;

use super::{Keys, Mode};

/// How a server stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShutdownConfig {
    /// `wrap_up_time`: how long it serves on after the signal, so that balancers notice; 5s, none in `dev`, `test` and `rt`.
    pub wrap_up_time: Duration,
    /// `drain_time`: how long requests in flight may take to finish, 15s by default.
    pub drain_time: Duration,
    /// `idle_grace`: how long an idle connection stays readable, since its client may be writing just then; 1s, none in `dev`, `test` and `rt`.
    pub idle_grace: Duration,
    /// `stream_grace`: how long event streams may go on once the server drains; 2s, none in `dev`, `test` and `rt`.
    pub stream_grace: Duration,
}

impl ShutdownConfig {
    pub(super) fn for_mode(mode: Mode) -> Self {
        let (wrap_up, idle, stream) = if mode.is_production() { (5, 1, 2) } else { (0, 0, 0) };
        Self {
            wrap_up_time: Duration::from_secs(wrap_up),
            drain_time: Duration::from_secs(15),
            idle_grace: Duration::from_secs(idle),
            stream_grace: Duration::from_secs(stream),
        }
    }

    pub(super) fn read(keys: &mut Keys<'_>, mode: Mode) -> Self {
        let default = Self::for_mode(mode);
        let wrap_up_time = keys.or("wrap_up_time", default.wrap_up_time);
        // go-zero's name for the total; the phases around the two take up to 5 s.
        let total: Option<Duration> = keys.optional("wait_time");
        let rest =
            total.map(|total| total.saturating_sub(wrap_up_time + Duration::from_secs(5)).max(Duration::from_secs(1)));
        let drain_time = keys.or("drain_time", rest.unwrap_or(default.drain_time));
        let idle_grace = keys.or("idle_grace", default.idle_grace);
        let stream_grace = keys.or("stream_grace", default.stream_grace);
        Self { wrap_up_time, drain_time, idle_grace, stream_grace }
    }
}
