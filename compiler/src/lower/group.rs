//! Groups in order of first mention, with their routes.

use std::collections::BTreeMap;

use super::{doc, request, route};
use crate::emit::snake;
use crate::ir::{Doc, Group, Name};
use crate::wire::words;

/// All groups. Values that differ in case, `-`, `_` or `.` only are one module, so they are one group.
pub(super) fn groups(types: &request::Types<'_>) -> Vec<Group> {
    let context = types.context;
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut last_block = None;
    for entry in &context.resolved.routes {
        let segments = segments(&entry.group);
        let key = segments.iter().map(snake).collect();
        let index = *known.entry(key).or_insert_with(|| {
            groups.push(Group { segments, doc: Doc::default(), routes: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(index) else { continue };
        // A block's comment describes its group once, however many routes the block has.
        if last_block != Some(entry.service.span) {
            last_block = Some(entry.service.span);
            let lines = doc::service(context, entry.source, entry.service);
            if !lines.is_empty() && !group.doc.lines.is_empty() {
                group.doc.lines.push(String::new());
            }
            group.doc.lines.extend(lines);
        }
        group.routes.push(route::route(types, entry, &group.segments));
    }
    groups
}

/// `admin/order-item` = `admin`, `order item`.
fn segments(group: &str) -> Vec<Name> {
    group.split('/').filter(|part| !part.is_empty()).map(words).collect()
}
