//! The constants of one route, as generated code states them.

/// One route of the contract.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) status: u16,
    pub(crate) max_bytes: Option<u64>,
    pub(crate) timeout: Option<u64>,
    #[cfg(feature = "jwt")]
    pub(crate) guard: Option<&'static str>,
    pub(crate) stream: bool,
    pub(crate) files: bool,
    pub(crate) meta: &'static [(&'static str, &'static str)],
}

impl Operation {
    /// An operation: its id, its method in capitals, and its full path with `:name` parameters.
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            status: 200,
            max_bytes: None,
            timeout: None,
            #[cfg(feature = "jwt")]
            guard: None,
            stream: false,
            files: false,
            meta: &[],
        }
    }

    /// `respCode`: the status of a success, unless logic says otherwise.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// `maxBytes`: the body limit of this route.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// `timeout`: how many milliseconds this route has to begin its answer; 0 is no limit.
    #[must_use]
    pub const fn timeout(mut self, milliseconds: u64) -> Self {
        self.timeout = Some(milliseconds);
        self
    }

    /// `jwt`: the block of the configuration that holds the secret of this route's tokens.
    #[cfg(feature = "jwt")]
    #[must_use]
    pub const fn jwt(mut self, block: &'static str) -> Self {
        self.guard = Some(block);
        self
    }

    /// `jwtTransition`: the same with a current and a previous secret. It replaces `jwt`, as in go-zero.
    #[cfg(feature = "jwt")]
    #[must_use]
    pub const fn jwt_transition(self, block: &'static str) -> Self {
        self.jwt(block)
    }

    /// `sse`: the answer is a stream of events, which lasts as long as it lasts; a `timeout` holds for its beginning only.
    #[must_use]
    pub const fn stream(mut self) -> Self {
        self.stream = true;
        self
    }

    /// A form with a file in it: such bodies may have 32 MiB, unless `maxBytes` says otherwise.
    #[must_use]
    pub const fn files(mut self) -> Self {
        self.files = true;
        self
    }

    /// Keys of `@server` that have no meaning of their own, as the contract writes them.
    #[must_use]
    pub const fn with_meta(mut self, meta: &'static [(&'static str, &'static str)]) -> Self {
        self.meta = meta;
        self
    }

    /// What the contract's `@server` says under a key that has no meaning of its own.
    pub fn meta(&self, key: &str) -> Option<&'static str> {
        self.meta.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// The operation's id, such as `items.moveItem`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method, in capitals.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The full path with `:name` parameters, as the contract writes it.
    pub const fn path(&self) -> &'static str {
        self.path
    }
}
