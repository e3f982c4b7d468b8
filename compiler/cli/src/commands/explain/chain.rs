//! What a request passes on its way to the logic of a route, outside first: the order of the generated server, and what each stage refuses with.

use apic_compiler::emit::pascal;
use apic_compiler::ir::{Api, BodyForm, Route};
use schemars::JsonSchema;
use serde::Serialize;

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub stage: String,
    /// How it is set for this route.
    pub set: String,
    pub refuses: Vec<Refusal>,
}

/// An answer without the logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Refusal {
    pub status: u16,
    pub code: &'static str,
}

/// The server's own settings, which `etc/*.yaml` may change.
const TIMEOUT: &str = "that of the server (`timeout`, 3 s unless its configuration says otherwise)";
const MAX_BYTES: &str = "that of the server (`max_bytes`, 1 MiB unless its configuration says otherwise)";
const MAX_BYTES_OF_FILES: &str = "that of the server (`max_bytes`), 32 MiB at least because files are sent";

/// All stages of a route.
pub(super) fn chain(api: &Api, route: &Route) -> Vec<Stage> {
    let mut chain = Chain { route, stages: Vec::new() };
    chain.governance("maxConns", &[(503, "too_many_requests_in_flight")]);
    let by_user = chain.value("rateKey").is_some_and(|key| key == "user");
    if !by_user {
        chain.rate_limit();
    }
    chain.governance("priority", &[(503, "overloaded")]);
    chain.governance("breaker", &[(503, "breaker_open")]);
    chain.timeout();
    chain.governance("middlewareFirst", &[]);
    chain.jwt();
    if by_user {
        chain.rate_limit();
    }
    chain.body_limit();
    if route.guard.signature {
        chain.add("signature", "as go-zero signs", &[(403, "bad_signature")]);
    }
    for name in &route.middleware {
        chain.add("middleware", pascal(name), &[]);
    }
    chain.extraction(api);
    let status = route.status;
    let stream = route.response.as_ref().is_some_and(|response| response.stream);
    let answer = if stream { format!("{status}, then events") } else { status.to_string() };
    chain.add(
        "logic",
        format!("`{}` answers {answer}", route.operation),
        &[(500, "internal"), (501, "not_implemented")],
    );
    chain.stages
}

struct Chain<'a> {
    route: &'a Route,
    stages: Vec<Stage>,
}

impl Chain<'_> {
    fn add(&mut self, stage: &str, set: impl Into<String>, refuses: &[(u16, &'static str)]) {
        let refuses = refuses.iter().map(|(status, code)| Refusal { status: *status, code }).collect();
        self.stages.push(Stage { stage: stage.to_string(), set: set.into(), refuses });
    }

    fn value(&self, key: &str) -> Option<String> {
        let carried = self.route.policy.governance.iter().find(|carried| carried.key == key)?;
        Some(carried.value.clone())
    }

    fn governance(&mut self, key: &str, refuses: &[(u16, &'static str)]) {
        if let Some(value) = self.value(key) {
            self.add(key, value, refuses);
        }
    }

    fn rate_limit(&mut self) {
        let Some(rate) = self.value("rateLimit") else { return };
        let key = self.value("rateKey").unwrap_or_else(|| "all".to_string());
        let burst = self.value("rateBurst").map_or_else(String::new, |burst| format!(", {burst} at once"));
        self.add("rateLimit", format!("{rate} by {key}{burst}"), &[(429, "rate_limited")]);
    }

    fn timeout(&mut self) {
        let stream = self.route.response.as_ref().is_some_and(|response| response.stream);
        match self.route.policy.timeout_ms {
            None | Some(0) if stream => self.add("timeout", "none: an event stream", &[]),
            Some(0) => self.add("timeout", "none", &[]),
            Some(limit) if stream => {
                let set = format!("{} until the answer begins: an event stream", duration(limit));
                self.add("timeout", set, &[(503, "timeout")]);
            }
            Some(limit) => self.add("timeout", duration(limit), &[(503, "timeout")]),
            None => self.add("timeout", TIMEOUT, &[(503, "timeout")]),
        }
    }

    fn jwt(&mut self) {
        let guard = &self.route.guard;
        let (secret, block) = match (&guard.jwt_transition, &guard.jwt) {
            // It replaces `jwt`, as in go-zero.
            (Some(block), _) => ("the current or the previous secret", block),
            (None, Some(block)) => ("the secret", block),
            (None, None) => return,
        };
        let set = format!("a token signed with {secret} under `{block}` in the configuration");
        self.add("jwt", set, &[(401, "unauthenticated"), (401, "token_expired"), (401, "token_invalid")]);
    }

    fn form(&self) -> BodyForm {
        self.route.request.as_ref().map_or(BodyForm::None, |request| request.form)
    }

    fn body_limit(&mut self) {
        let usual = match self.form() {
            BodyForm::None => return,
            BodyForm::Multipart => MAX_BYTES_OF_FILES,
            BodyForm::Json | BodyForm::UrlEncoded => MAX_BYTES,
        };
        let set = self.route.policy.max_bytes.map_or_else(|| usual.to_string(), |limit| format!("{limit} bytes"));
        self.add("body limit", set, &[(413, "body_too_large"), (408, "slow_body")]);
    }

    fn extraction(&mut self, api: &Api) {
        let Some(request) = &self.route.request else { return };
        let (set, body) = match request.form {
            BodyForm::None => ("path, query and header", false),
            BodyForm::Json => ("path, query, header and a JSON body", true),
            BodyForm::UrlEncoded => ("path, header and a form body", true),
            BodyForm::Multipart => ("path, header and a multipart body", true),
        };
        let mut refuses = vec![(api.wire.invalid_status, "invalid_request")];
        if body {
            refuses.extend([(400, "bad_encoding"), (415, "unsupported_media_type")]);
        }
        self.add("request", format!("read from {set}"), &refuses);
    }
}

/// `1.5 s`, `250 ms`
fn duration(ms: u64) -> String {
    if ms < 1000 { format!("{ms} ms") } else { format!("{} s", ms as f64 / 1000.0) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn durations_are_told_in_their_unit() {
        assert_eq!(
            (super::duration(250), super::duration(1500), super::duration(60_000)),
            ("250 ms".into(), "1.5 s".into(), "60 s".into())
        );
    }
}
