//! All routes of a contract in one value.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::caller::Origin;
use crate::envelope::Wire;
use crate::{BoxFuture, Request, Response};
use axum::body::Body;

/// The answer to a request, on its way.
pub(crate) type Answering = BoxFuture<'static, Response>;

/// The routes of a contract, which [`Server`](crate::Server) serves without a detour through axum's router.
///
/// It is a tower service too, and `axum::Router::from` makes an axum router of it.
#[derive(Clone)]
pub struct Service(Arc<dyn Routing>);

/// What answers requests. Where they came from travels beside them: in their extensions it would cost three allocations each.
pub(crate) trait Routing: Send + Sync {
    fn answer(&self, request: Request, origin: Option<Origin>) -> Answering;

    /// What every answer keeps to, those of own routes too.
    fn wire(&self) -> Wire {
        Wire::new()
    }
}

/// An answer for tower: it cannot fail.
#[must_use]
pub struct Infallibly(Answering);

// === impl Service ===

impl Service {
    pub(crate) fn new(routing: impl Routing + 'static) -> Self {
        Self(Arc::new(routing))
    }

    pub(crate) fn answer(&self, request: Request, origin: Option<Origin>) -> Answering {
        self.0.answer(request, origin)
    }

    pub(crate) fn wire(&self) -> Wire {
        self.0.wire()
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Service")
    }
}

impl<B> tower::Service<http::Request<B>> for Service
where
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Infallibly;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Infallibly {
        let mut request = request.map(Body::new);
        let origin = request.extensions_mut().remove();
        Infallibly(self.answer(request, origin))
    }
}

impl From<Service> for axum::Router {
    fn from(service: Service) -> Self {
        Self::new().fallback_service(service)
    }
}

impl From<axum::Router> for Service {
    fn from(router: axum::Router) -> Self {
        Self::new(router)
    }
}

impl Routing for axum::Router {
    fn answer(&self, mut request: Request, origin: Option<Origin>) -> Answering {
        if let Some(origin) = origin {
            request.extensions_mut().insert(origin);
        }
        let answer = tower::Service::call(&mut self.clone(), request);
        Box::pin(async {
            match answer.await {
                Ok(response) => response,
                Err(never) => match never {},
            }
        })
    }
}

// === impl Infallibly ===

impl Future for Infallibly {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Ok)
    }
}

impl fmt::Debug for Infallibly {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Infallibly")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closing::Closing;
    use std::future::ready;

    /// Answers with the peer's port.
    struct Port;

    impl Routing for Port {
        fn answer(&self, _: Request, origin: Option<Origin>) -> Answering {
            let port = origin.map(|origin| origin.peer.port().to_string());
            Box::pin(ready(Response::new(Body::from(port.unwrap_or_default()))))
        }
    }

    async fn text(response: Response) -> String {
        String::from_utf8(axum::body::to_bytes(response.into_body(), 9).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn where_a_request_came_from_survives_the_way_through_axum() {
        let origin =
            Origin { peer: ([127, 0, 0, 1], 4711).into(), closing: Closing::default(), activity: Default::default() };
        let layered = axum::Router::from(Service::new(Port))
            .layer(axum::middleware::map_response(async |response: Response| response));
        for service in [Service::new(Port), Service::from(layered)] {
            assert_eq!(text(service.answer(Request::default(), Some(origin.clone())).await).await, "4711");
            assert_eq!(text(tower::Service::call(&mut service.clone(), Request::default()).await.unwrap()).await, "");
        }
    }
}
