//! What the verified token of a request says.

use super::RequestContext;
use crate::ApiError;
use crate::jwt::Claims;
use crate::rejection::Rejection;

impl RequestContext {
    /// The claims of the verified token, as a type of yours.
    ///
    /// Claims that do not fit the type make the answer 401 `token_invalid`; asking on a route without `jwt` is a mistake of the program, and `internal`.
    ///
    /// ```
    /// use apic_runtime::RequestContext;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct User {
    ///     user: String,
    /// }
    ///
    /// let context = RequestContext::for_test().with_claims(serde_json::json!({"user": "ann"}));
    /// let user: User = context.claims().unwrap();
    /// assert_eq!(user.user, "ann");
    /// ```
    pub fn claims<T: serde::de::DeserializeOwned>(&self) -> Result<T, ApiError> {
        let claims = self.extensions().get::<Claims>();
        let claims = claims.ok_or_else(|| ApiError::internal("claims were asked for on a route without `jwt`"))?;
        claims.read().map_err(|error| ApiError::from(Rejection::TokenInvalid).with_source(error))
    }

    /// One claim of the verified token.
    pub fn claim(&self, name: &str) -> Option<&crate::Value> {
        self.extensions().get::<Claims>()?.get(name)
    }

    /// For unit tests of logic: the context of a request whose token says this.
    #[must_use]
    pub fn with_claims(mut self, claims: crate::Value) -> Self {
        if let crate::Value::Object(claims) = claims {
            self.parts.extensions.insert(Claims::new(claims));
        }
        self
    }
}
