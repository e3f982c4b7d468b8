//! The scan itself: a loop over the bytes that checks JSON's grammar and records where values lie.

use super::{Kind, Node, ScanError};

/// Nesting that the scan takes; encoding/json gives up at the same depth. Typed values have a limit of their own, since they recurse.
pub(super) const MAX_DEPTH: usize = 10_000;

/// Reads one JSON value.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// Indexes of the lists and objects that are still open.
    open: Vec<u32>,
}

// === impl Scanner ===

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, nodes: Vec::with_capacity(bytes.len() / 12 + 4), open: Vec::new() }
    }

    /// A loop rather than recursion: a body must not choose how deep our stack grows.
    pub(super) fn run(mut self) -> Result<Vec<Node>, ScanError> {
        loop {
            self.value()?;
            if self.close()? {
                return Ok(self.nodes);
            }
        }
    }

    /// Reads a value. An opening bracket reads on up to the first scalar or empty container inside it.
    fn value(&mut self) -> Result<(), ScanError> {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'{') => {
                    self.open_container(Kind::Object)?;
                    if self.peek() == Some(b'}') {
                        return Ok(());
                    }
                    self.key()?;
                }
                Some(b'[') => {
                    self.open_container(Kind::List)?;
                    if self.peek() == Some(b']') {
                        return Ok(());
                    }
                }
                Some(b'"') => return self.string(),
                Some(b'-' | b'0'..=b'9') => return self.number(),
                Some(b't') => return self.word(b"true", Kind::True),
                Some(b'f') => return self.word(b"false", Kind::False),
                Some(b'n') => return self.word(b"null", Kind::Null),
                _ => return self.fail(),
            }
        }
    }

    /// After a value: closes what ends here, and says whether the whole text ended or another value must follow.
    fn close(&mut self) -> Result<bool, ScanError> {
        loop {
            let Some(&index) = self.open.last() else { return Ok(true) };
            self.blanks();
            let object = self.nodes.get(index as usize).is_some_and(|node| node.kind == Kind::Object);
            match (self.peek(), object) {
                (Some(b'}'), true) | (Some(b']'), false) => {
                    self.at += 1;
                    self.open.pop();
                    let (end, next) = (self.at as u32, self.nodes.len() as u32);
                    if let Some(node) = self.nodes.get_mut(index as usize) {
                        node.end = end;
                        node.next = next;
                    }
                }
                (Some(b','), _) => {
                    self.at += 1;
                    if object {
                        self.blanks();
                        self.key()?;
                    }
                    return Ok(false);
                }
                _ => return self.fail(),
            }
        }
    }

    fn open_container(&mut self, kind: Kind) -> Result<(), ScanError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ScanError::Depth);
        }
        self.open.push(self.nodes.len() as u32);
        self.push(kind, self.at, self.at);
        self.at += 1;
        self.blanks();
        Ok(())
    }

    fn key(&mut self) -> Result<(), ScanError> {
        if self.peek() != Some(b'"') {
            return self.fail();
        }
        self.string()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return self.fail();
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), ScanError> {
        self.at += 1;
        let start = self.at;
        let mut kind = Kind::Text;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.push(kind, start, self.at);
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    self.escape()?;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.fail(),
            }
        }
    }

    fn escape(&mut self) -> Result<(), ScanError> {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return self.fail();
                    }
                    self.at += 1;
                }
            }
            _ => return self.fail(),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), ScanError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at);
        Ok(())
    }

    fn digits(&mut self) -> Result<(), ScanError> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { self.fail() } else { Ok(()) }
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<(), ScanError> {
        if !self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return self.fail();
        }
        self.push(kind, self.at, self.at + word.len());
        self.at += word.len();
        Ok(())
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { kind, start: start as u32, end: end as u32, next });
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn fail<T>(&self) -> Result<T, ScanError> {
        Err(ScanError::Syntax(self.at))
    }
}
