//! Random values: as a client may send them, and as the server must answer.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::dice::Dice;
use super::go;
use super::types::{Field, Presence, Type, Types};

/// Deeper values have no more values inside.
const DEPTH: usize = 3;

const TEXTS: &[&str] = &[
    "",
    "a",
    "word",
    "é",
    "名前",
    "😀",
    "\"",
    "\\",
    "</script>&",
    "\u{2028}",
    "\0",
    "\n\t\r",
    "1",
    "null",
    "true",
    "\u{7f}\u{80}",
    "ﬁ",
    " ",
];

/// Input and output as JSON texts.
pub(super) fn random(types: &Types, index: usize, dice: &mut Dice) -> (String, String) {
    let (input, output) = Maker { types, dice }.object(index, 0);
    (input.to_string(), output.to_string())
}

struct Maker<'a> {
    types: &'a Types,
    dice: &'a mut Dice,
}

// === impl Maker ===

impl Maker<'_> {
    fn object(&mut self, index: usize, depth: usize) -> (Value, Value) {
        let (mut input, mut output) = (serde_json::Map::new(), serde_json::Map::new());
        let types = self.types;
        for field in go::fields(types, &types.structs[index]) {
            let (sent, answered) = self.field(field, depth);
            input.extend(sent.map(|value| (field.wire.clone(), value)));
            if !(field.omits_empty && go::left_out(field, &answered)) {
                output.insert(field.wire.clone(), answered);
            }
        }
        if self.dice.once_in(20) {
            input.insert("unknown to the contract".to_owned(), json!([1, {"a": null}]));
        }
        (Value::Object(input), Value::Object(output))
    }

    fn field(&mut self, field: &Field, depth: usize) -> (Option<Value>, Value) {
        let nothing = match field.presence {
            Presence::Required => false,
            Presence::Optional | Presence::Default => self.dice.once_in(3),
            Presence::Pointer => depth >= DEPTH || self.dice.once_in(3) || depth > 0 && self.dice.once_in(2),
        };
        if nothing {
            let null = field.presence != Presence::Default && self.dice.once_in(2);
            return (null.then_some(Value::Null), go::absent(self.types, field));
        }
        if !field.options.is_empty() {
            let value = json!(*self.dice.one_of(field.options));
            return (Some(value.clone()), value);
        }
        let (input, output) = match field.range {
            Some((low, high)) => twice(number(self.dice.between(low, high))),
            None => self.value(&field.type_, depth),
        };
        if !field.text {
            return (Some(input), output);
        }
        (Some(json!(input.to_string())), go::printed(&field.type_, &output))
    }

    fn value(&mut self, type_: &Type, depth: usize) -> (Value, Value) {
        match type_ {
            Type::Bool => twice(json!(self.dice.once_in(2))),
            Type::Text => twice(json!(self.text())),
            Type::Int(_, least, most) => twice(number(self.dice.between(*least, *most))),
            Type::Float64 => twice(json!(self.float())),
            Type::Float32 => {
                let bits = u32::try_from(self.dice.word() >> 32).unwrap_or_default();
                let float = Some(f32::from_bits(bits)).filter(|float| float.is_finite()).unwrap_or(1.5);
                twice(serde_json::from_str(&format!("{float:e}")).unwrap_or_default())
            }
            Type::Bytes => twice(json!(*self.dice.one_of(&["", "aGVsbG8=", "/+8A", "AA==", "Zm9v"]))),
            Type::Any => twice(self.any(depth)),
            Type::List(item) => {
                let length = self.dice.below(1 + most(depth));
                self.list(length, item, depth)
            }
            Type::Array(length, item) => self.list(*length, item, depth),
            Type::Map(numbers, value) => self.map(*numbers, value, depth),
            Type::Struct(index) => self.object(*index, depth + 1),
        }
    }

    fn list(&mut self, length: usize, item: &Type, depth: usize) -> (Value, Value) {
        let values: Vec<_> = (0..length).map(|_| self.value(item, depth + 1)).collect();
        let (inputs, outputs) = values.into_iter().unzip();
        (Value::Array(inputs), Value::Array(outputs))
    }

    fn map(&mut self, numbers: bool, value: &Type, depth: usize) -> (Value, Value) {
        let mut entries = BTreeMap::new();
        for _ in 0..self.dice.below(1 + most(depth)) {
            let key = if numbers { self.dice.between(-5, 1 << 40).to_string() } else { self.text() };
            let value = self.value(value, depth + 1);
            entries.insert(key, value);
        }
        let inputs = entries.iter().map(|(key, (input, _))| (key.clone(), input.clone())).collect();
        let outputs = entries.into_iter().map(|(key, (_, output))| (key, output)).collect();
        (Value::Object(inputs), Value::Object(outputs))
    }

    fn text(&mut self) -> String {
        (0..self.dice.below(4)).map(|_| *self.dice.one_of(TEXTS)).collect()
    }

    fn float(&mut self) -> f64 {
        match self.dice.below(6) {
            0 => *self.dice.one_of(&[0.0, 1.0, -1.0, 0.1, 1e21, 1e-7, 1e20, f64::MAX, f64::MIN_POSITIVE, 5e-324]),
            1 => i32::try_from(self.dice.below(100_000)).map(f64::from).unwrap_or_default(),
            _ => Some(f64::from_bits(self.dice.word())).filter(|float| float.is_finite()).unwrap_or(2.5),
        }
    }

    /// Never null itself, which a required slot refuses.
    fn any(&mut self, depth: usize) -> Value {
        match self.dice.below(if depth < 3 { 6 } else { 4 }) {
            0 => json!(self.text()),
            1 => json!(self.float()),
            2 => number(self.dice.between(i128::from(i64::MIN), i128::from(u64::MAX))),
            3 => json!(self.dice.once_in(2)),
            4 => json!([self.any(depth + 1), null_or(self.any(depth + 1), self.dice.once_in(2))]),
            _ => json!({ self.text(): self.any(depth + 1), "n": null_or(json!({}), self.dice.once_in(2)) }),
        }
    }
}

/// How many elements a list or map at this depth may have.
fn most(depth: usize) -> usize {
    3_usize.saturating_sub(depth)
}

fn twice(value: Value) -> (Value, Value) {
    (value.clone(), value)
}

fn null_or(value: Value, null: bool) -> Value {
    if null { Value::Null } else { value }
}

fn number(whole: i128) -> Value {
    i64::try_from(whole).map_or_else(|_| json!(u64::try_from(whole).unwrap_or_default()), |whole| json!(whole))
}
