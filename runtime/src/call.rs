//! One request on its way through a generated handler: decode, logic, answer.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use futures_util::{Stream, StreamExt};
use http::{Method, StatusCode};
use http_body::Body as _;
use serde::Serialize;

use crate::body;
use crate::caller::RequestContext;
use crate::closing::Phase;
use crate::decode::body::Kind;
use crate::decode::{Decode, Fault, Form, FromRequest, Parts, Source};
use crate::encode::text::{InText, Text};
use crate::error::ApiError;
use crate::multipart;
use crate::path::{self, Params};
use crate::reply::Reply;
use crate::routes::{Entry, Table};
use crate::sse::{self, Event, Scene};

/// A request that reached its handler.
pub struct Call<S> {
    table: Arc<Table<S>>,
    entry: usize,
    context: RequestContext,
    /// Never locked: a body is no `Sync`, and without it a handler could not hold `&Call` while logic runs.
    body: Mutex<Body>,
}

impl<S> Call<S> {
    pub(crate) fn new(table: Arc<Table<S>>, entry: usize, context: RequestContext, body: Body) -> Self {
        Self { table, entry, context, body: Mutex::new(body) }
    }

    /// What the handlers share.
    pub fn state(&self) -> &S {
        self.table.state()
    }

    /// What is known about the request besides its typed value.
    pub fn context(&self) -> &RequestContext {
        &self.context
    }

    /// The request as a type of the contract, or all that is wrong with it.
    pub async fn request<T: FromRequest>(&mut self) -> Result<T, ApiError> {
        let kind = self.kind();
        if kind == Kind::Multipart {
            let (body, files) = (self.take(), self.entry().operation.files);
            // In a box, or every request of every type would carry room for what a form needs.
            let form = Box::pin(multipart::read(self.context.headers(), body, files)).await?;
            return self.decode(kind, &[], Some(form), |parts| Some(T::from_request(parts)));
        }
        let bytes = self.read().await?;
        self.decode(kind, &bytes, None, |parts| Some(T::from_request(parts)))
    }

    /// The whole body as a list, a map or a scalar.
    pub async fn body<T: Decode>(&mut self) -> Result<T, ApiError> {
        let kind = self.kind();
        let bytes = self.read().await?;
        self.decode(kind, &bytes, None, |parts| parts.whole())
    }

    /// The same where `[wire] int64 = "string"` puts its numbers into text.
    pub async fn body_in_text<T: Decode>(&mut self) -> Result<T, ApiError> {
        self.body::<InText<T>>().await.map(|InText(value)| value)
    }

    /// Refuses a request that brings anything, for operations without a request under `[wire] strict`.
    pub async fn nothing(&mut self) -> Result<(), ApiError> {
        self.request::<Nothing>().await.map(|Nothing| ())
    }

    /// The answer with a JSON body.
    pub fn reply<T: Serialize>(
        &self,
        result: Result<impl Into<Reply<T>>, ApiError>,
    ) -> Result<crate::Response, ApiError> {
        result?.into().into_json(self.entry().operation.status, self.table.wire())
    }

    /// The same where `[wire] int64 = "string"` puts its numbers into text.
    pub fn reply_in_text<T: Text>(
        &self,
        result: Result<impl Into<Reply<T>>, ApiError>,
    ) -> Result<crate::Response, ApiError> {
        let reply: Reply<T> = result?.into();
        self.reply::<InText<T>>(Ok(reply.map(InText)))
    }

    /// The answer of an operation without a response type: no body, no content type.
    pub fn empty(&self, result: Result<impl Into<Reply<()>>, ApiError>) -> Result<crate::Response, ApiError> {
        result?.into().into_empty(self.entry().operation.status, self.table.wire())
    }

    /// The answer as a stream of events. An error before the first one is an ordinary answer.
    pub fn stream<T: Serialize>(
        &self,
        result: Result<impl Stream<Item = Result<impl Into<Event<T>>, ApiError>> + Send + 'static, ApiError>,
    ) -> Result<crate::Response, ApiError> {
        let events = result?;
        let over = Box::pin(self.context.caller().reached(Phase::Over));
        let scene = Scene { caller: self.context.caller(), config: self.table.sse(), over };
        let status = StatusCode::from_u16(self.entry().operation.status).map_err(ApiError::internal)?;
        Ok(sse::response(events, status, scene))
    }

    /// The same where `[wire] int64 = "string"` puts the numbers of each event into text.
    pub fn stream_in_text<T: Text + 'static>(
        &self,
        result: Result<impl Stream<Item = Result<impl Into<Event<T>>, ApiError>> + Send + 'static, ApiError>,
    ) -> Result<crate::Response, ApiError> {
        let in_text = |event: Result<_, ApiError>| event.map(|event| Into::<Event<T>>::into(event).map(InText));
        self.stream::<InText<T>>(result.map(|events| events.map(in_text)))
    }

    /// What the request says of its body. Most GETs bring none, and are spared the look.
    fn kind(&mut self) -> Kind {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let is_bare = self.context.method() == Method::GET && body.is_end_stream();
        if is_bare { Kind::Untyped } else { Kind::of(self.context.headers()) }
    }

    fn entry(&self) -> &Entry<S> {
        self.table.entry(self.entry)
    }

    async fn read(&mut self) -> Result<bytes::Bytes, ApiError> {
        body::read(self.take()).await
    }

    fn take(&mut self) -> Body {
        std::mem::take(self.body.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    fn decode<T>(
        &self,
        kind: Kind,
        body: &[u8],
        multipart: Option<Result<Form, Fault>>,
        take: impl FnOnce(&mut Parts<'_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        let uri = self.context.uri();
        let path = path::clean(uri.path());
        let mut parts = Parts::read(Source {
            method: self.context.method(),
            params: Params { path: &path, template: &self.entry().template },
            query: uri.query().unwrap_or_default(),
            headers: self.context.headers(),
            authority: uri.authority().map(http::uri::Authority::as_str),
            kind,
            body,
            multipart,
            strict: self.table.wire().strict,
        });
        let value = take(&mut parts);
        parts.finish()?;
        value.ok_or_else(|| ApiError::internal("a request was decoded to nothing, yet no violation was noted"))
    }
}

/// The request of an operation that has none.
struct Nothing;

impl FromRequest for Nothing {
    fn from_request(_: &mut Parts<'_>) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_may_hold_a_call_while_logic_runs() {
        fn sync<T: Sync>() {}
        sync::<Call<()>>();
    }

    #[test]
    fn a_request_on_its_way_takes_little_room() {
        fn room<F: Future>(_: impl FnOnce(&'static mut Call<()>) -> F) -> usize {
            size_of::<F>()
        }
        let room = room(|call| call.request::<Nothing>());
        assert!(room < 512, "{room} bytes, which every request of every route allocates and moves");
    }
}
