//! What a verified token says, and the rules that it must keep.

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::rejection::Rejection;

/// The claims of a token whose signature has been verified.
#[derive(Clone, Debug)]
pub(crate) struct Claims(Arc<Map<String, Value>>);

/// What a token must say besides being signed: the keys of the block `jwt`, or of a guard's own block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRules {
    /// `leeway`: how far the clocks of servers may differ, 5s by default.
    pub leeway: Duration,
    /// `require_exp`: whether a token that never expires is refused; no by default, as in go-zero.
    pub require_exp: bool,
    /// `audience`: what `aud` must name.
    pub audience: Option<String>,
    /// `issuer`: what `iss` must be.
    pub issuer: Option<String>,
}

// === impl Claims ===

impl Claims {
    pub(crate) fn new(claims: Map<String, Value>) -> Self {
        Self(Arc::new(claims))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    pub(crate) fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_value(Value::Object(Map::clone(&self.0)))
    }
}

// === impl TokenRules ===

impl Default for TokenRules {
    fn default() -> Self {
        Self { leeway: Duration::from_secs(5), require_exp: false, audience: None, issuer: None }
    }
}

impl TokenRules {
    /// Whether the claims hold at this time, in seconds since 1970.
    pub(crate) fn check(&self, claims: &Claims, now: f64) -> Result<(), Rejection> {
        let leeway = self.leeway.as_secs_f64();
        let expires = time(claims, "exp")?;
        if expires.is_none() && self.require_exp {
            return Err(Rejection::TokenInvalid);
        }
        if expires.is_some_and(|expires| now >= expires + leeway) {
            return Err(Rejection::TokenExpired);
        }
        let begins = [time(claims, "nbf")?, time(claims, "iat")?];
        let known = self.issuer.as_ref().is_none_or(|issuer| names(claims.get("iss"), issuer))
            && self.audience.as_ref().is_none_or(|audience| names(claims.get("aud"), audience));
        if !known || begins.into_iter().flatten().any(|begins| now < begins - leeway) {
            return Err(Rejection::TokenInvalid);
        }
        Ok(())
    }
}

/// A claim that is a time. One that is no number says nothing that could be trusted.
fn time(claims: &Claims, name: &str) -> Result<Option<f64>, Rejection> {
    claims.get(name).map(|value| value.as_f64().ok_or(Rejection::TokenInvalid)).transpose()
}

fn names(claim: Option<&Value>, wanted: &str) -> bool {
    match claim {
        Some(Value::String(text)) => text == wanted,
        Some(Value::Array(list)) => list.iter().any(|text| text == wanted),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn checked(rules: &TokenRules, claims: Value) -> Result<(), Rejection> {
        let Value::Object(claims) = claims else { panic!("no object") };
        rules.check(&Claims::new(claims), 1000.0)
    }

    #[test]
    fn times_have_a_leeway() {
        let rules = TokenRules::default();
        for good in [json!({}), json!({"exp": 996}), json!({"nbf": 1005, "iat": 1004.5}), json!({"exp": 1000.5})] {
            assert_eq!(checked(&rules, good), Ok(()));
        }
        assert_eq!(checked(&rules, json!({"exp": 995})), Err(Rejection::TokenExpired));
        for bad in [json!({"nbf": 1006}), json!({"iat": 1006}), json!({"exp": "soon"}), json!({"exp": null})] {
            assert_eq!(checked(&rules, bad), Err(Rejection::TokenInvalid));
        }
    }

    #[test]
    fn what_is_required_must_be_there() {
        let rules = TokenRules {
            require_exp: true,
            audience: Some(String::from("shop")),
            issuer: Some(String::from("me")),
            ..TokenRules::default()
        };
        assert_eq!(checked(&rules, json!({"exp": 2000, "iss": "me", "aud": ["a", "shop"]})), Ok(()));
        assert_eq!(checked(&rules, json!({"exp": 2000, "iss": "me", "aud": "shop"})), Ok(()));
        for bad in [
            json!({"iss": "me", "aud": "shop"}),
            json!({"exp": 2000, "iss": "you", "aud": "shop"}),
            json!({"exp": 2000, "iss": "me", "aud": ["a"]}),
            json!({"exp": 2000}),
        ] {
            assert_eq!(checked(&rules, bad), Err(Rejection::TokenInvalid));
        }
    }
}
