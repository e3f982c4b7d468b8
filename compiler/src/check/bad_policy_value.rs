//! `bad-policy-value`: governance keys of `@server` (runtime.md §4.2) with values that no server could follow.

use super::block::{is_name, servers, values};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::route::entry;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for server in servers(resolved) {
        for (key, value) in values(&server.block) {
            if let Some(help) = fault(key, &value.text) {
                let message = format!("`{}` is not a value of `{key}`", value.text);
                sink.push(Diagnostic::new(Code::BadPolicyValue, value.span, message).help(help));
            }
            if key == "rateKey" && value.text == "user" && entry(&server.block, "jwt").is_none() {
                let message = "`rateKey: user` needs `jwt` in the block: without a token there is no user";
                sink.push(Diagnostic::new(Code::BadPolicyValue, value.span, message).help("add `jwt`, or write `ip`"));
            }
        }
    }
}

/// What to write instead, if the value is wrong.
fn fault(key: &str, text: &str) -> Option<&'static str> {
    let one_of = |words: &[&str]| words.contains(&text);
    let (fits, help) = match key {
        "rateLimit" => (is_rate(text), "write a number per second, minute, hour or day: `100/s`, `5000/h`"),
        "rateBurst" | "maxConns" => (is_count(text), "write a whole number from 1 on"),
        "rateKey" => (one_of(&["all", "ip", "user"]), "write `all`, `ip` or `user`"),
        "breaker" => (one_of(&["on", "off"]), "write `on` or `off`"),
        "priority" => (one_of(&["critical", "high", "normal", "low"]), "write `critical`, `high`, `normal` or `low`"),
        "detach" => (one_of(&["true", "false"]), "write `true` or `false`"),
        "middlewareFirst" => (
            text.split(',').map(str::trim).all(is_name),
            "write one name or several, separated by commas: `Audit, Quota`",
        ),
        _ => return None,
    };
    (!fits).then_some(help)
}

fn is_rate(text: &str) -> bool {
    text.split_once('/').is_some_and(|(count, unit)| is_count(count) && matches!(unit, "s" | "m" | "h" | "d"))
}

fn is_count(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u32>().is_ok_and(|count| count > 0)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn value(entries: &str) -> Vec<String> {
        found(&format!("@server (\n\t{entries}\n)\nservice a {{\n\t@handler h\n\tget /x\n}}\n"))
    }

    #[test]
    fn each_key_has_its_form() {
        let bad = [
            "rateLimit: 100",
            "rateLimit: 0/s",
            "rateBurst: 0",
            "maxConns: many",
            "breaker: true",
            "priority: top",
            "detach: on",
            "rateKey: header",
        ];
        for entry in bad {
            assert_eq!(value(entry), ["2 bad-policy-value"], "{entry}");
        }
        for entry in [
            "rateLimit: 100/s",
            "rateBurst: 5",
            "breaker: off",
            "priority: low",
            "middlewareFirst: A, B",
            "rateKey: ip",
        ] {
            assert_eq!(value(entry), [""; 0], "{entry}");
        }
    }

    #[test]
    fn users_are_known_by_their_token() {
        assert_eq!(value("rateKey: user"), ["2 bad-policy-value"]);
        assert_eq!(value("rateKey: user\n\tjwt: Auth"), [""; 0]);
    }
}
