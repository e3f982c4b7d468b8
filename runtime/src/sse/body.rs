//! The body of an event stream: records, heartbeats in silence, and an end that tells the client why.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream::{Stream, StreamExt};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use http_body::Frame;
use serde::Serialize;
use tokio::time::{Instant, Sleep, sleep, sleep_until};

use super::Event;
use crate::activity::Activity;
use crate::caller::Caller;
use crate::config::SseConfig;
use crate::error::ApiError;
use crate::rejection::Rejection;
use crate::{BoxFuture, Response, encode, recover};

/// A record without content.
const COMMENT: &[u8] = b":\n\n";

/// The pause between comments where the configuration wants none: without any, a client that has left might never be missed.
const RARELY: Duration = Duration::from_secs(60);

/// The pause behind the first comment to a client that is heard no more. One that has left resets the connection when the comment comes.
const FIRST_DOUBT: Duration = Duration::from_millis(50);

/// What a stream is played in front of.
pub(crate) struct Scene {
    pub(crate) caller: Caller,
    pub(crate) config: SseConfig,
    /// Resolves when the server ends its streams.
    pub(crate) over: BoxFuture<'static, ()>,
}

type Records = Pin<Box<dyn Stream<Item = Result<Bytes, ApiError>> + Send>>;

/// A stream under way.
struct Playing {
    /// None behind the last record.
    records: Option<Records>,
    caller: Caller,
    over: BoxFuture<'static, ()>,
    heartbeat: Duration,
    /// Whether anything has been said.
    opened: bool,
    /// Set while nothing is said.
    silence: Option<Pin<Box<Sleep>>>,
    /// The pause before the next comment, once nothing of the client is heard any more: each is twice the one before, up to that of the heartbeats.
    doubt: Option<Duration>,
}

/// The answer: its head goes out at once, then a record for each event.
pub(crate) fn response<T, E>(
    events: impl Stream<Item = Result<E, ApiError>> + Send + 'static,
    status: http::StatusCode,
    scene: Scene,
) -> Response
where
    T: Serialize,
    E: Into<Event<T>>,
{
    let Scene { caller, config, over } = scene;
    let records: Records = Box::pin(events.map(|event| record(&event?.into())));
    let over = if config.max_age.is_zero() { over } else { Box::pin(whichever(over, sleep(config.max_age))) };
    let heartbeat = if config.heartbeat.is_zero() { RARELY } else { config.heartbeat };
    let playing =
        Playing { records: Some(records), caller, over, heartbeat, opened: false, silence: None, doubt: None };
    let mut response = Response::new(Body::new(playing));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // nginx would gather events before it hands them on.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

async fn whichever(over: BoxFuture<'static, ()>, aged: Sleep) {
    tokio::select! {
        () = over => {}
        () = aged => {}
    }
}

/// One event as it travels.
fn record<T: Serialize>(event: &Event<T>) -> Result<Bytes, ApiError> {
    let mut record = Vec::new();
    for (field, text) in [("id", &event.id), ("event", &event.name)] {
        let Some(text) = text else { continue };
        if text.contains(['\r', '\n', '\0']) || (field == "event" && text == "error") {
            return Err(ApiError::internal(format!("an event cannot have the {field} {text:?}")));
        }
        record.extend_from_slice(format!("{field}: {text}\n").as_bytes());
    }
    record.extend_from_slice(b"data: ");
    record.append(&mut encode::to_json(&event.value)?);
    record.extend_from_slice(b"\n\n");
    Ok(record.into())
}

impl Playing {
    /// The next record, or none at the end.
    fn poll_record(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let Some(records) = &mut self.records else { return Poll::Ready(None) };
        if self.caller.activity().is_some_and(Activity::is_broken) {
            self.records = None;
            return Poll::Ready(None);
        }
        if self.over.as_mut().poll(context).is_ready() {
            self.records = None;
            return Poll::Ready(Some(self.farewell()));
        }
        // Nothing of the stream is touched again after a panic, so a broken invariant inside cannot be seen.
        let polled = catch_unwind(AssertUnwindSafe(|| records.as_mut().poll_next(context)));
        let error = match polled {
            Ok(Poll::Pending) => return self.poll_silence(context),
            Ok(Poll::Ready(Some(Ok(record)))) => {
                self.opened = true;
                self.silence = None;
                return Poll::Ready(Some(record));
            }
            Ok(Poll::Ready(None)) => {
                self.records = None;
                return Poll::Ready(None);
            }
            Ok(Poll::Ready(Some(Err(error)))) => error,
            Err(panic) => {
                recover::tell(&self.caller, &*panic);
                Rejection::Internal.into()
            }
        };
        self.records = None;
        let mut record = b"event: error\ndata: ".to_vec();
        record.append(&mut error.into_document(&self.caller));
        record.extend_from_slice(b"\n\n");
        Poll::Ready(Some(record.into()))
    }

    /// A comment at once if there is nothing to say yet: many proxies, Vite's among them, hold the head back until something follows it.
    /// Then one each time that nothing has been said for a while: proxies drop what is silent, and a client that has left is noticed. One that has only
    /// closed its half of the connection looks the same from here, but takes the comments.
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        if !std::mem::replace(&mut self.opened, true) {
            return Poll::Ready(Some(Bytes::from_static(COMMENT)));
        }
        if let Some(activity) = self.caller.activity() {
            activity.watch(context);
            if activity.is_deaf() && self.doubt.is_none() {
                self.doubt = Some(FIRST_DOUBT);
                self.silence = None;
                return Poll::Ready(Some(Bytes::from_static(COMMENT)));
            }
        }
        let pause = self.pause();
        if self.silence.get_or_insert_with(|| Box::pin(sleep(pause))).as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.doubt = self.doubt.map(|_| pause * 2);
        let pause = self.pause();
        let silence = self.silence.get_or_insert_with(|| Box::pin(sleep(pause)));
        silence.as_mut().set(sleep_until(Instant::now() + pause));
        // Polled once more, so that it wakes us.
        _ = silence.as_mut().poll(context);
        Poll::Ready(Some(Bytes::from_static(COMMENT)))
    }

    /// How long to say nothing before the next comment.
    fn pause(&self) -> Duration {
        self.doubt.map_or(self.heartbeat, |doubt| doubt.min(self.heartbeat))
    }

    /// Tells the client to come back in one to three seconds, not all clients at once.
    fn farewell(&self) -> Bytes {
        format!("retry: {}\n\n", 1000 + self.caller.trace().spread(2001)).into()
    }
}

