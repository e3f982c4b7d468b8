//! What answers the requests of a contract: cleans the path, finds the route, calls it.

use std::future::ready;
use std::sync::Arc;

use axum::body::Body;
use http::Method;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderValue};
use http_body::Body as _;

use super::Table;
use super::tree::Match;
use crate::caller::{Caller, Origin};
use crate::config::ServerConfig;
use crate::envelope::Wire;
use crate::error::ApiError;
use crate::path;
use crate::rejection::Rejection;
use crate::service::{Answering, Routing};
use crate::stack::{self, Route};
use crate::{Request, Response};

/// Dispatches requests to routes.
pub(super) struct Dispatch<S> {
    table: Arc<Table<S>>,
    /// One for each entry of the table.
    routes: Arc<[Route]>,
}

impl<S: Send + Sync + 'static> Dispatch<S> {
    pub(super) fn new(table: Arc<Table<S>>, config: &ServerConfig) -> Self {
        let routes = (0..table.entries.len()).map(|entry| stack::route(&table, entry, config)).collect();
        Self { table, routes }
    }

    fn route(&self, request: Request, origin: Option<Origin>) -> Answering {
        let path = path::clean(request.uri().path());
        let refusal = match self.table.tree.find(&path, request.method()) {
            Match::Route(entry) => return (self.routes[entry])(request, origin),
            Match::OtherMethods(methods) => {
                let allow = methods.into_iter().collect::<Vec<_>>().join(", ");
                // Methods are tokens, which a header can always carry.
                let allow = HeaderValue::try_from(allow).unwrap_or_else(|_| HeaderValue::from_static(""));
                ApiError::from(Rejection::MethodNotAllowed).with_header(ALLOW, allow)
            }
            Match::None => Rejection::NotFound.into(),
        };
        let caller = Caller::unmatched(&request, self.table.wire(), origin);
        Box::pin(ready(refusal.into_response(&caller)))
    }
}

impl<S: Send + Sync + 'static> Routing for Dispatch<S> {
    fn wire(&self) -> Wire {
        self.table.wire()
    }

    fn answer(&self, request: Request, origin: Option<Origin>) -> Answering {
        let head = *request.method() == Method::HEAD;
        let answer = self.route(request, origin);
        if head { Box::pin(async { without_body(answer.await) }) } else { answer }
    }
}

/// The answer to HEAD: all but the body, of which it says the length.
fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
    *response.body_mut() = Body::empty();
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_a_body_says_how_long_it_would_be() {
        let answer = without_body(Response::new(Body::from("seven b")));
        assert_eq!((&answer.headers()["content-length"], answer.body().is_end_stream()), (&HeaderValue::from(7), true));
    }
}
