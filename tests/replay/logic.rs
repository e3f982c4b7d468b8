//! Writes the logic that a route's `@doc` asks for, in the words of `wire-contracts/README.md`.

use apic_compiler::ir::{Api, Route, Source, StructId, TypeRef};

use super::convert::{Converter, HEAD};
use super::labels::Label;

/// Claims that go-zero keeps to itself.
const STANDARD_CLAIMS: &[&str] = &["aud", "exp", "iat", "iss", "jti", "nbf", "sub"];

/// The function that a scaffold declares.
pub(super) struct Signature {
    text: String,
    pub request: Option<Label>,
    pub answer: Label,
}

/// The file of a route's logic, from its scaffold.
pub(super) fn write(api: &Api, route: &Route, scaffold: &str, converter: &mut Converter<'_>) -> Result<String, String> {
    let signature = Signature::read(scaffold).ok_or_else(|| format!("not a scaffold:\n{scaffold}"))?;
    let words: Vec<&str> = route.doc.summary.split_whitespace().collect();
    let (pause, words) = match words.as_slice() {
        ["sleep", milliseconds, rest @ ..] => {
            (format!("    tokio::time::sleep(std::time::Duration::from_millis({milliseconds})).await;\n"), rest)
        }
        words => (String::new(), words),
    };
    let body = body(api, route, words, &signature, converter).ok_or_else(|| {
        format!("{}: `@doc` says {:?}, which no logic is known for", route.operation, words.join(" "))
    })?;
    let uses =
        "use apic_runtime::{ApiError, Events, RequestContext};\n\nuse crate::echo::*;\nuse crate::state::AppState;\n\n";
    Ok(format!("{HEAD}{uses}{} {{\n{pause}    {body}\n}}\n", signature.text))
}

fn body(
    api: &Api,
    route: &Route,
    words: &[&str],
    signature: &Signature,
    converter: &mut Converter<'_>,
) -> Option<String> {
    let answer = &signature.answer;
    let text = |words: &[&str]| format!("{:?}", words.join(" "));
    Some(match words {
        [] | ["nothing" | "zero" | "nil"] => format!("Ok({})", converter.zero(answer)),
        ["echo"] => match &signature.request {
            Some(request) => format!("Ok({})", converter.convert("req", request, answer)),
            None => format!("Ok({})", converter.zero(answer)),
        },
        ["accept"] => format!("Ok({} {{ ok: true }})", answer.head),
        ["field", name] => {
            let value = match signature.field(name, converter) {
                Some((name, label)) => converter.convert(&format!("req.{name}"), &label, answer),
                // An embedded struct is no field in Rust: the request has its fields.
                None if converter.types.structs.contains_key(&answer.head) => {
                    converter.convert("req", signature.request.as_ref()?, answer)
                }
                None => return None,
            };
            format!("Ok({value})")
        }
        ["events", list, _] => events(list, signature, converter)?,
        ["claims"] => claims(api, route, answer, converter)?,
        ["fail", words @ ..] => format!("Err(std::io::Error::other({}).into())", text(words)),
        ["status", code, words @ ..] => format!("Err(ApiError::grpc({code}, {}))", text(words)),
        ["panic", words @ ..] => format!("panic!(\"{{}}\", {})", text(words)),
        ["infinite"] => format!("Ok({} {{ value: f64::INFINITY }})", answer.head),
        _ => return None,
    })
}

/// One event for each item of a list.
fn events(list: &str, signature: &Signature, converter: &Converter<'_>) -> Option<String> {
    let (name, label) = signature.field(list, converter)?;
    let items = if label.of("Option").is_some() { ".into_iter().flatten()" } else { ".into_iter()" };
    let event = &signature.answer.of("Events")?.head;
    Some(format!(
        "let (sender, events) = Events::channel();\n    tokio::spawn(async move {{\n        \
         for (seq, text) in req.{name}{items}.enumerate() {{\n            \
         let _ = sender.send(crate::api::types::{event} {{ seq: seq as _, text }}).await;\n        }}\n    }});\n    Ok(events)"
    ))
}

/// The fields of the answer from the claims of their wire names.
fn claims(api: &Api, route: &Route, answer: &Label, converter: &Converter<'_>) -> Option<String> {
    let TypeRef::Struct(StructId(id)) = route.response.as_ref()?.type_ else { return None };
    let wires =
        api.structs.get(id)?.fields.iter().map(|field| {
            field.slots.iter().find(|slot| slot.source == Source::Json).map_or("", |slot| slot.wire.as_str())
        });
    let fields = converter.types.structs.get(&answer.head)?.iter().zip(wires).map(|((name, _), wire)| {
        let handed_on = !STANDARD_CLAIMS.contains(&wire);
        let value = if handed_on { format!("claim(ctx, {wire:?})") } else { "String::new()".to_owned() };
        format!("{name}: {value}")
    });
    Some(format!("Ok({} {{ {} }})", answer.head, fields.collect::<Vec<_>>().join(", ")))
}

// === impl Signature ===

impl Signature {
    /// A field of the request by the name that the contract gives it.
    fn field(&self, name: &str, converter: &Converter<'_>) -> Option<(String, Label)> {
        let wanted: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let fields = converter.types.fields(&self.request.as_ref()?.head)?;
        fields.into_iter().find(|(name, _)| *name == wanted).map(|(_, field)| field.clone())
    }

    pub(super) fn read(scaffold: &str) -> Option<Self> {
        let text = &scaffold[scaffold.find("pub async fn ")?..];
        let text = &text[..text.find(" {\n")?];
        let arguments = &text[..text.find(") -> Result<")?];
        let request =
            arguments.split_once("req: ").map(|(_, label)| Label::parse(label.trim_end().trim_end_matches(',')));
        let (_, answer) = text.split_once(") -> Result<")?;
        let answer = Label::parse(answer.strip_suffix(", ApiError>")?);
        Some(Self { text: text.to_owned(), request, answer })
    }
}
