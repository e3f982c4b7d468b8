//! Values that nearly fit their types.

use apic_compiler::ir::{Field, MapKey, Number, Placed, Range, Scalar, ScalarType, TypeRef};
use serde_json::{Map, Value, json};

use super::maker::Maker;

/// Stock keeping units: few, so that requests meet.
const SKUS: [&str; 12] = ["TEA", "CUP", "POT", "a b", "a/b", "茶", "%2F", "X1", "X2", "X3", "X4", "X5"];
const CODES: [&str; 5] = ["TEN", "ALL", "HALF", "折", "X"];
const PLACES: [&str; 4] = ["north", "south", "仓库", "west"];
const TEXTS: [&str; 14] =
    ["", "a", "word", "é", "名前", "😀", "\"", "\\", "</script>&", "\u{2028}", "\0", "\n\t\r", "null", " "];

impl Maker<'_> {
    pub(super) fn value_of(&mut self, placed: &Placed) -> Value {
        let api = self.api;
        let field: &Field = &api.structs[placed.struct_.0].fields[placed.field];
        self.value(&field.type_, placed.wire.as_str(), field.range.as_ref(), 0)
    }

    pub(super) fn value(&mut self, type_: &TypeRef, name: &str, range: Option<&Range>, depth: usize) -> Value {
        if self.dice.once_in(40) {
            return self.anything(depth);
        }
        let api = self.api;
        match type_ {
            TypeRef::Scalar(scalar) => self.scalar(*scalar, name, range),
            TypeRef::Bytes => json!("AAEC"),
            TypeRef::Any | TypeRef::File => self.anything(depth),
            TypeRef::List(item) => {
                let length = if depth > 3 { 0 } else { self.dice.below(4) };
                (0..length).map(|_| self.value(item, name, range, depth + 1)).collect()
            }
            TypeRef::Array { length, item } => (0..*length).map(|_| self.value(item, name, range, depth + 1)).collect(),
            TypeRef::Map { key, value } => {
                let length = if depth > 3 { 0 } else { self.dice.below(4) };
                let entries = (0..length).map(|_| (self.key(*key), self.value(value, name, range, depth + 1)));
                Value::Object(entries.collect())
            }
            TypeRef::Enum(id) => {
                let values = &api.enums[id.0].values;
                // What most other requests want: products on sale, in euros.
                let usual = values.iter().find(|value| value.text == "active" || value.text == "EUR");
                let value = usual.filter(|_| !self.dice.once_in(3)).unwrap_or_else(|| self.dice.one_of(values));
                value.json.clone()
            }
            TypeRef::Struct(id) => {
                let mut members = Map::new();
                for field in &api.structs[id.0].fields {
                    let Some(slot) = field.slots.first() else { continue };
                    if self.is_there(&slot.input) {
                        let value = self.value(&field.type_, slot.wire.as_str(), field.range.as_ref(), depth + 1);
                        members.insert(slot.wire.as_str().to_owned(), value);
                    }
                }
                Value::Object(members)
            }
        }
    }

    fn scalar(&mut self, scalar: ScalarType, name: &str, range: Option<&Range>) -> Value {
        let value = match scalar.scalar {
            Scalar::Bool => return json!(self.dice.once_in(2)),
            Scalar::String => return self.word(name),
            Scalar::Float32 | Scalar::Float64 => json!(self.dice.below(10_000) as f64 / 100.0),
            Scalar::Int(int) => {
                let width = u32::from(int.bits) - u32::from(int.signed);
                let most = (1_i128 << width) - 1;
                let least = if int.signed { -most - 1 } else { 0 };
                self.integer(name, range, least, most)
            }
        };
        if scalar.text { json!(value.to_string()) } else { value }
    }

    fn integer(&mut self, name: &str, range: Option<&Range>, least: i128, most: i128) -> Value {
        let kind = match name {
            "id" | "others" => self.kind.as_str(),
            "customerId" => "admin.customer",
            "categoryId" | "parentId" | "categoryIds" => "catalog.category",
            "noteId" => "note",
            _ => "none",
        };
        let known = if name == "If-Match" { Some(&self.known.revisions) } else { self.known.ids.get(kind) };
        if let Some(known) = known.filter(|known| !known.is_empty())
            && !self.dice.once_in(10)
        {
            return json!(self.dice.one_of(known));
        }
        let end = |number: Option<Number>, wide: i128| match number {
            Some(Number::Int(number)) => number,
            _ => wide,
        };
        let low = end(range.and_then(|range| range.low.map(|low| low.value)), least);
        let high = end(range.and_then(|range| range.high.map(|high| high.value)), most);
        let number = match self.dice.below(10) {
            0 => self.dice.between(least, most),
            1 => self.dice.between(low, high),
            // Small ones, of which a shop has something to tell.
            _ => low.max(0) + self.dice.between(0, 12).min((high - low).max(0)),
        };
        i64::try_from(number).map_or_else(|_| json!(u64::try_from(number).unwrap_or_default()), |number| json!(number))
    }

    fn word(&mut self, name: &str) -> Value {
        if self.dice.once_in(15) {
            return json!(self.dice.one_of(&TEXTS));
        }
        match name {
            "sku" | "skus" => json!(self.dice.one_of(&SKUS)),
            "code" => json!(self.dice.one_of(&CODES)),
            "from" | "to" | "warehouse" => json!(self.dice.one_of(&PLACES)),
            "token" if !self.known.carts.is_empty() => json!(self.dice.one_of(&self.known.carts)),
            "password" => json!("green tea"),
            "name" if self.dice.once_in(4) => json!("mei"),
            "If-Match" | "revision" => json!(self.dice.between(1, 3).to_string()),
            _ => json!(format!("{name}{}", self.dice.below(2000))),
        }
    }

    fn key(&mut self, key: MapKey) -> String {
        match key {
            MapKey::Int(_) => self.dice.below(100).to_string(),
            MapKey::String if self.dice.once_in(2) => (*self.dice.one_of(&SKUS)).to_owned(),
            MapKey::String => (*self.dice.one_of(&PLACES)).to_owned(),
        }
    }

    /// A value that fits by accident.
    fn anything(&mut self, depth: usize) -> Value {
        match self.dice.below(if depth > 4 { 6 } else { 9 }) {
            0 => Value::Null,
            1 => json!(self.dice.once_in(2)),
            2 => json!(self.dice.word().cast_signed()),
            3 => json!(self.dice.word()),
            4 => json!(1.5e300),
            5 => json!(self.dice.one_of(&TEXTS)),
            6 => json!([self.anything(depth + 1)]),
            7 => json!({ "id": self.anything(depth + 1) }),
            _ => json!("x".repeat(self.dice.below(3000))),
        }
    }
}
