//! One recorded request, and what is wished as its answer.

use std::path::Path;

use serde::Deserialize;

use super::json::Json;

/// A line of a vectors file; `wire-contracts/README.md` says what each member means.
#[derive(Debug, Deserialize)]
pub(super) struct Vector {
    pub id: String,
    pub contract: String,
    /// Method and template.
    pub route: String,
    pub request: Request,
    /// What go-zero answered; our own vectors have only a wish.
    pub gozero: Option<Recorded>,
    #[serde(default)]
    pub apic: Wish,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    pub method: String,
    pub target: String,
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    pub body_b64: Option<String>,
    pub body_parts: Option<Vec<(String, usize)>>,
    #[serde(default)]
    pub chunked: bool,
    #[serde(default)]
    pub gzip: bool,
    #[serde(default)]
    pub no_host: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    pub status: u16,
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
    pub body: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wish {
    pub verdict: Option<Verdict>,
    pub status: Option<Vec<u16>>,
    #[serde(default, deserialize_with = "Json::some")]
    pub decoded: Option<Json>,
    /// What the first violation must be, as `rule field`; our own vectors say so.
    pub violation: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Accept,
    Refuse,
    Either,
}

impl Request {
    /// A JSON body.
    pub(super) fn post(path: &str, body: &str) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        let (method, target) = ("POST".to_owned(), path.to_owned());
        Self { method, target, headers, body: Some(body.to_owned()), ..Self::default() }
    }
}

/// All vectors of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Vector>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), index + 1))
        })
        .collect()
}
