//! Whether a value has the form its key asks for.

use serde_json::Value;
use toml::de::DeValue;

use apic_compiler::{CODES, Code};

use super::keys::Form;
use super::{nearest, requires};

/// The value as JSON.
///
/// # Errors
/// What is wrong with it, and what to write.
pub fn read(form: Form, value: &DeValue<'_>) -> Result<Value, (String, String)> {
    let json = json(value);
    let checked = match form {
        Form::Table => json.is_object().then_some(()).ok_or_else(|| expected("a table")),
        Form::Text => text(&json).map(drop),
        Form::Path => text(&json).and_then(path),
        Form::Versions => text(&json).and_then(versions),
        Form::Bool => json.is_boolean().then_some(()).ok_or_else(|| expected("`true` or `false`")),
        Form::Word(now, later) => text(&json).and_then(|word| one_of(word, now, later)),
        Form::Number(numbers) => number(&json, numbers),
        Form::Whole(low, high) => whole(&json, low, high),
        Form::Percent => percent(&json),
        Form::Texts => each(&json, |_| Ok(())),
        Form::Words(words) => each(&json, |word| one_of(word, words, &[])),
        Form::Codes => each(&json, |code| self::code(code).map(drop)),
        Form::Runtime => runtime(&json),
        Form::Rules => rules(&json),
    };
    checked.map(|()| json)
}

/// The code that a user named.
///
/// # Errors
/// What is wrong, and the nearest code.
pub fn code(slug: &str) -> Result<Code, (String, String)> {
    Code::from_slug(slug).ok_or_else(|| {
        let near = nearest(slug, CODES.iter().map(|entry| entry.slug));
        (format!("there is no code `{slug}`"), near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default())
    })
}

fn expected(what: &str) -> (String, String) {
    (format!("must be {what}"), String::new())
}

fn text(value: &Value) -> Result<&str, (String, String)> {
    value.as_str().ok_or_else(|| expected("a text in quotes"))
}

fn path(text: &str) -> Result<(), (String, String)> {
    match text {
        "" => Err(expected("a path")),
        _ if text.contains('\\') => Err(("holds a backslash".into(), "write `/` between folders".into())),
        _ => Ok(()),
    }
}

fn versions(text: &str) -> Result<(), (String, String)> {
    requires::parse(text).map(drop).ok_or_else(|| expected("a version range, such as \"0.1\" or \">=0.1, <0.3\""))
}

fn one_of(word: &str, now: &[&str], later: &[&str]) -> Result<(), (String, String)> {
    let list = now.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    if now.contains(&word) {
        Ok(())
    } else if later.contains(&word) {
        Err((format!("`{word}` is not built yet"), format!("there is: {list}")))
    } else {
        let help = match nearest(word, now.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("there is: {list}"),
        };
        Err((format!("unknown value `{word}`"), help))
    }
}

fn number(value: &Value, numbers: &[i64]) -> Result<(), (String, String)> {
    let list = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    value.as_i64().filter(|number| numbers.contains(number)).map(drop).ok_or_else(|| expected(&list))
}

fn whole(value: &Value, low: i64, high: i64) -> Result<(), (String, String)> {
    let range = format!("a whole number from {low} to {high}");
    value.as_i64().filter(|number| (low..=high).contains(number)).map(drop).ok_or_else(|| expected(&range))
}

fn percent(value: &Value) -> Result<(), (String, String)> {
    let fits = value.as_f64().is_some_and(|number| (0.0..=100.0).contains(&number));
    fits.then_some(()).ok_or_else(|| expected("a number from 0 to 100"))
}

fn each(value: &Value, check: impl Fn(&str) -> Result<(), (String, String)>) -> Result<(), (String, String)> {
    let list = value.as_array().ok_or_else(|| expected("a list of texts, such as [\"a\", \"b\"]"))?;
    list.iter().try_for_each(|item| check(item.as_str().ok_or_else(|| expected("a list of texts"))?))
}

fn runtime(value: &Value) -> Result<(), (String, String)> {
    let fits = match value {
        Value::String(version) => requires::parse(version).is_some(),
        Value::Object(table) => {
            let mut keys: Vec<_> = table.keys().map(String::as_str).collect();
            keys.sort_unstable();
            let known = matches!(keys.as_slice(), ["path"] | ["git"] | ["git", "tag" | "rev"] | ["branch", "git"]);
            known && table.values().all(Value::is_string)
        }
        _ => false,
    };
    fits.then_some(()).ok_or_else(|| expected("a version, { path = \"…\" } or { git = \"…\", tag = \"…\" }"))
}

fn rules(value: &Value) -> Result<(), (String, String)> {
    let table = value.as_object().ok_or_else(|| expected("a table of rule = severity"))?;
    table.values().try_for_each(|severity| one_of(text(severity)?, &["error", "warn", "info", "off"], &[]))
}

fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(float) => float.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(bool) => Value::Bool(*bool),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(list) => Value::Array(list.iter().map(|item| json(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Object(
            table.iter().map(|(name, value)| (name.get_ref().to_string(), json(value.get_ref()))).collect(),
        ),
    }
}
