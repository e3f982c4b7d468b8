//! The name is what generated code refers to; what is in it is the crate's business.

#[derive(Debug, Default)]
pub struct AppState {
    pub greeting: String,
}
