//! An answer as it comes from the wire.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::json::Json;
use super::request;
use super::vector::Request;

const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    /// By lower-case names; the values of one name are joined by commas.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// Sends a request on a connection of its own.
pub(super) fn exchange(request: &Request, base: &str) -> Result<Answer, String> {
    let host = base.trim_start_matches("http://");
    let (head, body) = request::bytes(request, host)?;
    let raw = talk(host, &head, &body).map_err(|error| format!("no answer: {error}"))?;
    Answer::read(&raw, request.method == "HEAD")
        .ok_or_else(|| format!("no whole answer: {:?}", String::from_utf8_lossy(&raw[..raw.len().min(200)])))
}

fn talk(host: &str, head: &[u8], body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    stream.write_all(head)?;
    match stream.write_all(body) {
        // Refused before the body was read: the answer is already there.
        Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => {}
        result => result?,
    }
    let mut raw = Vec::new();
    match stream.read_to_end(&mut raw) {
        Err(error) if error.kind() == ErrorKind::ConnectionReset && !raw.is_empty() => {}
        result => drop(result?),
    }
    Ok(raw)
}

// === impl Answer ===

impl Answer {
    /// `None` if the head is not there in full, or the body is not HTTP.
    fn read(raw: &[u8], head_only: bool) -> Option<Self> {
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(raw.get(..end)?).into_owned();
        let rest = raw.get(end + 4..)?;
        let mut lines = head.split("\r\n");
        let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        if (100..200).contains(&status) && status != 101 {
            return Self::read(rest, head_only);
        }
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let known = headers.entry(name.trim().to_lowercase()).or_default();
            if !known.is_empty() {
                known.push_str(", ");
            }
            known.push_str(value.trim());
        }
        let chunked = headers.get("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        let length = headers.get("content-length").and_then(|length| length.parse().ok());
        let body = match (head_only, chunked, length) {
            (true, ..) => Vec::new(),
            (_, true, _) => joined(rest)?,
            // A connection that was reset may have lost the end.
            (_, _, Some(length)) => rest.get(..length).unwrap_or(rest).to_vec(),
            (_, _, None) => rest.to_vec(),
        };
        Some(Self { status, headers, body })
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The body as JSON, which its type must say it is.
    pub(super) fn json(&self) -> Result<Json, String> {
        let kind = self.header("content-type");
        if !kind.to_lowercase().starts_with("application/json") {
            return Err(format!("status {}, content type {kind:?}, want application/json", self.status));
        }
        Json::parse(&self.body)
    }

    /// Whether two answers say the same; failures differ in their trace id.
    pub(super) fn same(&self, other: &Self) -> bool {
        let kind = |answer: &Self| answer.header("content-type").to_owned();
        let body = |answer: &Self| {
            let mut body = Json::parse(&answer.body).ok();
            if let Some(Json::Object(members)) = &mut body
                && answer.status >= 400
            {
                members.remove("trace_id");
            }
            body
        };
        let (one, two) = (body(self), body(other));
        let same = if one.is_some() { one == two } else { self.body == other.body };
        self.status == other.status && kind(self) == kind(other) && same
    }

    pub(super) fn body_start(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(200).collect()
    }
}

/// The chunks of a body as one.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend(rest.get(end + 2..end + 2 + size)?);
        rest = rest.get(end + size + 4..)?;
    }
}
