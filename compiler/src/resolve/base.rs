//! The base types and their names.

/// The base types (language.md §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Bool,
    String,
    Byte,
    Rune,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Any,
}

impl Base {
    /// The base type of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        BASES.iter().find(|(known, _)| *known == name).map(|(_, base)| *base)
    }
}

/// Every base type under its name.
pub(crate) const BASES: &[(&str, Base)] = &[
    ("string", Base::String),
    ("int64", Base::Int64),
    ("bool", Base::Bool),
    ("int", Base::Int),
    ("int32", Base::Int32),
    ("float64", Base::Float64),
    ("float32", Base::Float32),
    ("any", Base::Any),
    ("byte", Base::Byte),
    ("rune", Base::Rune),
    ("int8", Base::Int8),
    ("int16", Base::Int16),
    ("uint", Base::Uint),
    ("uint8", Base::Uint8),
    ("uint16", Base::Uint16),
    ("uint32", Base::Uint32),
    ("uint64", Base::Uint64),
    ("uintptr", Base::Uintptr),
    ("complex64", Base::Complex64),
    ("complex128", Base::Complex128),
];
