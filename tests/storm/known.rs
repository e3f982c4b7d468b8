//! What the shop has told, for requests that come later.

use std::collections::BTreeMap;

use serde_json::Value;

/// What the shop has told so far.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// By kind: the group of the routes that speak of them, and `note`.
    pub(super) ids: BTreeMap<String, Vec<i64>>,
    pub(super) carts: Vec<String>,
    pub(super) revisions: Vec<i64>,
}

impl Known {
    /// Remembers ids, carts and revisions of an answer.
    pub(crate) fn learn(&mut self, operation: &str, answer: &[u8]) {
        let Ok(value) = serde_json::from_slice::<Value>(answer) else { return };
        let kind = match operation {
            "storefront.cart.checkout" => "admin.order",
            "admin.order.addNote" | "admin.order.notes" => "note",
            _ => operation.rsplit_once('.').map_or("", |(group, _)| group),
        };
        self.learn_from(kind, &value, 0);
    }

    fn learn_from(&mut self, kind: &str, value: &Value, depth: usize) {
        match value {
            Value::Object(members) => {
                let whole = |name: &str| {
                    let member = members.get(name)?;
                    member.as_i64().or_else(|| member.as_str()?.parse().ok())
                };
                keep(self.ids.entry(kind.to_owned()).or_default(), whole("id"));
                keep(&mut self.revisions, whole("revision").filter(|_| kind == "catalog.product"));
                let token = members.get("token").and_then(Value::as_str).filter(|token| token.starts_with("cart-"));
                keep(&mut self.carts, token.map(str::to_owned));
                let notes = members.get("notes").into_iter();
                notes.for_each(|notes| self.learn_from("note", notes, depth + 1));
                let items = ["items", "children"].iter().filter_map(|name| members.get(*name));
                items.for_each(|items| self.learn_from(kind, items, depth + 1));
            }
            Value::Array(items) if depth < 4 => items.iter().for_each(|item| self.learn_from(kind, item, depth + 1)),
            _ => {}
        }
    }
}

/// Only the latest: older things are gone.
fn keep<T>(list: &mut Vec<T>, item: Option<T>) {
    list.extend(item);
    if list.len() > 20 {
        list.drain(..10);
    }
}
