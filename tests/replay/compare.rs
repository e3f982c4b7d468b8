//! Whether an answer is the one that a vector wishes for.

use std::collections::BTreeSet;

use super::answer::Answer;
use super::build::Served;
use super::json::{Json, same_number};
use super::slot::{self, Step};
use super::table::{Place, Table};
use super::vector::{Recorded, Vector, Verdict};

/// Statuses that are as good as go-zero's 400, which stands for any refusal.
const LIKE_400: &[u16] = &[400, 408, 413, 414, 415, 422, 431];

/// Nothing, or what is wrong.
pub(super) fn judge(vector: &Vector, answer: &Answer, served: &Served, table: &Table) -> Result<(), String> {
    let wish = &vector.apic;
    let status = answer.status;
    if let Some(statuses) = wish.status.as_ref().filter(|statuses| !statuses.contains(&status)) {
        return Err(format!("status {status}, want one of {statuses:?}"));
    }
    let judged = Judged { vector, served, table };
    match wish.verdict {
        Some(Verdict::Either) if status >= 500 => Err(format!("status {status}")),
        Some(Verdict::Either) => Ok(()),
        Some(Verdict::Refuse) if !(400..500).contains(&status) => Err(format!("status {status}, want a refusal")),
        Some(Verdict::Refuse) => violation(vector, answer),
        Some(Verdict::Accept) if !(200..300).contains(&status) => {
            Err(format!("status {status}, want it accepted: {}", answer.body_start()))
        }
        Some(Verdict::Accept) => match &wish.decoded {
            Some(want) if vector.request.method != "HEAD" => judged.json(want, &answer.json()?),
            _ => Ok(()),
        },
        None if wish.status.is_some() => Ok(()),
        None => match &vector.gozero {
            Some(theirs) => judged.recorded(theirs, answer),
            None => Err("neither a recorded answer nor a wish".to_string()),
        },
    }
}

/// Our own vectors may say which violation comes first.
fn violation(vector: &Vector, answer: &Answer) -> Result<(), String> {
    let Some(want) = &vector.apic.violation else { return Ok(()) };
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let text = |name: &str| body["violations"][0][name].as_str().unwrap_or_default().to_owned();
    let got = format!("{} {}", text("rule"), text("field"));
    if got == *want { Ok(()) } else { Err(format!("first violation {got:?}, want {want:?}")) }
}

struct Judged<'a> {
    vector: &'a Vector,
    served: &'a Served,
    table: &'a Table,
}

// === impl Judged ===

impl Judged<'_> {
    fn recorded(&self, theirs: &Recorded, answer: &Answer) -> Result<(), String> {
        let status = answer.status;
        if theirs.status == 400 && LIKE_400.contains(&status) {
            return Ok(());
        }
        if status != theirs.status {
            return Err(format!("status {status}, want {}: {}", theirs.status, answer.body_start()));
        }
        if let Some(allow) = theirs.headers.get("allow").filter(|_| status == 405) {
            return methods(allow, answer.header("allow"));
        }
        if !(200..300).contains(&status) || self.vector.request.method == "HEAD" {
            return Ok(());
        }
        let kind = theirs.headers.get("content-type").map_or("", String::as_str);
        let body = theirs.body.as_deref();
        if kind.starts_with("text/event-stream") {
            return self.stream(body.unwrap_or_default(), answer);
        }
        match body {
            Some(body) if kind.starts_with("application/json") => {
                self.json(&Json::parse(body.as_bytes())?, &answer.json()?)
            }
            Some("") if !answer.body.is_empty() => Err(format!("body {:?}, want none", answer.body_start())),
            _ => Ok(()),
        }
    }

    fn stream(&self, body: &str, answer: &Answer) -> Result<(), String> {
        let kind = answer.header("content-type");
        if !kind.starts_with("text/event-stream") {
            return Err(format!("content type {kind:?}, want text/event-stream"));
        }
        self.json(&events(body)?, &events(&String::from_utf8_lossy(&answer.body))?)
    }

    fn json(&self, want: &Json, got: &Json) -> Result<(), String> {
        let intended = |path: &[Step], want: &Json, got: &Json| {
            self.table.intends(&Place { vector: self.vector, served: self.served, path }, want, got)
        };
        Comparison { intended: &intended }.values(want, got, &mut Vec::new())
    }
}

/// Whether the values are the same, or where they differ.
pub(super) fn equal(want: &Json, got: &Json) -> Result<(), String> {
    Comparison { intended: &|_, _, _| false }.values(want, got, &mut Vec::new())
}

struct Comparison<'a> {
    /// Whether a value may differ.
    intended: &'a dyn Fn(&[Step], &Json, &Json) -> bool,
}

// === impl Comparison ===

impl Comparison<'_> {
    fn values(&self, want: &Json, got: &Json, path: &mut Vec<Step>) -> Result<(), String> {
        let equal = match (want, got) {
            (Json::Null, got) if got.is_empty_list_or_object() => true,
            (Json::Number(want), Json::Number(got)) => same_number(want, got),
            (Json::List(want), Json::List(got)) => return self.lists(want, got, path),
            (Json::Object(want), Json::Object(got)) => {
                let keys: BTreeSet<&String> = want.keys().chain(got.keys()).collect();
                for key in keys {
                    path.push(Step::Key(key.clone()));
                    match (want.get(key), got.get(key)) {
                        (Some(want), Some(got)) => self.values(want, got, path)?,
                        (Some(_), None) => return Err(format!("{}: missing", slot::pointer(path))),
                        _ => return Err(format!("{}: not wanted", slot::pointer(path))),
                    }
                    path.pop();
                }
                true
            }
            (want, got) => want == got,
        };
        if equal || (self.intended)(path, want, got) {
            return Ok(());
        }
        Err(format!("{}: want {want}, got {got}", slot::pointer(path)))
    }

    fn lists(&self, want: &[Json], got: &[Json], path: &mut Vec<Step>) -> Result<(), String> {
        if want.len() != got.len() {
            return Err(format!("{}: want {} items, got {}", slot::pointer(path), want.len(), got.len()));
        }
        for (index, (want, got)) in want.iter().zip(got).enumerate() {
            path.push(Step::Index(index));
            self.values(want, got, path)?;
            path.pop();
        }
        Ok(())
    }
}

/// `Allow` as a set; GET routes of ours answer HEAD as well.
fn methods(want: &str, got: &str) -> Result<(), String> {
    let set = |text: &str| -> BTreeSet<String> {
        text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    let (want, mut ours) = (set(want), set(got));
    if !want.contains("HEAD") {
        ours.remove("HEAD");
    }
    if want == ours { Ok(()) } else { Err(format!("Allow {ours:?}, want {want:?}")) }
}

/// The `data:` records of an event stream.
fn events(text: &str) -> Result<Json, String> {
    let text = text.replace("\r\n", "\n");
    let data = text.split("\n\n").map(|block| {
        block.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim_start).collect::<Vec<_>>().join("\n")
    });
    data.filter(|data| !data.is_empty())
        .map(|data| Json::parse(data.as_bytes()))
        .collect::<Result<_, _>>()
        .map(Json::List)
}
