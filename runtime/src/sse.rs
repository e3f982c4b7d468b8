//! Event streams (`sse: true`): what logic gives, event by event.

mod body;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::mpsc;

use crate::error::ApiError;
pub(crate) use body::{Scene, response};

/// Events that wait for a slow client before [`EventSender::send`] waits too.
const WAITING: usize = 16;

/// One event of a stream: the value, and the id and name that it may have besides.
///
/// Logic may give the plain value wherever an event is wanted.
///
/// ```
/// use apic_runtime::Event;
///
/// let event = Event::new("sold").id("7").name("shelf");
/// assert_eq!(event.value(), &"sold");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    value: T,
    id: Option<String>,
    name: Option<String>,
}

/// The events that a route answers with.
///
/// A client that leaves ends its stream. One that only closes its half of an HTTP/1 connection, because it has said all, keeps it: comments find out, at
/// once and then more and more rarely, whether it is still there. A request that breaks off in the middle ends its stream; what is sent behind one waits for
/// the end of the stream.
///
/// ```
/// use apic_runtime::{ApiError, Events};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let (events, answer) = Events::<u32>::channel();
/// tokio::spawn(async move {
///     for number in 1.. {
///         if events.send(number).await.is_err() {
///             break; // the client has left, or the server stops
///         }
///     }
/// });
/// # drop(answer); }
/// ```
pub struct Events<T>(Pin<Box<dyn Stream<Item = Result<Event<T>, ApiError>> + Send>>);

/// The end of a stream where events are put in.
pub struct EventSender<T>(mpsc::Sender<Result<Event<T>, ApiError>>);

/// Nobody reads a stream any more: the client has left, or the server has ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamEnded;

// === impl Event ===

impl<T> Event<T> {
    /// An event with this value.
    pub fn new(value: T) -> Self {
        Self { value, id: None, name: None }
    }

    /// The id that the client names when it comes back, see [`crate::RequestContext::last_event_id`].
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The name of the event; `error` belongs to the runtime.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Event<U> {
        Event { value: change(self.value), id: self.id, name: self.name }
    }
}

impl<T> From<T> for Event<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

// === impl Events ===

impl<T: Send + 'static> Events<T> {
    /// The events of a stream; an error is told to the client and ends it.
    pub fn new<E: Into<Event<T>>>(stream: impl Stream<Item = Result<E, ApiError>> + Send + 'static) -> Self {
        Self(Box::pin(stream.map(|event| event.map(Into::into))))
    }

    /// A stream that is fed from elsewhere. It ends when the sender is dropped, and a sender that is ahead of its client waits.
    pub fn channel() -> (EventSender<T>, Self) {
        let (sender, mut receiver) = mpsc::channel(WAITING);
        (EventSender(sender), Self(Box::pin(stream::poll_fn(move |context| receiver.poll_recv(context)))))
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Events")
    }
}

// === impl EventSender ===

impl<T> EventSender<T> {
    /// Puts an event in; waits while the client is behind.
    pub async fn send(&self, event: impl Into<Event<T>>) -> Result<(), StreamEnded> {
        self.0.send(Ok(event.into())).await.map_err(|_| StreamEnded)
    }

    /// Ends the stream with an error, which the client is told.
    pub async fn fail(self, error: impl Into<ApiError>) {
        // Nobody listens: nobody need be told.
        _ = self.0.send(Err(error.into())).await;
    }

    /// Resolves when nobody reads the stream any more.
    pub async fn ended(&self) {
        self.0.closed().await;
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("EventSender")
    }
}

// === impl StreamEnded ===

impl fmt::Display for StreamEnded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nobody reads the stream any more")
    }
}

impl std::error::Error for StreamEnded {}
