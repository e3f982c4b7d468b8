//! One key of a guard: what verifies tokens, under which name and until when.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Map, Value};

use super::instant::Instant;
use super::public_key;
use crate::config::Keys;

/// Secrets shorter than this are refused, as in go-zero.
const SHORTEST: usize = 8;
/// Secrets shorter than this can be guessed with effort.
const SAFE: usize = 32;

/// The algorithms of secrets.
const OF_SECRETS: [Algorithm; 3] = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];

/// What `alg` can be.
const ALGORITHMS: [(&str, Algorithm); 12] = [
    ("HS256", Algorithm::HS256),
    ("HS384", Algorithm::HS384),
    ("HS512", Algorithm::HS512),
    ("RS256", Algorithm::RS256),
    ("RS384", Algorithm::RS384),
    ("RS512", Algorithm::RS512),
    ("PS256", Algorithm::PS256),
    ("PS384", Algorithm::PS384),
    ("PS512", Algorithm::PS512),
    ("ES256", Algorithm::ES256),
    ("ES384", Algorithm::ES384),
    ("EdDSA", Algorithm::EdDSA),
];

/// A key that verifies tokens.
#[derive(Clone)]
pub(super) struct Key {
    /// The tokens that name it are tried with no other.
    pub(super) kid: Option<String>,
    decoding: DecodingKey,
    /// The algorithms come from here, never from a token.
    validation: Validation,
    not_after: Option<Instant>,
}

/// What signs tokens, with the head that they get.
#[derive(Clone)]
pub(super) struct Signer {
    pub(super) header: Header,
    pub(super) key: EncodingKey,
}

// === impl Key ===

impl Key {
    pub(super) fn secret(secret: &[u8]) -> Self {
        Self::new(DecodingKey::from_secret(secret), OF_SECRETS.to_vec())
    }

    fn new(decoding: DecodingKey, algorithms: Vec<Algorithm>) -> Self {
        let mut validation = Validation {
            algorithms,
            validate_exp: false,
            validate_nbf: false,
            validate_aud: false,
            ..Validation::default()
        };
        // The signature is verified there, the claims by `TokenRules`, to which the time is passed in.
        validation.required_spec_claims.clear();
        Self { kid: None, decoding, validation, not_after: None }
    }

    /// Whether it still counts, at a time in seconds since 1970.
    pub(super) fn holds(&self, now: f64) -> bool {
        self.not_after.is_none_or(|end| now <= end.0 as f64)
    }

    /// The claims of a token that it has signed.
    pub(super) fn verify(&self, token: &str) -> Option<Map<String, Value>> {
        jsonwebtoken::decode(token, &self.decoding, &self.validation).ok().map(|token| token.claims)
    }

    /// Reads an entry of `keys`: `{kid?, secret | public_key_file, alg, not_after?}`; a secret may leave out `alg`. With it, what signs if this is a secret.
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<(Self, Option<Signer>)> {
        let kid: Option<String> = keys.optional("kid");
        let not_after = keys.optional("not_after");
        let named = keys.has("alg").then(|| keys.choice("alg", &ALGORITHMS, Algorithm::HS256));
        let (key, signer) = match (keys.has("secret"), keys.has("public_key_file")) {
            (true, false) => Self::read_secret(keys, named, kid.clone())?,
            (false, true) => (Self::read_public(keys, named)?, None),
            _ => {
                keys.optional::<String>("secret");
                keys.optional::<String>("public_key_file");
                keys.problem("secret", "a key has either this or public_key_file");
                return None;
            }
        };
        Some((Self { kid, not_after, ..key }, signer))
    }

    fn read_secret(
        keys: &mut Keys<'_>,
        named: Option<Algorithm>,
        kid: Option<String>,
    ) -> Option<(Self, Option<Signer>)> {
        let secret = secret(keys, "secret")?;
        if named.is_some_and(|named| !OF_SECRETS.contains(&named)) {
            keys.problem("alg", "is not for secrets: those have HS256, HS384 or HS512");
            return None;
        }
        let algorithms = named.map_or_else(|| OF_SECRETS.to_vec(), |named| vec![named]);
        let header = Header { kid, ..Header::new(named.unwrap_or(Algorithm::HS256)) };
        let signer = Signer { header, key: EncodingKey::from_secret(secret.as_bytes()) };
        Some((Self::new(DecodingKey::from_secret(secret.as_bytes()), algorithms), Some(signer)))
    }

    fn read_public(keys: &mut Keys<'_>, named: Option<Algorithm>) -> Option<Self> {
        let text = keys.file("public_key_file")?;
        let Some(named) = named else {
            keys.problem("alg", "is missing: a public key does not say how it is used");
            return None;
        };
        match public_key::read(&text, named) {
            Ok(decoding) => Some(Self::new(decoding, vec![named])),
            Err(message) => {
                keys.problem("public_key_file", message);
                None
            }
        }
    }
}

/// Reads a secret that must be there.
pub(super) fn secret(keys: &mut Keys<'_>, key: &'static str) -> Option<String> {
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
