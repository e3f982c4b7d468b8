//! What `apic:ignore` lines silence: warnings and lints of one code inside one construct, never errors.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Level};
use crate::source::{SourceId, Span};

/// One `// apic:ignore CODE reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ignore {
    pub code: Code,
    /// The comment.
    pub directive: Span,
    /// The construct directly below it, if there is one.
    pub within: Option<Span>,
}

/// The directives of a run, and which of them silenced something.
#[derive(Debug, Default)]
pub(super) struct Ignores {
    list: Vec<(Ignore, bool)>,
    /// Indices by code and file, in order of the constructs' starts.
    places: BTreeMap<(Code, SourceId), Vec<usize>>,
}

impl Ignores {
    pub(super) fn new(mut ignores: Vec<Ignore>) -> Self {
        ignores.sort_by_key(|ignore| ignore.within.map_or(0, |within| within.start));
        let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, ignore) in ignores.iter().enumerate() {
            places.entry((ignore.code, ignore.directive.source)).or_default().push(index);
        }
        Self { list: ignores.into_iter().map(|ignore| (ignore, false)).collect(), places }
    }

    /// Whether a finding is silenced; remembers by which line.
    pub(super) fn silences(&mut self, diagnostic: &Diagnostic) -> bool {
        let span = diagnostic.primary.span;
        if diagnostic.code.entry().level == Level::Error {
            return false;
        }
        let Some(places) = self.places.get(&(diagnostic.code, span.source)) else { return false };
        // Constructs are nested or apart, so the last one that begins before the finding and holds it is the innermost.
        let begun =
            places.partition_point(|index| self.list[*index].0.within.is_none_or(|within| within.start <= span.start));
        let holds = |index: &&usize| self.list[**index].0.within.is_some_and(|within| span.end <= within.end);
        let Some(index) = places[..begun].iter().rfind(holds).copied() else { return false };
        self.list[index].1 = true;
        true
    }

    /// A warning for each line that silenced nothing although its code is switched on.
    pub(super) fn idle(&self, is_on: impl Fn(Code) -> bool) -> Vec<Diagnostic> {
        let idle = self.list.iter().filter(|(ignore, used)| !used && is_on(ignore.code));
        idle.map(|(ignore, _)| warning(ignore)).collect()
    }
}

fn warning(ignore: &Ignore) -> Diagnostic {
    let code = ignore.code;
    let found = |message: String| Diagnostic::new(Code::BadIgnore, ignore.directive, message);
    if code.entry().level == Level::Error {
        return found(format!("`{code}` is an error, and errors cannot be ignored"))
            .help("mend what it reports, and remove this line");
    }
    if ignore.within.is_none() {
        let help = "put it on the line above a type, field, route, key or statement";
        return found("`apic:ignore` stands above nothing".into()).help(help);
    }
    found(format!("there is no `{code}` to ignore below this line")).help("remove the line")
}
