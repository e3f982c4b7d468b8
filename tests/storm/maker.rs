//! Requests that are nearly right: made from the model, from words that the shop may know, and from what it has answered.

use std::collections::BTreeSet;

use apic_tests::Api;
use apic_tests::random::Dice;
use serde_json::{Map, Value, json};

use apic_compiler::ir::{BodyForm, Input, Parameter, Placed, Request, Route, Segment, TypeRef};

use super::known::Known;

/// One request, whole.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) operation: String,
    pub(crate) head_only: bool,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) struct Maker<'a> {
    pub(crate) api: &'a Api,
    pub(crate) routes: &'a [&'a Route],
    /// Of somebody who may do everything.
    pub(crate) token: &'a str,
    pub(crate) dice: Dice,
    pub(crate) known: Known,
    /// What the ids of the request at hand belong to.
    pub(crate) kind: String,
    /// Operations that have answered with success.
    pub(crate) reached: BTreeSet<String>,
}

// === impl Maker ===

impl<'a> Maker<'a> {
    pub(crate) fn request(&mut self) -> Made {
        let route = self.route();
        self.kind = route.operation.rsplit_once('.').map_or("", |(group, _)| group).to_owned();
        let mut head = format!("{} {}", route.method.as_str(), self.path(route));
        let (mut headers, mut body) = (String::new(), Vec::new());
        if let Some(request) = &route.request {
            let query = self.pairs(&request.query);
            if !query.is_empty() {
                head += &format!("?{query}");
            }
            for placed in &request.header {
                if let Some(value) = self.placed(placed) {
                    headers +=
                        &format!("{}: {}\r\n", placed.wire.as_str(), plain(&value).replace(['\r', '\n', '\0'], "?"));
                }
            }
            let kind;
            (kind, body) = self.body(request);
            if let Some(kind) = kind {
                headers += &format!("Content-Type: {kind}\r\n");
            }
        }
        match self.dice.below(20) {
            0 => {}
            1 => headers += "Authorization: Bearer x.y.z\r\n",
            _ => headers += &format!("Authorization: Bearer {}\r\n", self.token),
        }
        if !body.is_empty() || self.dice.once_in(3) {
            headers += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut bytes = format!("{head} HTTP/1.1\r\nHost: shop\r\n{headers}\r\n").into_bytes();
        bytes.append(&mut body);
        Made { operation: route.operation.clone(), head_only: route.method.as_str() == "HEAD", bytes }
    }

    /// One that has not got through yet comes up more often: some take a few others to happen first.
    fn route(&mut self) -> &'a Route {
        let missing: Vec<&Route> =
            self.routes.iter().copied().filter(|route| !self.reached.contains(&route.operation)).collect();
        let among = if missing.is_empty() || !self.dice.once_in(4) { self.routes } else { missing.as_slice() };
        let &route = self.dice.one_of(among);
        route
    }

    fn path(&mut self, route: &Route) -> String {
        let parameters = route.request.as_ref().map(|request| request.path.as_slice()).unwrap_or_default();
        let mut path = String::new();
        for segment in &route.path.segments {
            path.push('/');
            match segment {
                Segment::Literal(text) => path += text,
                Segment::Parameter(name) => path += &self.parameter(name, parameters),
            }
        }
        path
    }

    fn parameter(&mut self, name: &str, parameters: &[Parameter]) -> String {
        let field = parameters.iter().find(|parameter| parameter.name == name).and_then(|found| found.field.as_ref());
        let value = match field {
            Some(placed) => self.value_of(placed),
            None => json!("x"),
        };
        encoded(&plain(&value))
    }

    fn body(&mut self, request: &Request) -> (Option<&'static str>, Vec<u8>) {
        match request.form {
            BodyForm::None => (None, Vec::new()),
            BodyForm::UrlEncoded => (Some("application/x-www-form-urlencoded"), self.pairs(&request.body).into_bytes()),
            BodyForm::Multipart => (Some("multipart/form-data; boundary=storm"), self.parts(&request.body)),
            BodyForm::Json => (Some("application/json"), self.json_body(request).to_string().into_bytes()),
        }
    }

    fn json_body(&mut self, request: &Request) -> Value {
        if !matches!(request.type_, TypeRef::Struct(_)) {
            return self.value(&request.type_, "", None, 0);
        }
        let mut members = Map::new();
        for placed in &request.body {
            if let Some(value) = self.placed(placed) {
                members.insert(placed.wire.as_str().to_owned(), value);
            }
        }
        Value::Object(members)
    }

    fn pairs(&mut self, fields: &[Placed]) -> String {
        let mut pairs = Vec::new();
        for placed in fields {
            let key = encoded(placed.wire.as_str());
            match self.placed(placed) {
                Some(Value::Array(items)) => {
                    pairs.extend(items.iter().map(|item| format!("{key}={}", encoded(&plain(item)))));
                }
                Some(value) => pairs.push(format!("{key}={}", encoded(&plain(&value)))),
                None => {}
            }
        }
        pairs.join("&")
    }

    fn parts(&mut self, fields: &[Placed]) -> Vec<u8> {
        let mut body = Vec::new();
        for placed in fields {
            let field = &self.api.structs[placed.struct_.0].fields[placed.field];
            let name = placed.wire.as_str();
            if matches!(field.type_, TypeRef::File) {
                let head =
                    format!("--storm\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\n\r\n");
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(if self.dice.once_in(5) { b"GIF89a" } else { b"\x89PNG\r\n\x1a\n" });
                // Some are spooled to disk, a few are larger than the contract allows.
                let length = *self.dice.one_of(&[0, 10, 1000, 70_000, 300_000]);
                body.resize(body.len() + length, b'.');
                body.extend_from_slice(b"\r\n");
            } else if let Some(value) = self.placed(placed) {
                let head =
                    format!("--storm\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{}\r\n", plain(&value));
                body.extend_from_slice(head.as_bytes());
            }
        }
        body.extend_from_slice(b"--storm--\r\n");
        body
    }

    /// The value of a field, or none if it is left out.
    fn placed(&mut self, placed: &Placed) -> Option<Value> {
        let api = self.api;
        let field = &api.structs[placed.struct_.0].fields[placed.field];
        let slot = &field.slots[placed.slot];
        self.is_there(&slot.input).then(|| self.value_of(placed))
    }

    pub(super) fn is_there(&mut self, input: &Input) -> bool {
        match input {
            Input::Required | Input::Lenient => !self.dice.once_in(40),
            _ => self.dice.once_in(2),
        }
    }
}

/// A value as text: what path, query, form and header carry.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}
