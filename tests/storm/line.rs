//! A connection as a client without manners sees it: bytes out, bytes in.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// Longer than any stage of the server waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// Whether the connection can be used again.
    pub(crate) again: bool,
}

pub(crate) fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap_or_else(|error| panic!("the server takes no connection: {error}"));
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends one request and reads one answer; none if the connection was closed before.
pub(crate) fn ask(stream: &mut TcpStream, request: &[u8], head_only: bool) -> Option<Answer> {
    // What cannot be sent to its end may have been answered all the same.
    let sent = stream.write_all(request).is_ok();
    let mut seen = Vec::new();
    let end = loop {
        if let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if !more(stream, &mut seen) {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&seen[..end]).to_lowercase();
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let status = head.get(9..12)?.parse().ok()?;
    let mut body = seen.split_off(end);
    let length: Option<usize> = field("content-length:").and_then(|length| length.parse().ok());
    let length = if head_only || status == 204 { Some(0) } else { length };
    if let Some(length) = length {
        while body.len() < length && more(stream, &mut body) {}
    }
    let again = sent && length.is_some() && field("connection:") != Some("close");
    Some(Answer { status, body, again })
}

/// Sends bytes, closes our half, and gives all statuses that came back.
pub(crate) fn throw(address: &str, bytes: &[u8]) -> Vec<u16> {
    let mut stream = connect(address);
    // It may be refused half-way.
    _ = stream.write_all(bytes);
    _ = stream.shutdown(Shutdown::Write);
    let mut seen = Vec::new();
    // A stream of events has no end of its own.
    let streams = |seen: &[u8]| seen.windows(17).any(|part| part == b"text/event-stream");
    while seen.len() < 1 << 20 && more(&mut stream, &mut seen) && !streams(&seen) {}
    let lines = seen.split(|byte| *byte == b'\n').filter_map(|line| line.strip_prefix(b"HTTP/1.1 "));
    lines.filter_map(|line| std::str::from_utf8(line.get(..3)?).ok()?.parse().ok()).collect()
}

/// Reads on; false at the end.
///
/// # Panics
/// When nothing comes for a minute: a request that is never answered.
fn more(stream: &mut TcpStream, seen: &mut Vec<u8>) -> bool {
    let mut space = [0; 16 << 10];
    match stream.read(&mut space) {
        Ok(length) => {
            seen.extend_from_slice(&space[..length]);
            length > 0
        }
        Err(error) => {
            let silent = [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind());
            assert!(!silent, "no answer within a minute");
            false
        }
    }
}
