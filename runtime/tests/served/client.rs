//! A small HTTP client: one connection, one request after the other.

use std::convert::Infallible;
use std::net::SocketAddr;

use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

type Body = BoxBody<Bytes, Infallible>;

pub(crate) struct Client(SendRequest<Body>);

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: Response<()>,
    pub(crate) text: String,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self(sender)
    }

    /// Sends `METHOD target` with headers; a body of `None` is no body.
    pub(crate) async fn send(&mut self, line: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
        self.send_bytes(line, headers, body.unwrap_or_default().as_bytes()).await
    }

    pub(crate) async fn send_bytes(&mut self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.send_body(line, headers, BoxBody::new(Full::new(Bytes::copy_from_slice(body)))).await
    }

    /// The same without a length.
    pub(crate) async fn send_chunked(&mut self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let chunks: Vec<_> = body.chunks(9999).map(|chunk| Ok(Frame::data(Bytes::copy_from_slice(chunk)))).collect();
        self.send_body(line, headers, BoxBody::new(StreamBody::new(stream::iter(chunks)))).await
    }

    async fn send_body(&mut self, line: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let (method, target) = line.split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(target).header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.0.ready().await.unwrap();
        let (parts, body) = self.0.send_request(request.body(body).unwrap()).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status.as_u16(), head: Response::from_parts(parts, ()), text }
    }

    pub(crate) async fn get(&mut self, target: &str) -> Answer {
        self.send(&format!("GET {target}"), &[], None).await
    }

    pub(crate) async fn post(&mut self, target: &str, body: &str) -> Answer {
        self.send(&format!("POST {target}"), &[("content-type", "application/json")], Some(body)).await
    }

    /// Whether the server has closed the connection: the next request gets no answer.
    pub(crate) async fn is_closed(&mut self) -> bool {
        self.0.send_request(Request::new(BoxBody::new(Full::default()))).await.is_err()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.headers().get(name).map(|value| value.to_str().unwrap())
    }

    /// Checks that this is a problem document, and returns its code.
    pub(crate) fn code(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["trace_id"].as_str().unwrap().len(), 32);
        problem["code"].as_str().unwrap().to_owned()
    }

    /// The violations as `location field rule`.
    pub(crate) fn violations(&self) -> Vec<String> {
        assert_eq!(self.code(), "invalid_request");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let all = self.json()["violations"].as_array().cloned().unwrap_or_default();
        all.iter()
            .map(|one| format!("{} {} {}", text(&one["location"]), text(&one["field"]), text(&one["rule"])))
            .collect()
    }
}
