//! Groups in order of first mention, with their routes.

use std::collections::BTreeMap;

use super::{doc, request, route};
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
        let key = segments.iter().map(|name| name.words.concat().to_lowercase()).collect();
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{Opened, ReadFault, Reader, Settings, compile};

    struct Memory(BTreeMap<&'static str, &'static str>);

    impl Reader for Memory {
        fn read(&self, path: &str) -> Result<Opened, ReadFault> {
            let text = self.0.get(path).ok_or(ReadFault::Missing)?;
            Ok(Opened { identity: path.to_string(), bytes: text.as_bytes().to_vec() })
        }
    }

    #[test]
    fn groups_that_differ_in_separators_are_one_module() {
        let block =
            |group, handler| format!("@server(group: {group})\nservice s {{\n@handler {handler}\nget /{handler}\n}}\n");
        let text = [block("a-b", "x"), block("AB", "y"), block("a/b", "z")].concat();
        let files = Memory(BTreeMap::from([("main.api", &*text.leak())]));
        let api = compile(&files, "main.api", &Settings::default()).unwrap().api.unwrap();
        let operations: Vec<Vec<&str>> = api
            .groups
            .iter()
            .map(|group| group.routes.iter().map(|route| route.operation.as_str()).collect())
            .collect();
        assert_eq!(operations, [vec!["a_b.x", "a_b.y"], vec!["a.b.z"]]);
    }
}
