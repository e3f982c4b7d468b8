//! Lets through who brings a valid token (`jwt`, `jwtTransition`), and hands its claims on.

mod claims;
mod guard;
mod instant;
mod key;
mod public_key;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{AUTHORIZATION, HeaderValue, WWW_AUTHENTICATE};

pub(crate) use claims::Claims;
pub use claims::TokenRules;
pub use guard::Guard;

use crate::Request;
use crate::error::ApiError;
use crate::rejection::Rejection;

/// Who may come in.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// Everybody: the contract names no guard.
    Open,
    Guarded(Arc<Guard>),
    /// Nobody: the contract names a guard that the configuration lacks. A configuration file is refused for that; one made in code ends up here.
    Closed,
}

// === impl Access ===

impl Access {
    /// Refuses requests without a valid token, before anything of their body is read.
    pub(crate) fn pass(&self, request: &mut Request) -> Result<(), ApiError> {
        let guard = match self {
            Self::Open => return Ok(()),
            Self::Guarded(guard) => guard,
            Self::Closed => return Err(Rejection::Internal.into()),
        };
        // A clock before 1970 lets no token in that has a beginning.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        match admit(guard, request.headers(), now.as_secs_f64()) {
            Ok(claims) => _ = request.extensions_mut().insert(claims),
            Err(rejection) => {
                let bearer = HeaderValue::from_static("Bearer");
                return Err(ApiError::from(rejection).with_header(WWW_AUTHENTICATE, bearer));
            }
        }
        Ok(())
    }
}

/// The decision, at a time in seconds since 1970.
fn admit(guard: &Guard, headers: &HeaderMap, now: f64) -> Result<Claims, Rejection> {
    let token = token(headers).ok_or(Rejection::Unauthenticated)?;
    let claims = guard.verify(token, now).ok_or(Rejection::TokenInvalid)?;
    guard.rules().check(&claims, now)?;
    Ok(claims)
}

/// The token of `Authorization`; the word `Bearer`, in any case, may be left out (language.md §7.4 row 44).
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().unwrap_or("?");
    let token = match value.get(..7) {
        Some(word) if word.eq_ignore_ascii_case("bearer ") => &value[7..],
        _ => value,
    };
    (!token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: f64 = 1_700_000_000.0;

    fn guard() -> Guard {
        Guard::new("open-sesame-and-more")
    }

    fn admitted(guard: &Guard, authorization: &str) -> Result<String, Rejection> {
        let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(authorization).unwrap())]);
        admit(guard, &headers, NOW).map(|claims| claims.get("user").map(ToString::to_string).unwrap_or_default())
    }

    #[test]
    fn lets_a_valid_token_through_however_it_is_spelled() {
        let token = guard().sign(&json!({"user": "ann", "exp": NOW + 60.0})).unwrap();
        for authorization in [token.clone(), format!("Bearer {token}"), format!("BEARER {token}")] {
            assert_eq!(admitted(&guard(), &authorization).unwrap(), "\"ann\"");
        }
    }

    #[test]
    fn says_why_nobody_comes_in() {
        let token = guard().sign(&json!({"exp": NOW - 60.0})).unwrap();
        assert_eq!(admit(&guard(), &HeaderMap::new(), NOW).unwrap_err(), Rejection::Unauthenticated);
        assert_eq!(admitted(&guard(), "").unwrap_err(), Rejection::Unauthenticated);
        assert_eq!(admitted(&guard(), &token).unwrap_err(), Rejection::TokenExpired);
        assert_eq!(admitted(&Guard::new("another-secret"), &token).unwrap_err(), Rejection::TokenInvalid);
        assert_eq!(admitted(&guard(), "Bearer x").unwrap_err(), Rejection::TokenInvalid);
    }

    #[test]
    fn the_key_decides_the_algorithm() {
        // {"alg":"none"}.{"user":"ann"}, without a signature and with anything as one.
        for token in ["eyJhbGciOiJub25lIn0.eyJ1c2VyIjoiYW5uIn0.", "eyJhbGciOiJub25lIn0.eyJ1c2VyIjoiYW5uIn0.eA"] {
            assert_eq!(admitted(&guard(), token).unwrap_err(), Rejection::TokenInvalid);
        }
        // RS256 in the head and an HMAC of the secret behind it.
        let mine = guard().sign(&json!({"user": "ann"})).unwrap();
        let (_, rest) = mine.split_once('.').unwrap();
        assert_eq!(admitted(&guard(), &format!("eyJhbGciOiJSUzI1NiJ9.{rest}")).unwrap_err(), Rejection::TokenInvalid);
    }

    #[test]
    fn the_previous_secret_still_counts() {
        let guard = Guard::new("current-secret-value").with_previous("former-secret-value");
        for secret in ["current-secret-value", "former-secret-value"] {
            let token = Guard::new(secret).sign(&json!({"user": 1})).unwrap();
            assert_eq!(admitted(&guard, &token).unwrap(), "1");
        }
        let token = Guard::new("open-sesame-and-more").sign(&json!({})).unwrap();
        assert_eq!(admitted(&guard, &token).unwrap_err(), Rejection::TokenInvalid);
    }
}
