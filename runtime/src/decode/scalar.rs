//! Decoding of single values: bool, text, numbers, closed enums.

use std::num::IntErrorKind;

use super::field::not_listed;
use super::json::Json;
use super::mode::Mode;
use super::tape::Kind;
use super::violation::Fault;
use super::{Decode, Shape, TextEnum};

/// The fault of a value of another kind.
const NOT_BOOL: Fault = Fault::kind("must be true or false");
const NOT_TEXT: Fault = Fault::kind("must be text");
const NOT_NUMBER: Fault = Fault::kind("must be a number");
const NOT_WHOLE: Fault = Fault::kind("must be a whole number");
const NOT_NUMBER_IN_TEXT: Fault = Fault::kind("must be a number, which may stand in quotes");

impl Decode for bool {
    const SHAPE: Shape = Shape::Scalar;

    fn decode(json: &mut Json<'_>) -> Self {
        let value = json.scalar(|kind, text, mode| match (kind, mode) {
            (Kind::True, Mode::Plain | Mode::Element | Mode::Entry | Mode::Text) => Ok(true),
            (Kind::False, Mode::Plain | Mode::Element | Mode::Entry | Mode::Text) => Ok(false),
            (Kind::Text | Kind::Escaped, Mode::Quoted | Mode::Element) => Self::from_text(text),
            (Kind::Number, Mode::Quoted | Mode::Element | Mode::Entry) => Self::from_text(text),
            _ => Err(NOT_BOOL),
        });
        value.unwrap_or_default()
    }

    fn from_text(text: &str) -> Result<Self, Fault> {
        match text {
            "1" => Ok(true),
            "0" => Ok(false),
            _ if text.eq_ignore_ascii_case("true") => Ok(true),
            _ if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(NOT_BOOL),
        }
    }
}

impl Decode for String {
    const SHAPE: Shape = Shape::Scalar;

    fn decode(json: &mut Json<'_>) -> Self {
        let value = json.scalar(|kind, text, mode| match (kind, mode) {
            (Kind::Text | Kind::Escaped, _) | (Kind::Number, Mode::Quoted | Mode::Element | Mode::Entry) => {
                Ok(text.to_owned())
            }
            _ => Err(NOT_TEXT),
        });
        value.unwrap_or_default()
    }

    fn from_text(text: &str) -> Result<Self, Fault> {
        Ok(text.to_owned())
    }
}

impl<T: TextEnum> Decode for T {
    const SHAPE: Shape = Shape::Scalar;

    fn decode(json: &mut Json<'_>) -> Self {
        let value = json.scalar(|kind, text, mode| match (kind, mode) {
            (Kind::Text | Kind::Escaped, _) | (Kind::Number, Mode::Quoted | Mode::Element | Mode::Entry) => {
                Self::from_text(text)
            }
            _ => Err(NOT_TEXT),
        });
        value.unwrap_or(const { T::VALUES[0].1 })
    }

    fn from_text(text: &str) -> Result<Self, Fault> {
        let found = T::VALUES.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value).ok_or_else(|| not_listed(T::VALUES.iter().map(|(name, _)| *name)))
    }
}

/// Reads the text of a number, if this kind of value may hold one here.
fn number<T>(kind: Kind, text: &str, mode: Mode, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    match (kind, mode) {
        (Kind::Number, _) | (Kind::Text | Kind::Escaped, Mode::Quoted | Mode::Element) => parse(text),
        (_, Mode::Quoted) => Err(NOT_NUMBER_IN_TEXT),
        _ => Err(NOT_NUMBER),
    }
}

macro_rules! whole_numbers {
    ($($type:ty, $signed:literal;)*) => {$(
        impl Decode for $type {
            const SHAPE: Shape = Shape::Scalar;

            fn decode(json: &mut Json<'_>) -> Self {
                json.scalar(|kind, text, mode| number(kind, text, mode, Self::from_text)).unwrap_or_default()
            }

            fn from_text(text: &str) -> Result<Self, Fault> {
                if !$signed && text.starts_with('+') {
                    return Err(NOT_WHOLE);
                }
                text.parse().map_err(|error: std::num::ParseIntError| match error.kind() {
                    IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => {
                        Fault::kind(concat!("must be a whole number that fits ", stringify!($type)))
                    }
                    _ => NOT_WHOLE,
                })
            }
        }
    )*};
}

whole_numbers! {
    i8, true;
    i16, true;
    i32, true;
    i64, true;
    u8, false;
    u16, false;
    u32, false;
    u64, false;
}

macro_rules! fractions {
    ($($type:ty),*) => {$(
        impl Decode for $type {
            const SHAPE: Shape = Shape::Scalar;

            fn decode(json: &mut Json<'_>) -> Self {
                json.scalar(|kind, text, mode| number(kind, text, mode, Self::from_text)).unwrap_or_default()
            }

            fn from_text(text: &str) -> Result<Self, Fault> {
                // Rust also reads `nan`, `inf` and `infinity`, which nothing could print again.
                let spelled = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
                match text.parse::<Self>() {
                    Ok(value) if spelled && value.is_finite() => Ok(value),
                    Ok(_) if spelled => Err(Fault::kind(concat!("must be a number that fits ", stringify!($type)))),
                    _ => Err(NOT_NUMBER),
                }
            }
        }
    )*};
}

fractions!(f32, f64);
