//! One import: where it leads, and every way in which it can be wrong (language.md §5).

use super::{Loader, decode, path};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Opened, ReadFault, SourceId};
use crate::tree::ImportPath;

/// What a look at the possible places found.
enum Found {
    /// `bytes` is `None` for a file that was read before.
    File {
        path: String,
        identity: String,
        bytes: Option<Vec<u8>>,
        entry_relative: bool,
    },
    Nothing(Vec<(String, ReadFault)>),
}

impl Loader<'_> {
    /// Follows one import of the file on top of the chain.
    pub(super) fn follow(&mut self, import: &ImportPath) {
        if let Some(diagnostic) = odd_path(import) {
            return self.sink.push(diagnostic);
        }
        match self.find(&import.path.text) {
            Found::Nothing(places) => self.sink.push(not_found(import, &places)),
            Found::File { path, identity, bytes, entry_relative } => {
                if entry_relative {
                    let diagnostic = entry_relative_import(import, &path, self.importer());
                    self.sink.push(diagnostic);
                }
                if self.is_new(import, &identity)
                    && let Some(bytes) = bytes
                {
                    self.open(path, Opened { identity, bytes });
                }
            }
        }
    }

    /// Whether this import leads to a file that no other has led to; cycles and repeats are reported.
    fn is_new(&mut self, import: &ImportPath, identity: &str) -> bool {
        let span = import.path.span;
        if let Some(at) = self.on_chain.get(identity).copied() {
            let diagnostic = self.cycle(import, at);
            self.sink.push(diagnostic);
            return false;
        }
        let Some(open) = self.chain.last_mut() else { return false };
        match open.seen.get(identity) {
            Some(first) => self.sink.push(
                Diagnostic::new(
                    Code::DuplicateImport,
                    span,
                    format!("`{}` is imported a second time", import.path.text),
                )
                .also(*first, "first imported here")
                .help("remove one of the two"),
            ),
            None => {
                open.seen.insert(identity.to_string(), span);
            }
        }
        !self.known.contains(identity)
    }

    fn importer(&self) -> &str {
        let source = self.chain.last().map_or(SourceId(0), |open| open.source);
        self.loaded.sources.get(source).map_or("", |source| &source.path)
    }

    /// Beside the importing file, then beside the entry.
    fn find(&mut self, written: &str) -> Found {
        let beside = path::beside(self.importer(), written);
        let from_entry = path::beside(self.entry, written);
        let mut places = Vec::new();
        for (path, entry_relative) in [(beside.clone(), false), (from_entry, true)] {
            if entry_relative && path == beside {
                break;
            }
            if let Some(identity) = self.identities.get(&path) {
                return Found::File { identity: identity.clone(), path, bytes: None, entry_relative };
            }
            let read = self.reader.read(&path).and_then(|opened| decode::check_size(&opened.bytes).map(|()| opened));
            match read {
                Ok(Opened { identity, bytes }) => {
                    self.identities.insert(path.clone(), identity.clone());
                    return Found::File { path, identity, bytes: Some(bytes), entry_relative };
                }
                Err(fault) => {
                    let missing = fault == ReadFault::Missing;
                    places.push((path, fault));
                    // Something is there: the fallback is for names that lead nowhere.
                    if !missing {
                        break;
                    }
                }
            }
        }
        Found::Nothing(places)
    }

    fn cycle(&self, import: &ImportPath, at: usize) -> Diagnostic {
        let path = |open: &super::Open| {
            self.loaded.sources.get(open.source).map_or(String::new(), |source| source.path.clone())
        };
        let mut names: Vec<String> = self.chain[at..].iter().map(path).collect();
        names.extend(names.first().cloned());
        Diagnostic::new(
            Code::ImportCycle,
            import.path.span,
            format!("files import each other in a circle: `{}`", names.join("` → `")),
        )
        .help("remove one of these imports: all files of a contract see each other's types anyway")
    }
}

/// Faults that show in the text of the path.
fn odd_path(import: &ImportPath) -> Option<Diagnostic> {
    let text = &import.path.text;
    let wrong =
        |message: String, help: String| Some(Diagnostic::new(Code::ImportPath, import.path.span, message).help(help));
    if text.is_empty() {
        wrong(
            "the path of this import is empty".into(),
            "write the path of an `.api` file, relative to this one".into(),
        )
    } else if text.contains("://") {
        wrong(format!("`{text}` is an address, not a file"), "copy the file into the project and import that".into())
    } else if text.contains('\\') {
        wrong(
            format!("`{text}` has a backslash"),
            format!("write `{}`: paths have `/` on every system", text.replace('\\', "/")),
        )
    } else if !text.ends_with(".api") {
        let stem =
            text.get(..text.len().wrapping_sub(4)).filter(|_| text.to_lowercase().ends_with(".api")).unwrap_or(text);
        wrong(format!("`{text}` does not end in `.api`"), format!("import an `.api` file, such as `{stem}.api`"))
    } else {
        None
    }
}

fn not_found(import: &ImportPath, places: &[(String, ReadFault)]) -> Diagnostic {
    let text = &import.path.text;
    let message = match places.last() {
        Some((path, ReadFault::NotRegular(what))) => format!("`{path}` is no regular file, but {what}"),
        Some((path, ReadFault::Refused(why))) => format!("`{path}` cannot be read: {why}"),
        _ => format!("there is no file `{text}`"),
    };
    let tried: Vec<String> = places.iter().map(|(path, _)| format!("`{path}`")).collect();
    Diagnostic::new(Code::ImportNotFound, import.path.span, message)
        .help(format!("write a path from the folder of this file; tried {}", tried.join(" and ")))
}

fn entry_relative_import(import: &ImportPath, path: &str, importer: &str) -> Diagnostic {
    let text = &import.path.text;
    let mended = relative(importer, path);
    let quote = if import.path.raw { '`' } else { '"' };
    Diagnostic::new(
        Code::ImportEntryRelative,
        import.path.span,
        format!("`{text}` was found beside the entry, not beside this file"),
    )
    .help(format!("write `{mended}`"))
    .safe_fix("make the path relative to this file", import.path.span, format!("{quote}{mended}{quote}"))
}

/// The path of `target` as seen from the folder of `importer`; both tidy and of one kind.
fn relative(importer: &str, target: &str) -> String {
    let mut from: Vec<&str> = importer.split('/').collect();
    from.pop();
    let to: Vec<&str> = target.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_made_relative_to_the_importing_file() {
        assert_eq!(relative("parts/desk.api", "parts/paging.api"), "paging.api");
        assert_eq!(relative("a/b/c.api", "a/d.api"), "../d.api");
        assert_eq!(relative("c.api", "d/e.api"), "d/e.api");
    }
}
