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
    Other,
}

impl Kind {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(CONTENT_TYPE) else { return Self::Untyped };
        let essence = value.to_str().unwrap_or("?").split(';').next().unwrap_or_default().trim();
        let ends = |suffix: &str| {
            essence
                .len()
                .checked_sub(suffix.len())
                .and_then(|at| essence.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
        };
        if essence.is_empty() {
            Self::Untyped
        } else if essence.eq_ignore_ascii_case("application/json") || ends("+json") {
            Self::Json
        } else if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Self::Form
        } else {
            Self::Other
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
