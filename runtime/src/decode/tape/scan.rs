//! The scan itself: a loop over lists and objects that checks JSON's grammar and records where values lie.

mod token;

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
        // Small bodies with short names have a node for every seven bytes or so.
        Self { bytes, at: 0, nodes: Vec::with_capacity(bytes.len() / 7 + 4), open: Vec::new() }
    }

    /// A loop rather than recursion: a body must not choose how deep our stack grows.
    pub(super) fn run(mut self) -> Result<(Vec<Node>, usize), ScanError> {
        loop {
            self.value()?;
            if self.close()? {
                return Ok((self.nodes, self.at));
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
