//! `bad-annotation-value`: a known key of `@server`, `info` or `@doc` whose value has not the form that it takes.

use super::block::{docs, infos, is_name, servers, values};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::{Value, ValueForm};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let of_servers = servers(resolved)
        .flat_map(|server| values(&server.block))
        .filter_map(|(key, value)| server_fault(key, value).map(|help| (key, value, help)));
    let of_infos = infos(resolved).flat_map(|(_, info)| values(&info.block)).filter_map(|(key, value)| {
        let json = key.eq_ignore_ascii_case("securityDefinitionsFromJson") && !is_json_object(&value.text);
        json.then_some((key, value, "write a JSON object between backticks: `{\"token\": {\"type\": \"apiKey\", …}}`"))
    });
    let of_docs = docs(resolved).flat_map(values).filter_map(|(key, value)| {
        (key == "respCode" && !is_status(&value.text)).then_some((
            key,
            value,
            "write a status from 100 to 599, such as `201`",
        ))
    });
    for (key, value, help) in of_servers.chain(of_infos).chain(of_docs) {
        let message = format!("`{}` is not a value of `{key}`", shown(&value.text));
        sink.push(Diagnostic::new(Code::BadAnnotationValue, value.span, message).help(help));
    }
}

/// What to write instead, if the value is wrong.
fn server_fault(key: &str, value: &Value) -> Option<&'static str> {
    let text = value.text.as_str();
    // A blank in a bare path was reported as `path-whitespace`.
    let blank = value.form != ValueForm::Bare && text.contains(char::is_whitespace);
    match key {
        "prefix" | "pathPrefix" => blank.then_some("write one path without blanks: `/api/v1`"),
        "group" => {
            let wrong = blank || text.contains(',') || text.split('/').any(|part| part.contains(".."));
            wrong.then_some("write one path of names: `admin/order`")
        }
        "jwt" | "jwtTransition" => (!is_name(text))
            .then_some("write one name: that of the configuration block that holds the secret, such as `Auth`"),
        "middleware" => {
            let names = text.split(',').map(str::trim).all(is_name);
            (!names).then_some("write one name or several, separated by commas: `Audit, Quota`")
        }
        "signature" | "sse" => (!matches!(text, "true" | "false")).then_some("write `true` or `false`"),
        _ => None,
    }
}

fn is_json_object(text: &str) -> bool {
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}

fn is_status(text: &str) -> bool {
    text.len() == 3 && text.parse::<u16>().is_ok_and(|status| (100..600).contains(&status))
}

/// The first line of a value, cut where it gets long.
fn shown(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() > 40 || line.len() < text.trim().len() {
        return line.chars().take(40).chain("…".chars()).collect();
    }
    line.to_string()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn value(entry: &str) -> Vec<String> {
        found(&format!("@server (\n\t{entry}\n)\nservice a {{\n\t@handler h\n\tget /x\n}}\n"))
    }

    #[test]
    fn each_key_has_its_form() {
        let bad = [
            "prefix: \"a b\"",
            "group: \"../x\"",
            "group: a,b",
            "jwt: A,B",
            "middleware: a/b",
            "signature: yes",
            "sse: 1",
        ];
        for entry in bad {
            assert_eq!(value(entry), ["2 bad-annotation-value"], "{entry}");
        }
        for entry in
            ["prefix: /:id", "group: a/b-c.d", "jwt: \"Auth\"", "middleware: A, B", "signature: true", "other: a b"]
        {
            assert_eq!(value(entry), [""; 0], "{entry}");
        }
    }

    #[test]
    fn schemes_are_json_and_statuses_numbers() {
        let text = "info (\n\tsecurityDefinitionsFromJson: \"[]\"\n)\nservice a {\n\t@doc (\n\t\trespCode: 20O\n\t)\n\t@handler h\n\tget /x\n}\n";
        assert_eq!(found(text), ["2 bad-annotation-value", "6 bad-annotation-value"]);
    }
}
