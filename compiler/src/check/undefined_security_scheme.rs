//! `undefined-security-scheme`: `authType` names a scheme that `info` does not define.

use super::block::{infos, servers, values};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::scope::nearest;
use crate::source::SourceId;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // Only the entry's `info` counts.
    let definitions = infos(resolved)
        .filter(|(source, _)| *source == SourceId(0))
        .flat_map(|(_, info)| values(&info.block))
        .find(|(key, _)| key.eq_ignore_ascii_case("securityDefinitionsFromJson"));
    let schemes = match definitions
        .map(|(_, value)| serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(&value.text))
    {
        Some(Ok(schemes)) => schemes,
        // Broken JSON is `bad-annotation-value`.
        Some(Err(_)) => return,
        None => serde_json::Map::new(),
    };
    for (key, value) in servers(resolved).flat_map(|server| values(&server.block)) {
        if key == "authType" && !schemes.contains_key(&value.text) {
            let message = format!("`info` defines no security scheme `{}`", value.text);
            let found = Diagnostic::new(Code::UndefinedSecurityScheme, value.span, message);
            sink.push(match nearest(&value.text, schemes.keys().map(String::as_str)) {
                Some(near) => found.help(format!("did you mean `{near}`?")),
                None => found.help("define it under `securityDefinitionsFromJson` in the `info` of the entry file"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn schemes_are_defined_in_info() {
        let text = |scheme: &str| {
            let info = "info (\n\tsecurityDefinitionsFromJson: `{\"key\": {\"type\": \"apiKey\"}}`\n)\n";
            format!("{info}@server (\n\tauthType: {scheme}\n)\nservice a {{\n\t@handler h\n\tget /x\n}}\n")
        };
        assert_eq!(found(&text("key")), [""; 0]);
        assert_eq!(found(&text("keys")), ["5 undefined-security-scheme"]);
    }
}
