//! Module lists: `logic.rs`, `logic/<group>.rs`, `middleware.rs`.

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct View {
    pub entry: String,
    pub title: String,
    pub any: bool,
    pub modules: Vec<String>,
}

impl View {
    /// Sorted as rustfmt wants them: by bytes.
    pub(crate) fn new(entry: &str, title: String, mut modules: Vec<String>) -> Self {
        modules.sort();
        Self { entry: entry.to_string(), title, any: !modules.is_empty(), modules }
    }
}
