//! The TypeScript client with all that it can bring, and the contract that makes its lines long.

use serde_json::{Value, json};

/// A contract whose names are so long that most lines of code must be broken, from where the cases are.
pub const LONG: &str = "../long";

/// The options that ask for every output, and more of them.
pub fn options(more: &Value) -> Value {
    let mut options = json!({ "facade": true, "query": "tanstack", "rules": true, "zod": true, "mocks": true });
    for (name, value) in more.as_object().into_iter().flatten() {
        options[name] = value.clone();
    }
    options
}
