//! Key blocks and documentation that goctl refuses.

use super::{Lint, text};
use crate::check::block::{annotations, docs, infos, servers};
use crate::tree::{Annotation, DocForm, KeyBlock, ValueForm};

pub(super) fn blocks(lint: &mut Lint<'_, '_, '_>) {
    let resolved = lint.resolved;
    for block in infos(resolved).map(|(_, info)| &info.block).chain(docs(resolved)) {
        quoted_block(lint, block);
    }
    for server in servers(resolved) {
        server_block(lint, &server.block);
    }
    for annotation in annotations(resolved) {
        doc(lint, annotation);
    }
}

/// In `info` and `@doc` goctl wants plain keys and strings.
fn quoted_block(lint: &mut Lint<'_, '_, '_>, block: &KeyBlock) {
    for entry in &block.entries {
        if entry.key.text.contains(['-', '.']) {
            lint.say(entry.key.span, "a key with dashes or dots");
        }
        match entry.value.form {
            ValueForm::Bare if !text::is_word(&entry.value.text) => {
                lint.say(entry.value.span, "this value without quotes here")
            }
            ValueForm::Quoted if lint.slice(entry.value.span).trim_end_matches('"').contains("\\\"") => {
                lint.say(entry.value.span, "an escaped quote");
            }
            ValueForm::Bare | ValueForm::Quoted | ValueForm::Raw | ValueForm::Missing => {}
        }
    }
}

fn server_block(lint: &mut Lint<'_, '_, '_>, block: &KeyBlock) {
    for entry in &block.entries {
        match entry.value.form {
            ValueForm::Raw => lint.say(entry.value.span, "backticks here"),
            ValueForm::Bare if !text::is_server_value(&entry.value.text) => {
                lint.say(entry.value.span, "this value without quotes");
            }
            ValueForm::Bare | ValueForm::Quoted | ValueForm::Missing => {}
        }
    }
}

fn doc(lint: &mut Lint<'_, '_, '_>, annotation: &Annotation) {
    let Annotation::Doc(doc) = annotation else { return };
    let behind = lint.slice(doc.span).trim_start_matches("@doc").trim_start();
    let bracket = behind.starts_with('(');
    match &doc.form {
        DocForm::Text(literal) if literal.raw => lint.say(literal.span, "backticks here"),
        DocForm::Text(_) if bracket => lint.say(doc.span, "a single string between brackets"),
        DocForm::Keys(_) if !bracket => lint.say(doc.span, "`@doc` with a key and without brackets"),
        DocForm::Text(_) | DocForm::Keys(_) | DocForm::Missing(_) => {}
    }
}
