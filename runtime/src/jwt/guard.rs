//! The keys of a guard: they verify tokens, and sign them.

use std::fmt;

use jsonwebtoken::{EncodingKey, Header};
use serde::Serialize;

use super::key::{Key, Signer, secret};
use super::{Claims, TokenRules};
use crate::config::Keys;
use crate::error::ApiError;

/// The keys that a `jwt` or `jwtTransition` key of the contract names.
///
/// ```
/// use apic_runtime::Guard;
///
/// let guard = Guard::new("a secret of at least 32 bytes, read from a file");
/// let token = guard.sign(&serde_json::json!({"user": "ann", "exp": 4102444800_i64})).unwrap();
/// assert_eq!(token.split('.').count(), 3);
/// ```
///
/// In a configuration file, with all that it can hold:
///
/// ```yaml
/// auth:
///   access_secret: ${AUTH_SECRET} # signs; accepted as well are
///   prev_secret: ${OLD_AUTH_SECRET}
///   keys:
///     - {kid: "2027", secret: "${NEXT_SECRET}", alg: HS256}
///     - {public_key_file: etc/partner.pem, alg: ES256, not_after: "2027-06-30T00:00:00Z"}
/// ```
#[derive(Clone)]
pub struct Guard {
    /// In the order in which they are tried: the current one first.
    keys: Vec<Key>,
    /// None where all keys are public.
    signer: Option<Signer>,
    rules: TokenRules,
}

impl Guard {
    /// A guard with one secret: HS256, HS384 and HS512 are accepted.
    pub fn new(secret: impl AsRef<[u8]>) -> Self {
        let signer = Signer { header: Header::default(), key: EncodingKey::from_secret(secret.as_ref()) };
        Self { keys: vec![Key::secret(secret.as_ref())], signer: Some(signer), rules: TokenRules::default() }
    }

    /// Accepts another secret as well, which signs nothing any more.
    #[must_use]
    pub fn with_previous(mut self, secret: impl AsRef<[u8]>) -> Self {
        self.keys.push(Key::secret(secret.as_ref()));
        self
    }

    /// What tokens must say.
    #[must_use]
    pub fn with_rules(mut self, rules: TokenRules) -> Self {
        self.rules = rules;
        self
    }

