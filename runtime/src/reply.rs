//! A success on its way to the client.

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use crate::encode;
use crate::envelope::{self, Wire};
use crate::error::ApiError;

/// The content type of answers. Not made anew for each, since its letters are checked whenever it is.
pub(crate) static JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// An answer of logic: the value, and whatever else the response is to carry.
///
/// Logic may return the plain value wherever a reply is wanted.
///
/// ```
/// use apic_runtime::Reply;
///
/// let reply = Reply::new("stored").status(201).header("location", "/items/7").cookie("seen=1; HttpOnly");
/// assert_eq!(reply.value(), &"stored");
/// ```
#[derive(Debug)]
pub struct Reply<T> {
    value: T,
    status: Option<u16>,
    headers: HeaderMap,
    fault: Option<&'static str>,
}

impl<T> Reply<T> {
    /// A reply with this value as its JSON body.
    pub fn new(value: T) -> Self {
        Self { value, status: None, headers: HeaderMap::new(), fault: None }
    }

    /// The status, instead of the contract's.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds a header. One that HTTP cannot carry makes the answer a 500.
    #[must_use]
    pub fn header(mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
        match (name.try_into(), value.try_into()) {
            (Ok(name), Ok(value)) => _ = self.headers.append(name, value),
            _ => self.fault = Some("the reply has a header that HTTP cannot carry"),
        }
        self
    }

    /// Adds a cookie, written as in `Set-Cookie`: `name=value; Path=/; HttpOnly`.
    #[must_use]
    pub fn cookie(self, cookie: impl TryInto<HeaderValue>) -> Self {
        self.header(SET_COOKIE, cookie)
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { value: change(self.value), status: self.status, headers: self.headers, fault: self.fault }
    }

    /// Status and headers of the response; the value is what its body is made from.
    fn head(self, declared: u16) -> Result<(crate::Response, T), ApiError> {
        if let Some(fault) = self.fault {
            return Err(ApiError::internal(fault));
        }
        let status = StatusCode::from_u16(self.status.unwrap_or(declared));
        let mut response = crate::Response::default();
        *response.status_mut() = status.map_err(ApiError::internal)?;
        *response.headers_mut() = self.headers;
        Ok((response, self.value))
    }
}

impl<T: Serialize> Reply<T> {
    /// The response with the value as JSON. A value that JSON cannot hold (NaN, an infinity) is an internal error.
    pub(crate) fn into_json(self, declared: u16, wire: Wire) -> Result<crate::Response, ApiError> {
        let (response, value) = self.head(declared)?;
        if is_bare(&response) {
            return Ok(response);
        }
        let json = encode::to_json(&value)?;
        Ok(with_json(response, if wire.envelope { envelope::success(Some(&json)) } else { json }))
    }
}

impl Reply<()> {
    /// The response without body and content type, or with nothing in an envelope.
    pub(crate) fn into_empty(self, declared: u16, wire: Wire) -> Result<crate::Response, ApiError> {
        let (response, ()) = self.head(declared)?;
        Ok(if wire.envelope && !is_bare(&response) { with_json(response, envelope::success(None)) } else { response })
    }
}

/// Whether HTTP allows no body with this status.
fn is_bare(response: &crate::Response) -> bool {
    matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
}

fn with_json(mut response: crate::Response, json: Vec<u8>) -> crate::Response {
    *response.body_mut() = axum::body::Body::from(json);
    response.headers_mut().entry(CONTENT_TYPE).or_insert_with(|| JSON.clone());
    response
}

impl<T> From<T> for Reply<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn carries_status_headers_and_cookies() {
        let reply = Reply::new(7).status(201).header("x-shelf", "a").cookie("a=1").cookie("b=2");
        let response = reply.into_json(200, Wire::new()).unwrap();
        assert_eq!(response.status(), 201);
        assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
        assert_eq!(response.headers().get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
        assert_eq!(axum::body::to_bytes(response.into_body(), 9).await.unwrap(), "7");
    }

    #[test]
    fn an_empty_answer_has_no_type() {
        let response = Reply::new(()).into_empty(202, Wire::new()).unwrap();
        assert_eq!((response.status().as_u16(), response.headers().len()), (202, 0));
    }

    #[tokio::test]
    async fn a_status_without_a_body_has_none_in_an_envelope_either() {
        for (status, wire) in [204, 304].into_iter().flat_map(|one| [(one, Wire::new()), (one, Wire::new().envelope())])
        {
            for answer in [Reply::new(7).into_json(status, wire), Reply::new(()).into_empty(status, wire)] {
                let answer = answer.unwrap();
                assert_eq!((answer.status().as_u16(), answer.headers().len()), (status, 0), "{wire:?}");
                assert!(axum::body::to_bytes(answer.into_body(), 9).await.unwrap().is_empty(), "{status} {wire:?}");
            }
        }
    }

    #[test]
    fn a_type_of_its_own_stays() {
        let reply = Reply::new(7).header("content-type", "application/geo+json");
        assert_eq!(reply.into_json(200, Wire::new()).unwrap().headers()["content-type"], "application/geo+json");
    }

    #[test]
    fn what_http_cannot_carry_is_internal() {
        assert_eq!(Reply::new(1).header("x", "a\nb").into_json(200, Wire::new()).unwrap_err().code(), "internal");
        assert_eq!(Reply::new(1).status(7).into_json(200, Wire::new()).unwrap_err().code(), "internal");
        assert_eq!(Reply::new(f64::NAN).into_json(200, Wire::new()).unwrap_err().code(), "internal");
    }
}
