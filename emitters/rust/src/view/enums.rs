//! Closed enums: `options=` on a text.

use super::rename::{VARIANT_RULES, best_rule};
use crate::doc;
use crate::layout::{self, GENERATED};
use crate::types::Scope;

#[derive(Debug, serde::Serialize)]
pub(crate) struct EnumView {
    pub doc: Vec<String>,
    pub name: String,
    pub renamed: bool,
    pub rename_all: String,
    pub variants: Vec<VariantView>,
    pub values: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
pub(crate) struct VariantView {
    pub name: String,
    pub renamed: bool,
    pub wire: String,
}

impl EnumView {
    pub(super) fn new(scope: Scope<'_>, id: usize) -> Self {
        let enum_ = &scope.api.enums[id];
        let names = &scope.names.enums[id];
        let texts: Vec<(&str, &str)> = names
            .variants
            .iter()
            .zip(&enum_.values)
            .map(|(name, value)| (name.as_str(), value.text.as_str()))
            .collect();
        let ascii = texts.iter().all(|(name, _)| name.is_ascii());
        let rule = if ascii { best_rule(VARIANT_RULES, &texts) } else { None };
        let printed = |name: &str| rule.map_or_else(|| name.to_string(), |(_, make)| make(name));
        let pairs: Vec<String> = texts.iter().map(|(name, text)| format!("({text:?}, Self::{name})")).collect();
        let head = "const VALUES: &'static [(&'static str, Self)] = &[";
        Self {
            doc: doc::lines(enum_.doc.lines.iter().map(String::as_str), GENERATED - 4),
            name: names.name.clone(),
            renamed: rule.is_some(),
            rename_all: rule.map(|(name, _)| name.to_string()).unwrap_or_default(),
            variants: texts
                .iter()
                .map(|(name, text)| VariantView {
                    name: (*name).to_string(),
                    renamed: printed(name) != *text,
                    wire: format!("{text:?}"),
                })
                .collect(),
            values: layout::generated(4, head, &pairs, "];"),
        }
    }
}
