//! What a command found, in the shape from which the forms for other programs are made: places are counted, texts are owned, no source is needed.

use crate::diagnostics::{Diagnostic, Edit, Fix, Label, Severity};
use crate::source::{Source, Sources, Span};

/// All that one command has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was run: `check`.
    pub command: &'static str,
    /// Everything that was looked at, as shown to the user, sorted.
    pub files: Vec<String>,
    pub findings: Vec<Finding>,
}

/// One finding of any kind: of a diagnostic code, or of another rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub severity: Severity,
    pub message: String,
    /// Text at the place itself; may be empty.
    pub label: String,
    pub place: Place,
    /// Other places that explain this one, with what to say there.
    pub related: Vec<(Place, String)>,
    pub help: Vec<String>,
    pub mends: Vec<Mend>,
    /// The text of the line where it was found: what a finding is known by when lines move. May be empty.
    pub line: String,
    /// Of an output that is out of date.
    pub drift: Option<Drift>,
}

/// How a file compares with what would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    pub verdict: String,
    pub action: String,
    pub emitter: String,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    /// One clause.
    pub summary: &'static str,
    /// What `apic explain` prints, or as much as there is to say; Markdown.
    pub page: &'static str,
}

/// A file, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub region: Option<Region>,
}

/// Lines and columns from 1, columns in characters; the end is the first place behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub start: (usize, usize),
    pub end: (usize, usize),
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    pub title: String,
    /// Texts to put in place of others.
    pub edits: Vec<(Place, String)>,
}

// === impl Report ===

impl Report {
    /// A command that has found nothing yet.
    pub fn new(command: &'static str) -> Self {
        Self { command, files: Vec::new(), findings: Vec::new() }
    }

    /// Takes what was found in one contract.
    pub fn add(&mut self, sources: &Sources, diagnostics: &[Diagnostic]) {
        self.files.extend(sources.list.iter().map(|source| source.path.clone()));
        self.files.sort();
        self.files.dedup();
        self.findings.extend(diagnostics.iter().map(|diagnostic| finding(sources, diagnostic)));
    }
}

// === impl Finding ===

impl Finding {
    /// An error about a whole file.
    pub fn of_file(rule: Rule, file: String, message: String, help: String) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message,
            label: String::new(),
            place: Place { file, region: None },
            related: Vec::new(),
            help: vec![help],
            mends: Vec::new(),
            line: String::new(),
            drift: None,
        }
    }

    /// The message, and on lines of their own what is said at the place and what to write instead.
    pub(super) fn text(&self) -> String {
        let label = (!self.label.is_empty()).then(|| self.label.clone());
        let lines = label.into_iter().chain(self.help.iter().map(|help| format!("help: {help}")));
        lines.fold(self.message.clone(), |text, line| format!("{text}\n{line}"))
    }
}

fn finding(sources: &Sources, diagnostic: &Diagnostic) -> Finding {
    let entry = diagnostic.code.entry();
    let span = diagnostic.primary.span;
    let related = |label: &Label| (place(sources, label.span), label.text.clone());
    Finding {
        rule: Rule { id: entry.slug, summary: entry.summary, page: entry.page },
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        label: diagnostic.primary.text.clone(),
        place: place(sources, span),
        related: diagnostic.secondary.iter().map(related).collect(),
        help: diagnostic.help.clone(),
        mends: diagnostic.fixes.iter().map(|fix| mend(sources, fix)).collect(),
        line: sources.get(span.source).map_or("", |source| line(source, span)).trim().to_string(),
        drift: None,
    }
}

fn mend(sources: &Sources, fix: &Fix) -> Mend {
    let edit = |edit: &Edit| (place(sources, edit.span), edit.text.clone());
    Mend { title: fix.title.clone(), edits: fix.edits.iter().map(edit).collect() }
}

fn place(sources: &Sources, span: Span) -> Place {
    let Some(source) = sources.get(span.source) else { return Place { file: String::new(), region: None } };
    let region = Region { start: source.line_column(span.start), end: source.line_column(span.end) };
    Place { file: source.path.clone(), region: Some(region) }
}

/// The line in which a span begins.
fn line(source: &Source, span: Span) -> &str {
    let (number, _) = source.line_column(span.start);
    let start = source.line_starts.get(number - 1).map_or(0, |start| *start as usize);
    let end = source.line_starts.get(number).map_or(source.text.len(), |end| *end as usize);
    source.text.get(start..end).unwrap_or_default()
}
