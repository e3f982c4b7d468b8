//! What the compiler says about a contract: data until a renderer turns it into text.

mod code;
mod ignore;
pub mod render;
mod sink;

pub use code::{CODES, Code, CodeEntry, Level};
pub use ignore::Ignore;
pub use render::Summary;
pub use sink::{Levels, Sink};
pub(crate) use sink::{Line, line};

use crate::source::Span;

/// How bad a finding is in this run, after the project's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// The code's own level until the sink is closed.
    pub severity: Severity,
    /// Names the thing in backticks and says what is wrong; lower case, no full stop.
    pub message: String,
    pub primary: Label,
    pub secondary: Vec<Label>,
    /// What to write instead.
    pub help: Vec<String>,
    pub fixes: Vec<Fix>,
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    /// May be empty.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    pub edits: Vec<Edit>,
    /// The meaning of the contract stays, so `apic fix` may apply it.
    pub safe: bool,
}

/// Replaces the text of `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Diagnostic {
    /// A finding at the severity that its code has by default.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let severity = match code.entry().level {
            Level::Error => Severity::Error,
            Level::Warning | Level::Lint => Severity::Warning,
        };
        Self {
            code,
            severity,
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Text at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place that explains this one, such as a first declaration.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// What to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// What to write instead, for forms that show no places: what is said at the place itself, if that is all there is.
    pub fn advice(&self) -> Vec<&str> {
        let label = [self.primary.text.as_str()].into_iter().filter(|text| self.help.is_empty() && !text.is_empty());
        self.help.iter().map(String::as_str).chain(label).collect()
    }

    /// A fix of one edit that may change the meaning: offered, never applied unasked.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], safe: false });
        self
    }

    /// A fix of one edit that keeps the meaning.
    #[must_use]
    pub fn safe_fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], safe: true });
        self
    }
}
