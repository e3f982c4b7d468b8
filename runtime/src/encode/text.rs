//! Values printed inside text: `,string`, and 64-bit integers where the contract asks for it. For `#[serde(with = "rt::text")]`.

use std::collections::BTreeMap;

use serde::Serializer;
use serde::ser::{SerializeMap, SerializeSeq};

use crate::decode::{Decode, Json, TextEnum};
use crate::encode;

/// A type that can be printed inside text, alone or in an option, list or map.
pub trait Text {
    /// Prints it.
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What serde calls.
pub fn serialize<T: Text, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.print(serializer)
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl Text for $type {
            fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

whole_numbers!(i8, i16, i32, i64, u8, u16, u32, u64, bool);

/// Values whose JSON is more than their digits: Go prints that JSON inside of the text.
macro_rules! by_json {
    ($($type:ty),*) => {$(
        impl Text for $type {
            fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let json = encode::to_json(self).map_err(serde::ser::Error::custom)?;
                serializer.serialize_str(&String::from_utf8_lossy(&json))
            }
        }
    )*};
}

by_json!(f32, f64, String);

impl<T: Text> Text for Option<T> {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.print(serializer),
            None => serializer.serialize_none(),
        }
    }
}

/// As for a plain text, which it is on the wire.
impl<T: TextEnum> Text for T {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_str().to_owned().print(serializer)
    }
}

impl<T: Text> Text for Vec<T> {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().print(serializer)
    }
}

impl<T: Text, const N: usize> Text for [T; N] {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().print(serializer)
    }
}

impl<T: Text> Text for [T] {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for value in self {
            list.serialize_element(&Printed(value))?;
        }
        list.end()
    }
}

impl<K: serde::Serialize, T: Text> Text for BTreeMap<K, T> {
    fn print<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Printed(value))?;
        }
        map.end()
    }
}

/// A whole body of such values, and what is inside of them: `[wire] int64 = "string"` speaks of it, and no field can.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InText<T>(pub(crate) T);

impl<T: Text> serde::Serialize for InText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.print(serializer)
    }
}

impl<T: Decode> Decode for InText<T> {
    const TAKES_NULL: bool = T::TAKES_NULL;

    fn decode(json: &mut Json<'_>) -> Self {
        Self(json.quoted(T::decode))
    }
}

struct Printed<'a, T>(&'a T);

impl<T: Text> serde::Serialize for Printed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.print(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_any_depth_are_in_text() {
        let value = InText(BTreeMap::from([("a", vec![vec![Some(9_007_199_254_740_993_i64), None], vec![Some(-1)]])]));
        assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"a":[["9007199254740993",null],["-1"]]}"#);
    }
}
