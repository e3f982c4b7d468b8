//! Public keys in PEM files, as `openssl pkey -pubout` writes them.

use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey};

use crate::bytes::from_base64;

/// The object identifiers of key types, and of the curves in them.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// Tags of DER.
const SEQUENCE: u8 = 0x30;
const OBJECT_ID: u8 = 0x06;
const BIT_STRING: u8 = 0x03;

const OTHER_TYPE: &str = "is a key of another type than alg wants";
const NO_KEY: &str = "is no public key in PEM, such as openssl pkey -pubout writes";

/// Reads the key for an algorithm; the error completes the sentence "`public_key_file` …".
pub(super) fn read(text: &str, algorithm: Algorithm) -> Result<DecodingKey, &'static str> {
    if let Some(der) = block(text, "RSA PUBLIC KEY") {
        return if algorithm.family() == AlgorithmFamily::Rsa {
            Ok(DecodingKey::from_rsa_der(&der))
        } else {
            Err(OTHER_TYPE)
        };
    }
    let der = block(text, "PUBLIC KEY").ok_or(NO_KEY)?;
    let Parts { kind, curve, key } = parts(&der).ok_or(NO_KEY)?;
    match (algorithm, algorithm.family()) {
        (_, AlgorithmFamily::Rsa) if kind == RSA => Ok(DecodingKey::from_rsa_der(key)),
        (Algorithm::ES256, _) if kind == EC && curve == Some(P256) && key.len() == 65 => {
            Ok(DecodingKey::from_ec_der(key))
        }
        (Algorithm::ES384, _) if kind == EC && curve == Some(P384) && key.len() == 97 => {
            Ok(DecodingKey::from_ec_der(key))
        }
        (_, AlgorithmFamily::Ed) if kind == ED25519 && key.len() == 32 => Ok(DecodingKey::from_ed_der(key)),
        _ => Err(OTHER_TYPE),
    }
}

/// The bytes between the lines `-----BEGIN name-----` and `-----END name-----`.
fn block(text: &str, name: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {name}-----"))?;
    let (body, _) = rest.split_once(&format!("-----END {name}-----"))?;
    from_base64(&body.split_ascii_whitespace().collect::<String>())
}

/// What a `SubjectPublicKeyInfo` (RFC 5280) consists of.
#[derive(Debug)]
struct Parts<'a> {
    kind: &'a [u8],
    curve: Option<&'a [u8]>,
    key: &'a [u8],
}

fn parts(der: &[u8]) -> Option<Parts<'_>> {
    let (info, []) = take(der, SEQUENCE)? else { return None };
    let (algorithm, rest) = take(info, SEQUENCE)?;
    let (kind, parameters) = take(algorithm, OBJECT_ID)?;
    let curve = take(parameters, OBJECT_ID).map(|(curve, _)| curve);
    // The first byte of a bit string counts the bits that its last one lacks; a key lacks none.
    let (bits, []) = take(rest, BIT_STRING)? else { return None };
    let (0, key) = bits.split_first().map(|(lacking, key)| (*lacking, key))? else { return None };
    Some(Parts { kind, curve, key })
}

/// The content of the value in front, which must have this tag, and what follows it.
fn take(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        0x81 | 0x82 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    (*found == tag).then(|| rest.split_at_checked(length)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_another_type_is_refused() {
        for (text, algorithm, error) in [
            (include_str!("samples/rsa.pem"), Algorithm::ES256, OTHER_TYPE),
            (include_str!("samples/rsa-pkcs1.pem"), Algorithm::EdDSA, OTHER_TYPE),
            (include_str!("samples/p256.pem"), Algorithm::ES384, OTHER_TYPE),
            (include_str!("samples/p384.pem"), Algorithm::ES256, OTHER_TYPE),
            (include_str!("samples/p256.pem"), Algorithm::RS256, OTHER_TYPE),
            (include_str!("samples/ed25519.pem"), Algorithm::ES256, OTHER_TYPE),
            (include_str!("samples/ed25519.pem"), Algorithm::HS256, OTHER_TYPE),
            ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", Algorithm::RS256, NO_KEY),
            ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", Algorithm::RS256, NO_KEY),
            ("", Algorithm::RS256, NO_KEY),
        ] {
            assert_eq!(read(text, algorithm).err(), Some(error), "{algorithm:?} {text}");
        }
    }

    #[test]
    fn no_part_of_a_key_is_a_key() {
        let der = block(include_str!("samples/rsa.pem"), "PUBLIC KEY").unwrap();
        assert!(parts(&der).is_some());
        for end in 0..der.len() {
            assert!(parts(&der[..end]).is_none(), "{end}");
        }
        assert!(parts(&[der, vec![0]].concat()).is_none());
    }
}