impl http_body::Body for Playing {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.poll_record(context).map(|record| record.map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caller::RequestContext;
    use crate::encode::text::InText;
    use crate::sse::Events;
    use futures_util::stream;
    use http::StatusCode;
    use http_body_util::BodyExt;

    fn scene(config: SseConfig) -> Scene {
        Scene { caller: RequestContext::for_test().caller(), config, over: Box::pin(std::future::pending()) }
    }

    async fn text(response: Response) -> String {
        String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }

    async fn played<T: Serialize>(events: Vec<Result<Event<T>, ApiError>>) -> String
    where
        Event<T>: Send + 'static,
    {
        text(response::<T, _>(stream::iter(events), StatusCode::OK, scene(SseConfig::default()))).await
    }

    #[tokio::test]
    async fn events_are_records() {
        let events = vec![Ok(Event::new("a\nb").id("7").name("shelf")), Ok(Event::from("c"))];
        assert_eq!(played(events).await, "id: 7\nevent: shelf\ndata: \"a\\nb\"\n\ndata: \"c\"\n\n");
        assert_eq!(played(vec![Ok(Event::new(7_i64).id("1").map(InText))]).await, "id: 1\ndata: \"7\"\n\n");
    }

    #[tokio::test]
    async fn a_failure_is_the_last_record() {
        let failure = || Err(ApiError::new(StatusCode::CONFLICT, "sold_out", "none left"));
        let text = played(vec![Ok(Event::new(1)), failure(), Ok(Event::new(2))]).await;
        assert!(text.starts_with("data: 1\n\nevent: error\ndata: {\"status\":409,\"code\":\"sold_out\""), "{text}");
        assert!(text.ends_with("}\n\n") && !text.contains("data: 2"), "{text}");
        for event in [Event::new(f64::NAN), Event::new(1.0).name("error"), Event::new(1.0).id("1\n2")] {
            let text = played(vec![Ok(event)]).await;
            assert!(text.starts_with("event: error\ndata: {\"status\":500,\"code\":\"internal\""), "{text}");
        }
    }

    #[tokio::test]
    async fn a_panic_is_a_failure() {
        let events = stream::iter([1, 0]).map(|n| Ok::<_, ApiError>(Event::new(10 / n)));
        let text = text(response::<i32, _>(events, StatusCode::OK, scene(SseConfig::default()))).await;
        assert!(text.starts_with("data: 10\n\nevent: error\n") && text.contains("\"internal\""), "{text}");
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_broken_at_once_has_a_pulse_and_age_an_end() {
        let config =
            SseConfig { heartbeat: Duration::from_secs(15), max_age: Duration::from_secs(40), ..Default::default() };
        let (sender, events) = Events::<u8>::channel();
        let begin = Instant::now();
        let mut body = response::<u8, _>(events, StatusCode::OK, scene(config)).into_body();
        assert_eq!(&*body.frame().await.unwrap().unwrap().into_data().unwrap(), b":\n\n");
        assert_eq!(begin.elapsed(), Duration::ZERO, "the head is not held back by a proxy");
        let text = text(Response::new(body)).await;
        assert!(text.starts_with(":\n\n:\n\nretry: ") && begin.elapsed().as_secs() == 40, "{text}");
        assert!(sender.send(1).await.is_err());
    }
}
