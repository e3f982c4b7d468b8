//! The only walk over pest's pairs: nodes with spans, and what the parser carries along.

use std::collections::BTreeSet;

use apic_grammar::Rule;
use pest::iterators::{Pair, Pairs};

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::source::{Source, SourceId, Span};

/// How deeply types may be nested (language.md §3.3).
const TYPE_DEPTH: usize = 128;

/// One match of a rule.
#[derive(Clone)]
pub(crate) struct Node<'t> {
    pair: Pair<'t, Rule>,
    source: SourceId,
}

/// The matches inside a node, comments left out.
#[derive(Clone)]
pub(crate) struct Children<'t> {
    pairs: Pairs<'t, Rule>,
    source: SourceId,
}

/// What the functions of this module share while they walk.
pub(super) struct Cursor<'a> {
    pub(super) source: &'a Source,
    /// The parsed text: as in `source`, but with the line ends that count.
    pub(super) text: &'a str,
    pub(super) sink: &'a mut Sink,
    pub(super) skipped_names: BTreeSet<String>,
    /// Where a comment or string begins that nothing closes: what is missing behind it is not worth a word.
    pub(super) cut: Option<usize>,
    /// Where the last missing closer was reported; the brackets around it lack theirs at the same place.
    unclosed: Option<usize>,
    depth: usize,
}

// === impl Node ===

impl<'t> Node<'t> {
    pub(super) fn new(pair: Pair<'t, Rule>, source: SourceId) -> Self {
        Self { pair, source }
    }

    pub(crate) fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    pub(crate) fn text(&self) -> &'t str {
        self.pair.as_str()
    }

    pub(crate) fn span(&self) -> Span {
        let span = self.pair.as_span();
        Span::new(self.source, span.start(), span.end())
    }

    pub(crate) fn start(&self) -> usize {
        self.pair.as_span().start()
    }

    pub(crate) fn end(&self) -> usize {
        self.pair.as_span().end()
    }

    pub(crate) fn children(&self) -> Children<'t> {
        Children { pairs: self.pair.clone().into_inner(), source: self.source }
    }

    /// The first match of a rule directly inside.
    pub(crate) fn child(&self, rule: Rule) -> Option<Node<'t>> {
        self.children().find(|node| node.rule() == rule)
    }
}

// === impl Children ===

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        loop {
            let pair = self.pairs.next()?;
            if !matches!(pair.as_rule(), Rule::gap_text | Rule::near_text | Rule::EOI) {
                return Some(Node { pair, source: self.source });
            }
        }
    }
}

// === impl Cursor ===

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a Source, text: &'a str, sink: &'a mut Sink, cut: Option<usize>) -> Self {
        Self { source, text, sink, skipped_names: BTreeSet::new(), cut, unclosed: None, depth: 0 }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source.id, start, end)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// Whether something missing at this place is the doing of an unterminated comment or string.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        self.cut.is_some_and(|cut| at >= cut)
    }

    /// Reports a closer that is missing at `at`, once for all brackets that lack theirs there: the innermost is walked first.
    pub(super) fn unclosed(&mut self, open: Span, at: usize) {
        if self.unclosed.replace(at) == Some(at) || self.is_cut(at) {
            return;
        }
        let bracket = self.source.slice(open).to_string();
        let closer = if bracket == "(" || bracket == "（" { ")" } else { "}" };
        let mut diagnostic = Diagnostic::new(Code::UnclosedBracket, open, format!("`{bracket}` is never closed"));
        let token = super::token::at(self.text, at);
        if token.is_end() {
            diagnostic = diagnostic.help(format!("write `{closer}` before the end of the file"));
        } else {
            diagnostic = diagnostic
                .also(token.span(self.source.id), format!("`{closer}` is missing before this"))
                .help(format!("write `{closer}` where it ends, at the latest before {}", token.words()));
        }
        self.report(diagnostic);
    }

    /// Goes one level deeper into types, or reports that this is too deep.
    pub(super) fn deeper(&mut self, levels: usize, span: Span) -> bool {
        if self.depth + levels > TYPE_DEPTH {
            self.report(
                Diagnostic::new(
                    Code::NestingTooDeep,
                    span,
                    format!("this type is nested more than {TYPE_DEPTH} levels deep"),
                )
                .help("give the inner types names of their own"),
            );
            return false;
        }
        self.depth += levels;
        true
    }

    /// Comes back from [`Cursor::deeper`].
    pub(super) fn higher(&mut self, levels: usize) {
        self.depth -= levels;
    }
}
