//! Key blocks of the closure, for the checks that read their values.

use crate::resolve::Resolved;
use crate::source::SourceId;
use crate::tree::{Annotation, DocForm, Info, KeyBlock, Server, Statement, ValueForm};

/// All `@server` blocks in front of services.
pub(super) fn servers<'a>(resolved: &Resolved<'a>) -> impl Iterator<Item = &'a Server> {
    statements(resolved).filter_map(|(_, statement)| match statement {
        Statement::Service(service) => service.server.as_ref(),
        _ => None,
    })
}

/// All `info` blocks, with the file of each.
pub(super) fn infos<'a>(resolved: &Resolved<'a>) -> impl Iterator<Item = (SourceId, &'a Info)> {
    statements(resolved).filter_map(|(source, statement)| match statement {
        Statement::Info(info) => Some((source, info)),
        _ => None,
    })
}

/// All `@doc ( … )` blocks.
pub(super) fn docs<'a>(resolved: &Resolved<'a>) -> impl Iterator<Item = &'a KeyBlock> {
    annotations(resolved).filter_map(|annotation| match annotation {
        Annotation::Doc(doc) => match &doc.form {
            DocForm::Keys(block) => Some(block),
            DocForm::Text(_) | DocForm::Missing(_) => None,
        },
        Annotation::Handler(_) | Annotation::Server(_) => None,
    })
}

/// All annotations of routes.
pub(super) fn annotations<'a>(resolved: &Resolved<'a>) -> impl Iterator<Item = &'a Annotation> {
    let services = statements(resolved).filter_map(|(_, statement)| match statement {
        Statement::Service(service) => Some(service),
        _ => None,
    });
    services.flat_map(|service| &service.items).flat_map(|item| &item.annotations)
}

fn statements<'a>(resolved: &Resolved<'a>) -> impl Iterator<Item = (SourceId, &'a Statement)> {
    let files = resolved.loaded.parsed.iter().enumerate();
    files.flat_map(|(index, parsed)| {
        parsed.file.statements.iter().map(move |statement| (SourceId(index as u32), statement))
    })
}

/// Key, value and place of the value of each entry that has one.
pub(super) fn values(block: &KeyBlock) -> impl Iterator<Item = (&str, &crate::tree::Value)> {
    let written = block.entries.iter().filter(|entry| entry.value.form != ValueForm::Missing);
    written.map(|entry| (entry.key.text.as_str(), &entry.value))
}

/// One identifier.
pub(super) fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '_' | '$'));
    starts && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '$'))
}
