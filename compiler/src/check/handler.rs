//! `duplicate-handler`, `handler-collision`, `group-collision`, and the part of `bad-name` that concerns handlers: names inside a group are one module.

use std::collections::BTreeMap;

use super::block::is_name;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::route::entry;
use crate::resolve::{Resolved, RouteEntry};
use crate::source::Span;
use crate::tree::Name;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for entry in &resolved.routes {
        let group = groups.entry(module(&entry.group)).or_default();
        group.spelling(entry, sink);
        if let Some(handler) = entry.handler.as_ref().filter(|handler| !handler.text.is_empty()) {
            group.handler(handler, sink);
        }
    }
}

/// Groups whose values differ in case, `-`, `_` or `.` only become one module.
fn module(group: &str) -> String {
    group.chars().filter(|letter| !matches!(letter, '-' | '_' | '.')).flat_map(char::to_lowercase).collect()
}

/// What generated code sees of a handler's name: one trailing `Handler` less, without `_`, without regard to case.
fn stem(handler: &str) -> String {
    let stem = handler.strip_suffix("Handler").or_else(|| handler.strip_suffix("handler")).unwrap_or(handler);
    stem.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase).collect()
}

/// The routes of one module so far.
#[derive(Default)]
struct Group<'r> {
    /// Each value of `group` that leads here, with its first place.
    spellings: Vec<(&'r str, Option<Span>)>,
    handlers: BTreeMap<String, &'r Name>,
}

impl<'r> Group<'r> {
    fn spelling(&mut self, route: &'r RouteEntry<'_>, sink: &mut Sink) {
        // The list is as short as the ways to spell one word; two are all that a message needs.
        if self.spellings.iter().take(2).any(|(known, _)| *known == route.group) {
            return;
        }
        let place = route.server.and_then(|server| entry(&server.block, "group")).map(|entry| entry.value.span);
        if let (Some((first, Some(first_place))), Some(place)) = (self.spellings.first(), place) {
            let message = format!("groups `{first}` and `{}` become one module", route.group);
            let found = Diagnostic::new(Code::GroupCollision, place, message).also(*first_place, "the other spelling");
            sink.push(found.help(format!("write `{first}`, or choose a name of its own")));
        }
        self.spellings.push((&route.group, place));
    }

    fn handler(&mut self, handler: &'r Name, sink: &mut Sink) {
        let stem = stem(&handler.text);
        if !is_name(&handler.text) {
            // Only the old form, `@server(handler: …)`, lets such a text through.
            let message = format!("`{}` cannot name a handler", handler.text);
            sink.push(
                Diagnostic::new(Code::BadName, handler.span, message)
                    .help("a name is a letter or `_`, then letters, digits and `_`"),
            );
            return;
        }
        if stem.is_empty() {
            let message = format!("`{}` leaves no name: `_` and a trailing `Handler` do not count", handler.text);
            sink.push(
                Diagnostic::new(Code::BadName, handler.span, message)
                    .help("name the handler for what it does: `getUser`"),
            );
            return;
        }
        let Some(first) = self.handlers.get(&stem) else {
            self.handlers.insert(stem, handler);
            return;
        };
        let found = if first.text == handler.text {
            let message = format!("handler `{}` is used twice in one group", handler.text);
            Diagnostic::new(Code::DuplicateHandler, handler.span, message).also(first.span, "first used here")
        } else {
            let message = format!("handlers `{}` and `{}` become one name in the output", first.text, handler.text);
            Diagnostic::new(Code::HandlerCollision, handler.span, message).also(first.span, "the other one")
        };
        sink.push(found.help("rename one of them, or put it into a block with another `group`"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn pair(first: &str, second: &str) -> Vec<String> {
        found(&format!("service a {{\n\t@handler {first}\n\tget /x\n\t@handler {second}\n\tget /y\n}}\n"))
    }

    fn groups(first: &str, second: &str, handler: &str) -> Vec<String> {
        let block = |group: &str, handler: &str, path: &str| {
            format!("@server (\n\tgroup: {group}\n)\nservice a {{\n\t@handler {handler}\n\tget /{path}\n}}\n")
        };
        found(&format!("{}{}", block(first, "h", "x"), block(second, handler, "y")))
    }

    #[test]
    fn one_name_a_group_whatever_its_spelling() {
        assert_eq!(pair("h", "h"), ["4 duplicate-handler"]);
        assert_eq!(pair("h", "hHandler"), ["4 handler-collision"]);
        assert_eq!(pair("get_user", "getUser"), ["4 handler-collision"]);
        assert_eq!(pair("h", "k"), [""; 0]);
    }

    #[test]
    fn groups_are_scopes() {
        assert_eq!(groups("g", "k", "h"), [""; 0]);
        assert_eq!(groups("g", "\"/g/\"", "h"), ["12 duplicate-handler"]);
        assert_eq!(groups("User", "user", "k"), ["9 group-collision"]);
        assert_eq!(groups("a-b", "ab", "H"), ["9 group-collision", "12 handler-collision"]);
    }

    #[test]
    fn a_handler_is_more_than_its_suffix() {
        assert_eq!(pair("_", "Handler"), ["2 bad-name", "4 bad-name"]);
        let old = "service a {\n\t@server (\n\t\thandler: a-b\n\t)\n\tget /x\n}\n";
        assert_eq!(found(old), ["2 legacy-handler", "3 bad-name"]);
    }
}
