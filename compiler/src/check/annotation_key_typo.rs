//! `annotation-key-typo`: an unknown `@server` key that is one slip away from a known one.

use super::block::servers;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::Key;
use crate::wire::Wire;

/// The keys with a meaning (language.md §6.1).
const KNOWN: &[&str] = &[
    "prefix",
    "group",
    "jwt",
    "jwtTransition",
    "middleware",
    "timeout",
    "maxBytes",
    "signature",
    "sse",
    "authType",
    "tags",
    "summary",
    "pathPrefix",
    "rateLimit",
    "rateBurst",
    "rateKey",
    "maxConns",
    "breaker",
    "priority",
    "detach",
    "middlewareFirst",
];

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in servers(resolved).flat_map(|server| &server.block.entries) {
        if let Some(meant) = meant(&entry.key.text) {
            sink.push(found(&entry.key, meant));
        }
    }
}

/// Letters alone, in lower case.
fn plain(key: &str) -> String {
    key.chars().filter(|letter| !matches!(letter, '_' | '-')).flat_map(char::to_lowercase).collect()
}

fn meant(key: &str) -> Option<&'static str> {
    if KNOWN.contains(&key) {
        return None;
    }
    let plain_key = plain(key);
    let slips = usize::from(plain_key.chars().count() >= 5);
    let distance = |known: &&str| strsim::osa_distance(&plain_key, &known.to_lowercase());
    KNOWN.iter().copied().filter(|known| distance(known) <= slips).min_by_key(distance)
}

fn found(key: &Key, meant: &str) -> Diagnostic {
    let message = format!("`{}` is not a key that apic knows: it is carried along and has no effect", key.text);
    Diagnostic::new(Code::AnnotationKeyTypo, key.span, message).help(format!("did you mean `{meant}`?")).fix(
        format!("write `{meant}`"),
        key.span,
        meant,
    )
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn one_slip_and_no_more() {
        assert_eq!(meant("middlewares"), Some("middleware"));
        assert_eq!(meant("Prefix"), Some("prefix"));
        assert_eq!(meant("rate_limit"), Some("rateLimit"));
        assert_eq!(meant("max-bytes"), Some("maxBytes"));
        assert_eq!(meant("sze"), None);
        assert_eq!(meant("cache"), None);
        assert_eq!(meant("prefix"), None);
    }
}
