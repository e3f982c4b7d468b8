//! The secrets of a guard: they verify tokens, and sign them.

use std::fmt;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::Serialize;

use super::{Claims, TokenRules};
use crate::config::Keys;
use crate::error::ApiError;

/// Secrets shorter than this are refused, as in go-zero.
const SHORTEST: usize = 8;
/// Secrets shorter than this can be guessed with effort.
const SAFE: usize = 32;

/// The secrets that a `jwt` or `jwtTransition` key of the contract names.
///
/// ```
/// use apic_runtime::Guard;
///
/// let guard = Guard::new("a secret of at least 32 bytes, read from a file");
/// let token = guard.sign(&serde_json::json!({"user": "ann", "exp": 4102444800_i64})).unwrap();
/// assert_eq!(token.split('.').count(), 3);
/// ```
#[derive(Clone)]
pub struct Guard {
    /// The current one, then the previous one.
    keys: Vec<DecodingKey>,
    signing: EncodingKey,
    validation: Validation,
    rules: TokenRules,
}

impl Guard {
    /// A guard with one secret: HS256, HS384 and HS512 are accepted.
    pub fn new(secret: impl AsRef<[u8]>) -> Self {
        let mut validation = Validation {
            algorithms: vec![Algorithm::HS256, Algorithm::HS384, Algorithm::HS512],
            validate_exp: false,
            validate_nbf: false,
            validate_aud: false,
            ..Validation::default()
        };
        // The signature is verified there, the claims by `TokenRules`, to which the time is passed in.
        validation.required_spec_claims.clear();
        Self {
            keys: vec![DecodingKey::from_secret(secret.as_ref())],
            signing: EncodingKey::from_secret(secret.as_ref()),
            validation,
            rules: TokenRules::default(),
        }
    }

    /// Accepts another secret as well, which signs nothing any more.
    #[must_use]
    pub fn with_previous(mut self, secret: impl AsRef<[u8]>) -> Self {
        self.keys.push(DecodingKey::from_secret(secret.as_ref()));
        self
    }

    /// What tokens must say.
    #[must_use]
    pub fn with_rules(mut self, rules: TokenRules) -> Self {
        self.rules = rules;
        self
    }

    /// A token with these claims, HS256.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String, ApiError> {
        Ok(jsonwebtoken::encode(&Header::default(), claims, &self.signing)?)
    }

    pub(super) fn rules(&self) -> &TokenRules {
        &self.rules
    }

    /// The claims of a token that one of the secrets has signed.
    pub(super) fn verify(&self, token: &str) -> Option<Claims> {
        let verified = self.keys.iter().find_map(|key| jsonwebtoken::decode(token, key, &self.validation).ok());
        verified.map(|token| Claims::new(token.claims))
    }

    /// Reads the block that a key of the contract names: go-zero's `access_secret` (or `secret`, beside `jwtTransition`), and `prev_secret`.
    pub(crate) fn read(keys: &mut Keys<'_>, rules: &TokenRules) -> Self {
        let current = if keys.has("secret") { "secret" } else { "access_secret" };
        let guard = Self::new(secret(keys, current).unwrap_or_default());
        let guard = match keys.has("prev_secret").then(|| secret(keys, "prev_secret")).flatten() {
            Some(previous) => guard.with_previous(previous),
            None => guard,
        };
        // How long tokens live is the business of the logic that signs them.
        keys.optional::<String>("access_expire");
        keys.refused("keys", "is not supported by this version of apic-runtime");
        guard.with_rules(rules.clone().read(keys))
    }
}

impl TokenRules {
    /// The keys of a block, over the rules that hold without it.
    pub(crate) fn read(self, keys: &mut Keys<'_>) -> Self {
        Self {
            leeway: keys.or("leeway", self.leeway),
            require_exp: keys.or("require_exp", self.require_exp),
            audience: keys.optional("audience").or(self.audience),
            issuer: keys.optional("issuer").or(self.issuer),
        }
    }
}

fn secret(keys: &mut Keys<'_>, key: &'static str) -> Option<String> {
    if !keys.has(key) {
        return Some(keys.required(key));
    }
    let secret: String = keys.optional(key)?;
    match secret.len() {
        length if length < SHORTEST => keys.problem(key, "is shorter than 8 bytes"),
        length if length < SAFE => keys.warn(key, "is shorter than 32 bytes and can be guessed with effort"),
        _ => {}
    }
    Some(secret)
}

/// Secrets are not printed.
impl fmt::Debug for Guard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Guard").field("keys", &self.keys.len()).field("rules", &self.rules).finish_non_exhaustive()
    }
}