    /// A token with these claims, signed by the current secret: HS256, unless its `alg` says otherwise. Without a secret it is an error.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String, ApiError> {
        let signer = self.signer.as_ref().ok_or_else(|| ApiError::internal("this guard has no secret to sign with"))?;
        Ok(jsonwebtoken::encode(&signer.header, claims, &signer.key)?)
    }

    pub(super) fn rules(&self) -> &TokenRules {
        &self.rules
    }

    /// The claims of a token that one of the keys has signed, at a time in seconds since 1970. A token with `kid` is tried with that key only; where no
    /// key has a name, `kid` says nothing, as in go-zero.
    pub(super) fn verify(&self, token: &str, now: f64) -> Option<Claims> {
        let kid = match self.keys.iter().any(|key| key.kid.is_some()) {
            true => jsonwebtoken::decode_header(token).ok()?.kid,
            false => None,
        };
        let keys = self.keys.iter().filter(|key| key.holds(now) && (kid.is_none() || key.kid == kid));
        keys.into_iter().find_map(|key| key.verify(token)).map(Claims::new)
    }

    /// Reads the block that a key of the contract names: go-zero's `access_secret` (or `secret`, beside `jwtTransition`), `keys`, and `prev_secret`.
    pub(crate) fn read(keys: &mut Keys<'_>, rules: &TokenRules) -> Self {
        let mut guard = Self { keys: Vec::new(), signer: None, rules: TokenRules::default() };
        let current = if keys.has("secret") { "secret" } else { "access_secret" };
        // Where `keys` stand, they are enough.
        if keys.has(current) || !keys.has("keys") {
            guard = Self::new(secret(keys, current).unwrap_or_default());
        }
        for (key, signer) in keys.blocks("keys", Key::read).into_iter().flatten() {
            guard.keys.push(key);
            guard.signer = guard.signer.or(signer);
        }
        if let Some(previous) = keys.has("prev_secret").then(|| secret(keys, "prev_secret")).flatten() {
            guard = guard.with_previous(previous);
        }
        // How long tokens live is the business of the logic that signs them.
        keys.optional::<String>("access_expire");
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

/// Secrets are not printed.
impl fmt::Debug for Guard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Guard").field("keys", &self.keys.len()).field("rules", &self.rules).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigError, Section, parse};
    use serde_json::json;

    impl Section for Guard {
        fn read(keys: &mut Keys<'_>) -> Self {
            Self::read(keys, &TokenRules::default())
        }
    }

    fn read(text: &str) -> Result<Guard, ConfigError> {
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/src/jwt/samples");
        parse(&text.replace("SAMPLES", samples), "x.yaml")
    }

    fn problem(text: &str) -> String {
        read(text).unwrap_err().problems.join("; ")
    }

    const ANN: &str = "{\"user\":\"ann\"}";

    fn user(guard: &Guard, token: &str, now: f64) -> Option<String> {
        guard.verify(token, now).and_then(|claims| claims.get("user").map(ToString::to_string))
    }

    #[test]
    fn every_algorithm_verifies_with_its_public_key_and_no_other() {
        let tokens: Vec<Vec<&str>> =
            include_str!("samples/tokens.txt").lines().map(|line| line.split(' ').collect()).collect();
        for line in &tokens {
            let [file, algorithm, _] = line[..] else { panic!("{line:?}") };
            let guard = read(&format!("keys: [{{public_key_file: SAMPLES/{file}, alg: {algorithm}}}]")).unwrap();
            for other in &tokens {
                let wanted = (other[1] == algorithm).then(|| "\"ann\"".to_owned());
                assert_eq!(user(&guard, other[2], 0.0), wanted, "{algorithm} {}", other[1]);
            }
            assert_eq!(guard.sign(&ANN).unwrap_err().code(), "internal");
            // A public key is no secret, whatever a token says.
            let text = std::fs::read(format!("{}/src/jwt/samples/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            assert_eq!(user(&guard, &Guard::new(text).sign(&json!({"user": "ann"})).unwrap(), 0.0), None);
        }
    }

    #[test]
    fn a_token_that_names_a_key_is_tried_with_that_key_only() {
        let block = "access_secret: current-secret-of-this-service-here\nkeys:\n- {kid: two, secret: another-secret-of-this-service-here, alg: HS384}\n";
        let guard = read(block).unwrap();
        let signed = |kid: Option<&str>, secret: &str, algorithm| {
            let header = Header { kid: kid.map(str::to_owned), ..Header::new(algorithm) };
            let key = EncodingKey::from_secret(secret.as_bytes());
            jsonwebtoken::encode(&header, &json!({"user": 1}), &key).unwrap()
        };
        use jsonwebtoken::Algorithm::{HS256, HS384};
        let (first, second) = ("current-secret-of-this-service-here", "another-secret-of-this-service-here");
        for (kid, secret, algorithm, good) in [
            (None, first, HS256, true),
            (None, second, HS384, true),
            (Some("two"), second, HS384, true),
            (Some("two"), second, HS256, false),
            (Some("two"), first, HS256, false),
            (Some("three"), first, HS256, false),
        ] {
            assert_eq!(user(&guard, &signed(kid, secret, algorithm), 0.0).is_some(), good, "{kid:?} {secret}");
        }
        // Without names, a foreign `kid` says nothing.
        assert!(user(&Guard::new(first), &signed(Some("three"), first, HS256), 0.0).is_some());
        // The current secret signs; where there is none, the first of the list, under its name.
        assert!(user(&Guard::new(first), &guard.sign(&json!({"user": 1})).unwrap(), 0.0).is_some());
        let listed = read(block.split_once('\n').unwrap().1).unwrap();
        let header = jsonwebtoken::decode_header(listed.sign(&json!({"user": 1})).unwrap()).unwrap();
        assert_eq!((header.kid.as_deref(), header.alg), (Some("two"), HS384));
    }

    #[test]
    fn a_key_is_retired_at_its_end() {
        let text = "keys: [{secret: another-secret-of-this-service-here, not_after: \"2027-01-31T08:30:00Z\"}]";
        let guard = read(text).unwrap();
        let token = guard.sign(&json!({"user": 1})).unwrap();
        assert!(user(&guard, &token, 1_801_384_200.0).is_some());
        assert!(user(&guard, &token, 1_801_384_201.0).is_none());
    }

    #[test]
    fn mistakes_are_named_where_they_stand() {
        for (text, wanted) in [
            ("keys: []\n", "keys: is empty (x.yaml:1)"),
            ("keys: open-sesame\n", "keys: must be a list of blocks (x.yaml:1)"),
            ("keys: [open-sesame]\n", "keys: must be a list of blocks (x.yaml:1)"),
            ("keys:\n- {kid: a}\n", "keys.0.secret: a key has either this or public_key_file (x.yaml:2)"),
            ("keys:\n- {secret: short}\n", "keys.0.secret: is shorter than 8 bytes (x.yaml:2)"),
            ("keys:\n- {secret: long-enough-for-us, algo: HS256}\n", "keys.0.algo: is not a known key (x.yaml:2)"),
            ("keys:\n- {secret: long-enough-for-us, alg: none}\n", "keys.0.alg: \"none\" is not one of HS256, "),
            ("keys:\n- {secret: long-enough-for-us, alg: RS256}\n", "keys.0.alg: is not for secrets: "),
            (
                "keys:\n- {secret: long-enough-for-us, not_after: tomorrow}\n",
                "keys.0.not_after: \"tomorrow\" is not a time",
            ),
            ("keys:\n- {public_key_file: SAMPLES/rsa.pem}\n", "keys.0.alg: is missing: "),
            (
                "keys:\n- {public_key_file: SAMPLES/rsa.pem, alg: ES256}\n",
                "keys.0.public_key_file: is a key of another type",
            ),
            (
                "keys:\n- {public_key_file: SAMPLES/tokens.txt, alg: ES256}\n",
                "keys.0.public_key_file: is no public key",
            ),
            ("keys:\n- {public_key_file: SAMPLES/none.pem, alg: ES256}\n", "keys.0.public_key_file: cannot read "),
            ("prev_secret: long-enough-for-us\n", "access_secret: is missing"),
        ] {
            assert!(problem(text).starts_with(wanted), "{text}: {}", problem(text));
        }
    }
}
