//! Serializes lists, maps and structs, and the keys of maps.

use serde::ser::{self, Error, Impossible, Serialize, Serializer};

use super::writer::{Writer, key};
use super::{EncodeError, number, string};

/// A list, map or struct that has been opened.
pub(super) struct Compound<'a> {
    out: &'a mut Vec<u8>,
    closing: &'static [u8],
    first: bool,
}

impl<'a> Compound<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, closing: &'static [u8]) -> Self {
        Self { out, closing, first: true }
    }

    fn separate(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.separate();
        value.serialize(&mut Writer::new(self.out))
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        self.separate();
        string::string(self.out, name);
        self.out.push(b':');
        value.serialize(&mut Writer::new(self.out)).map_err(|error| error.inside(name))
    }

    fn close(self) -> Result<(), EncodeError> {
        self.out.extend_from_slice(self.closing);
        Ok(())
    }
}

macro_rules! compounds {
    ($($trait:ident $method:ident($($name:ident: $type:ty),*) => $target:ident;)*) => {$(
        impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = EncodeError;

            fn $method<T: Serialize + ?Sized>(&mut self, $($name: $type,)* value: &T) -> Result<(), EncodeError> {
                self.$target($($name,)* value)
            }

            fn end(self) -> Result<(), EncodeError> {
                self.close()
            }
        }
    )*};
}

compounds! {
    SerializeSeq serialize_element() => element;
    SerializeTuple serialize_element() => element;
    SerializeTupleStruct serialize_field() => element;
    SerializeTupleVariant serialize_field() => element;
    SerializeStruct serialize_field(name: &'static str) => member;
    SerializeStructVariant serialize_field(name: &'static str) => member;
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.separate();
        key(self.out, value)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.out.push(b':');
        value.serialize(&mut Writer::new(self.out))
    }

    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

/// Appends the key of a map.
pub(super) struct Key<'a> {
    pub(super) out: &'a mut Vec<u8>,
}

type Never = Impossible<(), EncodeError>;

fn no_key<T>() -> Result<T, EncodeError> {
    Err(EncodeError::custom("the key of a map must be text or a whole number"))
}

macro_rules! keys {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.out.push(b'"');
            number::whole(self.out, value);
            self.out.push(b'"');
            Ok(())
        }
    )*};
}

macro_rules! no_keys {
    ($($method:ident($($type:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<$result, EncodeError> {
            no_key()
        }
    )*};
}

impl Serializer for Key<'_> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    keys! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    no_keys! {
        serialize_bool(bool) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
        serialize_struct(&'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }

    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        string::string(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), EncodeError> {
        self.serialize_str(variant)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), EncodeError> {
        no_key()
    }
}
