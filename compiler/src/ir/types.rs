//! Structs, enums, and references to types.

use super::{Doc, Field, Name};

/// Index into [`super::Api::structs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct StructId(pub usize);

/// Index into [`super::Api::enums`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct EnumId(pub usize);

/// A type where one is used. Pointers are gone: on a field they became its presence, inside lists and maps they change nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum TypeRef {
    Scalar(ScalarType),
    /// `[]byte`: base64 text.
    Bytes,
    /// `any`: whatever JSON holds.
    Any,
    List(Box<TypeRef>),
    /// Exactly `length` items.
    Array {
        length: u32,
        item: Box<TypeRef>,
    },
    Map {
        key: MapKey,
        value: Box<TypeRef>,
    },
    Struct(StructId),
    /// A scalar with `options=`.
    Enum(EnumId),
    /// A file slot of a multipart form.
    File,
}

/// A scalar and its JSON form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct ScalarType {
    pub scalar: Scalar,
    /// Inside a JSON string: `,string`, or `[wire] int64 = "string"`. In path, query, form and header everything is text anyway.
    pub text: bool,
}

/// The scalars that have a wire form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scalar {
    Bool,
    String,
    Int(Int),
    Float32,
    Float64,
}

/// An integer type. `byte` is 8 unsigned, `rune` 32 signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Int {
    /// 8, 16, 32 or 64.
    pub bits: u8,
    pub signed: bool,
    /// Go's `int` or `uint`: 64 bits at the server, a JSON number whatever `[wire] int64` says.
    pub word: bool,
}

/// Keys of a JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MapKey {
    String,
    Int(Int),
}

/// A struct as one side sees it, embedded structs flattened (shallowest name wins).
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Struct {
    /// `Item`; `Item` `Input` for a request face that differs; `<Type><Field>` for an inline struct.
    pub name: Name,
    pub face: Face,
    pub uses: Uses,
    /// Where it was declared: types are written to a file of that name.
    pub file: FileName,
    pub doc: Doc,
    pub fields: Vec<Field>,
    /// It holds itself by way of lists, maps or pointers.
    pub recursive: bool,
}

/// Who sees a struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    Request,
    /// Also of types that no route reaches.
    Response,
    /// Both sides, with the same view.
    Both,
}

/// Which codecs a struct needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Uses {
    /// Some route's request is this struct: its fields come from path, query, header and body.
    pub request: bool,
    /// It is part of some JSON request body (inside a field, or as item of a list body).
    pub request_body: bool,
    /// It is, or is part of, some response.
    pub response: bool,
}

/// The path of the declaring `.api` file, relative to the entry's folder, without `.api`, leading `..` dropped: one entry a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct FileName {
    pub parts: Vec<String>,
}

/// The `options=` list of a field.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Enum {
    /// `<Type><Field>` of the declaring type.
    pub name: Name,
    pub base: ScalarType,
    pub file: FileName,
    pub doc: Doc,
    /// Every accepted value is listed. Not so on a list, whose elements go-zero does not look at, nor with a default outside of the list.
    pub closed: bool,
    /// In source order, no two alike.
    pub values: Vec<EnumValue>,
    /// A response may hold values that are not listed: some response carries it, and `[wire] enums` is not `closed`.
    pub open: bool,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct EnumValue {
    /// As it stands in the option: membership is decided on the text as sent.
    pub text: String,
    /// As JSON: a string for text, else the number; always a string where the base is text on the wire.
    pub json: serde_json::Value,
}
