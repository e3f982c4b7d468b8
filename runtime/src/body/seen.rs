//! A body that is looked at while it goes by: its end and its length stay what they are.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::BoxError;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// What a poll of a body gives.
pub(crate) type Polled = Poll<Option<Result<Frame<Bytes>, BoxError>>>;

/// Who looks.
pub(crate) trait Look: Send + Unpin + 'static {
    /// Takes each poll of the body, and says what the reader gets of it.
    fn look(&mut self, polled: Polled, context: &mut Context<'_>) -> Polled;
}

/// A body, and who looks at it.
pub(crate) struct Seen<B, L> {
    body: B,
    look: L,
}

impl<B, L> Seen<B, L>
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<BoxError>,
    L: Look,
{
    /// The body, looked at by `look`.
    pub(crate) fn body(body: B, look: L) -> axum::body::Body {
        axum::body::Body::new(Self { body, look })
    }
}

impl<B, L> Body for Seen<B, L>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
    L: Look,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Polled {
        let this = &mut *self;
        let polled = Pin::new(&mut this.body).poll_frame(context);
        this.look.look(polled.map(|frame| frame.map(|frame| frame.map_err(Into::into))), context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
