//! Decoding of values that hold others: lists, maps, bytes, free values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::field::with_nothing;
use super::json::{Json, Spot};
use super::tape::Kind;
use super::violation::{Fault, Rule};
use super::{Decode, Shape};
use crate::bytes::{Bytes, from_base64};

impl<T: Decode> Decode for Vec<T> {
    const SHAPE: Shape = Shape::List;

    fn decode(json: &mut Json<'_>) -> Self {
        let (mut list, mut nulls) = (Vec::new(), 0);
        json.elements(T::TAKES_NULL, |element, null| {
            nulls += usize::from(null);
            list.push(T::decode(element));
        });
        // A list of nothing but null is a nil list in go-zero.
        if nulls == list.len() && !T::TAKES_NULL {
            list.clear();
        }
        list
    }

    fn from_texts(texts: &[Cow<'_, str>]) -> Result<Self, Fault> {
        texts.iter().map(|text| T::from_text(text)).collect()
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    const SHAPE: Shape = Shape::List;

    fn decode(json: &mut Json<'_>) -> Self {
        let mut list = Vec::new();
        let there = json.elements(T::TAKES_NULL, |element, _| list.push(T::decode(element)));
        if there && list.len() != N {
            json.note(wrong_length(N));
        }
        let mut list = list.into_iter();
        std::array::from_fn(|_| list.next().unwrap_or_else(|| with_nothing(Spot::Zero, json.notes)))
    }

    fn from_texts(texts: &[Cow<'_, str>]) -> Result<Self, Fault> {
        Vec::from_texts(texts)?.try_into().map_err(|_| wrong_length(N))
    }
}

/// The fault of a fixed array with more or fewer elements.
pub(super) fn wrong_length(length: usize) -> Fault {
    Fault::new(Rule::Length, format!("must have exactly {length} elements"))
}

/// A type that can be the key of a map in JSON, where keys are text.
pub trait MapKey: Ord + Sized {
    /// Reads the key; `None` if the text is no key of this type.
    fn from_key(text: &str) -> Option<Self>;
}

impl MapKey for String {
    fn from_key(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

macro_rules! number_keys {
    ($($type:ty),*) => {$(
        impl MapKey for $type {
            fn from_key(text: &str) -> Option<Self> {
                Self::from_text(text).ok()
            }
        }
    )*};
}

number_keys!(i8, i16, i32, i64, u8, u16, u32, u64);

impl<K: MapKey, T: Decode> Decode for BTreeMap<K, T> {
    fn decode(json: &mut Json<'_>) -> Self {
        let mut map = Self::new();
        json.entries(T::TAKES_NULL, |name, entry| {
            let value = T::decode(entry);
            match K::from_key(name) {
                Some(key) => _ = map.insert(key, value),
                None => entry.note(Fault::kind("must have a whole number as its key")),
            }
        });
        map
    }
}

impl Decode for Bytes {
    const SHAPE: Shape = Shape::List;

    fn decode(json: &mut Json<'_>) -> Self {
        let Some((_, node)) = json.at.node() else { return Self::default() };
        match node.kind {
            Kind::List => Self(Vec::decode(json)),
            // A list as text (row 13): base64 knows no bracket.
            Kind::Text | Kind::Escaped if json.at.tape.text(node).trim_start().starts_with('[') => {
                Self(Vec::decode(json))
            }
            _ => {
                let fault = || Fault::kind("must be base64, or a list of bytes");
                let value = json.scalar(|kind, text, _| match kind {
                    Kind::Text | Kind::Escaped => from_base64(text).ok_or_else(fault),
                    _ => Err(fault()),
                });
                Self(value.unwrap_or_default())
            }
        }
    }

    /// Base64 is a form of JSON: text brings the bytes number by number.
    fn from_texts(texts: &[Cow<'_, str>]) -> Result<Self, Fault> {
        Vec::from_texts(texts).map(Self)
    }
}

impl Decode for serde_json::Value {
    const TAKES_NULL: bool = true;

    fn decode(json: &mut Json<'_>) -> Self {
        let Some((_, node)) = json.at.node() else { return Self::Null };
        match node.kind {
            Kind::Null => Self::Null,
            Kind::True => Self::Bool(true),
            Kind::False => Self::Bool(false),
            Kind::Number => free_number(json.at.tape.raw(node)),
            Kind::Text | Kind::Escaped => Self::String(json.at.tape.text(node).into_owned()),
            Kind::List => {
                let mut list = Vec::new();
                json.elements(true, |element, _| list.push(Self::decode(element)));
                Self::Array(list)
            }
            Kind::Object => {
                let mut map = serde_json::Map::new();
                json.entries(true, |name, entry| _ = map.insert(name.to_owned(), Self::decode(entry)));
                Self::Object(map)
            }
        }
    }
}

/// A number of a free value. serde_json reads fractions fast and not always to the last digit, so it is not asked for those.
fn free_number(text: &str) -> serde_json::Value {
    let number: Option<serde_json::Number> = text.parse().ok();
    let exact = match number {
        Some(number) if number.is_f64() => text.parse().ok().and_then(serde_json::Number::from_f64),
        number => number,
    };
    exact.map_or(serde_json::Value::Null, serde_json::Value::Number)
}
