//! What an emitter is.

mod case;
mod engine;
mod layout;
mod renders;

pub use case::{camel, kebab, pascal, pascal_as_written, snake};
pub use engine::{Engine, TemplateFault};
pub use layout::{Page, list};
pub use renders::Renders;

use std::fmt;

use serde::de::DeserializeOwned;

use crate::ir::Api;
use crate::output::{OutputFiles, PathFault};

/// One output: a model in, files out. No state, no I/O.
pub trait Emitter: Sync {
    /// Lower case, unique; also the folder under `emitters/`.
    fn name(&self) -> &'static str;

    /// Makes all files of this output; `renders` holds the texts that a caller keeps from one call to the next.
    ///
    /// # Errors
    /// For a bad option, a key of the contract that the target cannot honor, a template bug or a bad path.
    fn emit(&self, api: &Api, options: &Options, renders: &Renders) -> Result<OutputFiles, EmitError>;
}

/// The emitter's own section of the settings, less `out`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    pub values: serde_json::Map<String, serde_json::Value>,
}

/// Why an emitter made nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmitError {
    /// A setting with a wrong value, an unknown name, or one that is not built yet.
    Option(String),
    /// Routes use keys that this output cannot honor: leaving one out would open a door.
    Unsupported { key: String, routes: Vec<String>, reason: String },
    /// A template bug.
    Template(String),
    /// Two files at one path, or a path outside the root.
    Path(PathFault),
}

impl Options {
    /// Reads the section into the emitter's option struct (which refuses unknown fields).
    ///
    /// # Errors
    /// [`EmitError::Option`] with serde's words.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, EmitError> {
        serde_json::from_value(serde_json::Value::Object(self.values.clone()))
            .map_err(|error| EmitError::Option(error.to_string()))
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(text) => write!(formatter, "{text}"),
            Self::Unsupported { key, routes, reason } => {
                write!(formatter, "`{key}` on {} {reason}", routes.join(", "))
            }
            Self::Template(text) => write!(formatter, "a bug in a template: {text}"),
            Self::Path(PathFault::NotRelative(path)) => write!(formatter, "a bug: `{path}` is no plain relative path"),
            Self::Path(PathFault::Twice(one, other)) => {
                write!(formatter, "two files at one path: `{one}` and `{other}`")
            }
        }
    }
}

impl From<PathFault> for EmitError {
    fn from(fault: PathFault) -> Self {
        Self::Path(fault)
    }
}

impl From<TemplateFault> for EmitError {
    fn from(fault: TemplateFault) -> Self {
        Self::Template(fault.to_string())
    }
}
