//! What kind of body a request has.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The kinds of bodies that decoding tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    /// Nobody says what it is.
    Untyped,
    Form,
    Multipart,
    Other,
}

impl Kind {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(CONTENT_TYPE) else { return Self::Untyped };
        // What nearly all clients send.
        if value == "application/json" {
            return Self::Json;
        }
        let value = value.to_str().unwrap_or("?");
        let end = value.bytes().position(|byte| byte == b';').unwrap_or(value.len());
        let essence = value.get(..end).unwrap_or_default().trim_ascii();
        let ends = |suffix: &str| {
            let at = essence.len().checked_sub(suffix.len());
            at.and_then(|at| essence.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
        };
        match essence {
            "" => Self::Untyped,
            _ if essence.eq_ignore_ascii_case("application/json") || ends("+json") => Self::Json,
            _ if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") => Self::Form,
            _ if essence.eq_ignore_ascii_case("multipart/form-data") => Self::Multipart,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn with(name: http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn tells_json_forms_and_others_apart() {
        for (value, kind) in [
            ("application/json", Kind::Json),
            ("Application/JSON; charset=utf-8", Kind::Json),
            ("application/problem+JSON", Kind::Json),
            ("", Kind::Untyped),
            ("application/x-www-form-urlencoded; charset=utf-8", Kind::Form),
            ("multipart/Form-Data; boundary=x", Kind::Multipart),
            ("text/plain", Kind::Other),
            ("text/json", Kind::Other),
            ("json", Kind::Other),
            ("*/*", Kind::Other),
        ] {
            assert_eq!(Kind::of(&with(CONTENT_TYPE, value)), kind, "{value}");
        }
        assert_eq!(Kind::of(&HeaderMap::new()), Kind::Untyped);
    }
}
