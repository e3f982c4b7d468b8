//! Which types hold values that are converted (`int64`, `bytes`), and how that is written down.

use std::collections::BTreeSet;

use apic_compiler::emit::camel;
use apic_compiler::ir::{Api, Field, Int, Scalar, ScalarType, Source, Struct, StructId, TypeRef};

use crate::names::identifier;
use crate::options::{Bytes, Int64, Options};
use crate::scope::Scope;

/// The constants of converted structs.
#[derive(Hash)]
pub(crate) struct Codecs {
    int64: Int64,
    bytes: Bytes,
    /// By struct, none if nothing inside is converted; empty where nothing ever is.
    names: Vec<Option<String>>,
}

// === impl Codecs ===

impl Codecs {
    pub(crate) fn new(api: &Api, options: &Options) -> Self {
        let mut this = Self { int64: options.int64, bytes: options.bytes, names: Vec::new() };
        if this.int64 == Int64::Number && this.bytes == Bytes::Base64 {
            return this;
        }
        this.names = vec![None; api.structs.len()];
        let mut scope = Scope::default();
        let names: Vec<String> =
            api.structs.iter().map(|found| scope.take(format!("{}Codec", identifier(&camel(&found.name))))).collect();
        // A struct is converted if a field is; that field may be a struct found later, so until nothing changes.
        loop {
            let converted = |found: &Struct| fields(found).any(|(_, field)| this.is_converted(&field.type_));
            let news: Vec<usize> = (0..api.structs.len())
                .filter(|index| this.names[*index].is_none() && converted(&api.structs[*index]))
                .collect();
            if news.is_empty() {
                return this;
            }
            for index in news {
                this.names[index] = Some(names[index].clone());
            }
        }
    }

    /// The constant of a struct.
    pub(crate) fn name(&self, id: StructId) -> Option<&str> {
        self.names.get(id.0)?.as_deref()
    }

    /// What a 64-bit integer is, where it is no number.
    pub(crate) fn wide(&self, scalar: ScalarType) -> Option<Int64> {
        let Scalar::Int(Int { bits: 64, word: false, .. }) = scalar.scalar else { return None };
        (!scalar.text && self.int64 != Int64::Number).then_some(self.int64)
    }

    pub(crate) fn has_bytes(&self) -> bool {
        self.bytes == Bytes::Uint8array
    }

    fn is_converted(&self, type_: &TypeRef) -> bool {
        self.expression(type_, "", &mut BTreeSet::new()).is_some()
    }

    /// How a value is converted, if it is; constants of structs come with `prefix` and are noted in `used`.
    pub(crate) fn expression(&self, type_: &TypeRef, prefix: &str, used: &mut BTreeSet<StructId>) -> Option<String> {
        match type_ {
            TypeRef::Scalar(scalar) => Some(match self.wide(*scalar)? {
                Int64::Bigint => "\"bigint\"".to_string(),
                Int64::String | Int64::Number => "\"digits\"".to_string(),
            }),
            TypeRef::Bytes => self.has_bytes().then(|| "\"bytes\"".to_string()),
            TypeRef::List(item) | TypeRef::Array { item, .. } => {
                Some(format!("{{ list: {} }}", self.expression(item, prefix, used)?))
            }
            TypeRef::Map { value, .. } => Some(format!("{{ map: {} }}", self.expression(value, prefix, used)?)),
            TypeRef::Struct(id) => {
                let name = self.name(*id)?;
                used.insert(*id);
                Some(format!("() => {prefix}{name}"))
            }
            TypeRef::Any | TypeRef::Enum(_) | TypeRef::File => None,
        }
    }
}

/// The fields of a JSON object with their wire names.
pub(crate) fn fields(struct_: &Struct) -> impl Iterator<Item = (&str, &Field)> {
    struct_.fields.iter().filter_map(|field| {
        let slot = field.slots.iter().find(|slot| slot.source == Source::Json)?;
        Some((slot.wire.as_str(), field))
    })
}
