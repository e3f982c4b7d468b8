//! What `omitempty` leaves out.

use std::collections::BTreeMap;

use crate::bytes::Bytes;

/// A type that has an empty value: false, 0, "", no elements, no value. Structs and fixed arrays have none.
pub trait Empty {
    /// Whether this is it.
    fn is_empty(&self) -> bool;
}

/// Whether `omitempty` leaves the value out: `#[serde(skip_serializing_if = "rt::is_empty")]`.
pub fn is_empty<T: Empty>(value: &T) -> bool {
    value.is_empty()
}

macro_rules! zero_is_empty {
    ($($type:ty: $zero:literal),*) => {$(
        impl Empty for $type {
            fn is_empty(&self) -> bool {
                *self == $zero
            }
        }
    )*};
}

zero_is_empty!(i8: 0, i16: 0, i32: 0, i64: 0, u8: 0, u16: 0, u32: 0, u64: 0, f32: 0.0, f64: 0.0, bool: false);

impl Empty for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for Bytes {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Empty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K, T> Empty for BTreeMap<K, T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for serde_json::Value {
    fn is_empty(&self) -> bool {
        self.is_null()
    }
}
