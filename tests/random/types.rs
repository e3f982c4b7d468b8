//! Random types: every shape that goes the same way in and out.

use super::dice::Dice;

#[derive(Debug)]
pub(super) struct Types {
    pub structs: Vec<Struct>,
}

#[derive(Debug)]
pub(super) struct Struct {
    pub name: String,
    /// Indices of embedded structs.
    pub embedded: Vec<usize>,
    pub fields: Vec<Field>,
    /// Its route takes one value, not a list.
    pub alone: bool,
}

#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    pub wire: String,
    pub type_: Type,
    pub presence: Presence,
    /// `omitempty`.
    pub omits_empty: bool,
    /// `,string`.
    pub text: bool,
    pub options: &'static [&'static str],
    pub range: Option<(i128, i128)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
    /// `*T`, optional.
    Pointer,
    /// `default=` with the value that [`Type::default_text`] gives.
    Default,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Bool,
    Text,
    /// Go's name and the ends.
    Int(&'static str, i128, i128),
    Float32,
    Float64,
    Bytes,
    Any,
    List(Box<Type>),
    Array(usize, Box<Type>),
    /// Whether the keys are `int64`.
    Map(bool, Box<Type>),
    Struct(usize),
}

const INTS: &[(&str, i128, i128)] = &[
    ("int", i64::MIN as i128, i64::MAX as i128),
    ("int8", -128, 127),
    ("int16", -32768, 32767),
    ("int32", -2_147_483_648, 2_147_483_647),
    ("int64", i64::MIN as i128, i64::MAX as i128),
    ("uint", 0, u64::MAX as i128),
    ("uint8", 0, 255),
    ("uint16", 0, 65535),
    ("uint32", 0, 4_294_967_295),
    ("uint64", 0, u64::MAX as i128),
    ("rune", -2_147_483_648, 2_147_483_647),
];

/// Parts of wire names; a number makes each unique.
const WIRES: &[&str] =
    &["name", "userId", "user_id", "UPPER", "x-y", "a.b", "名", "type", "self", "r#", "Größe", "async", "_"];

const OPTIONS: &[&[&str]] =
    &[&["red", "green", "dark-blue"], &["a", "A", "1"], &["x y", "ü"], &["self", "Self", "type"]];

pub(super) fn random(dice: &mut Dice, count: usize) -> Types {
    let mut structs = Vec::new();
    for index in 0..count {
        let embedded = embedded(dice, &structs);
        let fields = (0..1 + dice.below(9)).map(|field| random_field(dice, index, field)).collect();
        structs.push(Struct { name: format!("T{index}"), embedded, fields, alone: index % 2 == 0 });
    }
    Types { structs }
}

/// Now and then one that embeds nothing itself and cannot be met twice.
fn embedded(dice: &mut Dice, earlier: &[Struct]) -> Vec<usize> {
    let index = dice.below(earlier.len());
    match earlier.get(index) {
        Some(struct_) if dice.once_in(5) && struct_.embedded.is_empty() => vec![index],
        _ => Vec::new(),
    }
}

fn random_field(dice: &mut Dice, owner: usize, number: usize) -> Field {
    let wire = format!("{}{owner}{}{number}", dice.one_of(WIRES), if dice.once_in(2) { "_" } else { "" });
    let mut field = Field {
        name: format!("F{owner}x{number}"),
        wire,
        type_: random_type(dice, owner, 3),
        presence: Presence::Required,
        omits_empty: false,
        text: false,
        options: &[],
        range: None,
    };
    // A type that holds itself needs an end.
    if dice.once_in(12) {
        field.type_ = Type::Struct(owner);
        field.presence = Presence::Pointer;
        return field;
    }
    field.presence = *dice.one_of(&[Presence::Required, Presence::Optional, Presence::Pointer, Presence::Default]);
    if field.presence == Presence::Default && !field.type_.is_scalar()
        || field.presence == Presence::Pointer && !matches!(field.type_, Type::Struct(_)) && !field.type_.is_scalar()
    {
        field.presence = Presence::Optional;
    }
    field.omits_empty = dice.once_in(5);
    let number = matches!(field.type_, Type::Int(..) | Type::Float32 | Type::Float64 | Type::Bool);
    field.text = number && dice.once_in(4);
    let plain = matches!(field.presence, Presence::Required | Presence::Optional);
    match field.type_ {
        Type::Text if plain && !field.omits_empty && dice.once_in(2) => field.options = *dice.one_of(OPTIONS),
        Type::Int(_, least, most) if plain && dice.once_in(3) => {
            let low = dice.between(least.max(-1000), 100);
            field.range = Some((low, (low + 7).min(most)));
        }
        _ => {}
    }
    field
}

fn random_type(dice: &mut Dice, owner: usize, depth: usize) -> Type {
    let inner = |dice: &mut Dice| Box::new(random_type(dice, owner, depth - 1));
    match dice.below(if depth == 0 { 8 } else { 14 }) {
        0 => Type::Bool,
        1 | 2 => Type::Text,
        3 | 4 => {
            let (name, least, most) = *dice.one_of(INTS);
            Type::Int(name, least, most)
        }
        5 => Type::Float64,
        6 => Type::Float32,
        7 if owner > 0 => Type::Struct(dice.below(owner)),
        7 => Type::Bytes,
        8 => Type::Bytes,
        9 => Type::Any,
        10 | 11 => match inner(dice) {
            // `[]uint8` is `[]byte`.
            byte if matches!(*byte, Type::Int("uint8", ..)) => Type::Bytes,
            item => Type::List(item),
        },
        12 => Type::Array(1 + dice.below(4), inner(dice)),
        _ => Type::Map(dice.once_in(3), inner(dice)),
    }
}

// === impl Type ===

impl Type {
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self, Self::Bool | Self::Text | Self::Int(..) | Self::Float32 | Self::Float64)
    }

    /// The text of `default=`.
    pub(super) fn default_text(&self) -> &'static str {
        match self {
            Self::Bool => "true",
            Self::Int(..) => "7",
            Self::Float32 | Self::Float64 => "0.5",
            _ => "none given",
        }
    }
}
