//! The files of all roots of a run, side by side.

use std::collections::BTreeMap;

use super::{Kind, OutputFiles, text_hash};

/// What one emitter made, and where it goes.
#[derive(Debug, Clone)]
pub struct Root {
    pub emitter: String,
    /// From the folder of the manifest, without `.` inside; `.` is that folder itself, `../server` lies beside it.
    pub path: String,
    pub files: OutputFiles,
}

/// All files that a run wants, by their path from the folder of the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub files: BTreeMap<String, WantedFile>,
    /// Folders that hold generated files only; `.` is the folder of the manifest.
    pub owned: Vec<String>,
    /// All roots: what lies below one of them is not foreign to another.
    pub roots: Vec<String>,
    /// The emitters that ran.
    pub emitters: Vec<String>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedFile {
    pub emitter: String,
    pub kind: Kind,
    pub text: String,
    /// Hash of the text of a generated file, which a plan asks for more than once; what is written once has no use for it.
    pub sha256: Option<String>,
    pub subject: String,
}

/// Two files of a run that cannot both be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// At one path, or at paths equal but for case; each with its emitter.
    Twice { path: String, emitter: String, other: String, other_emitter: String },
    /// A file where another one needs a folder.
    FileAndFolder { file: String, inside: String },
}

impl Wanted {
    /// Puts the roots of a run side by side. What the last run wanted is there for its hashes: to compare a text is cheaper than to hash it.
    ///
    /// # Errors
    /// When two files cannot both be: nothing may be written then.
    pub fn gather(roots: Vec<Root>, before: Option<&Self>) -> Result<Self, Clash> {
        let mut wanted = Self::default();
        let mut folded: BTreeMap<String, String> = BTreeMap::new();
        for root in roots {
            wanted.owned.extend(root.files.owned().iter().map(|folder| join(&root.path, folder)));
            for file in root.files.into_files() {
                let path = join(&root.path, &file.path);
                if let Some(other) = folded.insert(path.to_lowercase(), path.clone()) {
                    let other_emitter = wanted.files.get(&other).map(|file| file.emitter.clone()).unwrap_or_default();
                    return Err(Clash::Twice { path, emitter: root.emitter, other, other_emitter });
                }
                let known = before.and_then(|before| before.files.get(&path)).filter(|known| known.text == file.text);
                let hash = || known.and_then(|known| known.sha256.clone()).unwrap_or_else(|| text_hash(&file.text));
                let made = WantedFile {
                    emitter: root.emitter.clone(),
                    kind: file.kind,
                    sha256: (file.kind == Kind::Generated).then(hash),
                    text: file.text,
                    subject: file.subject,
                };
                wanted.files.insert(path, made);
            }
            wanted.roots.push(root.path);
            wanted.emitters.push(root.emitter);
        }
        for (path, inside) in &folded {
            let above = path.match_indices('/').find_map(|(end, _)| folded.get(path.get(..end)?));
            if let Some(file) = above {
                return Err(Clash::FileAndFolder { file: file.clone(), inside: inside.clone() });
            }
        }
        Ok(wanted)
    }
}

/// A path below a folder, either of which may be `.` or empty.
fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("" | ".", "" | ".") => ".".to_string(),
        ("" | ".", path) => path.to_string(),
        (folder, "" | ".") => folder.to_string(),
        (folder, path) => format!("{folder}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutputFile;

    fn root(emitter: &str, path: &str, files: &[&str]) -> Root {
        let mut made = OutputFiles::default();
        for file in files {
            let (path, text) = (file.to_string(), String::new());
            made.add(OutputFile { path, text, kind: Kind::Generated, subject: String::new() }).unwrap();
        }
        made.own("");
        Root { emitter: emitter.into(), path: path.into(), files: made }
    }

    #[test]
    fn paths_start_at_the_manifest() {
        let wanted = Wanted::gather(vec![root("rust", ".", &["a.rs"]), root("ts", "../web", &["a.ts"])], None).unwrap();
        assert_eq!(wanted.files.keys().collect::<Vec<_>>(), ["../web/a.ts", "a.rs"]);
        assert_eq!(wanted.owned, [".", "../web"]);
    }

    #[test]
    fn a_hash_is_taken_over_with_its_text_alone() {
        let wanted = |text: &str, before: Option<&Wanted>| {
            let mut made = OutputFiles::default();
            let (path, text) = ("a.rs".into(), text.into());
            made.add(OutputFile { path, text, kind: Kind::Generated, subject: String::new() }).unwrap();
            Wanted::gather(vec![Root { emitter: "rust".into(), path: ".".into(), files: made }], before).unwrap()
        };
        let mut before = wanted("x", None);
        before.files.get_mut("a.rs").unwrap().sha256 = Some("known".into());
        let hash = |wanted: &Wanted| wanted.files["a.rs"].sha256.clone();
        assert_eq!(hash(&wanted("x", Some(&before))), Some("known".into()));
        assert_eq!(hash(&wanted("y", Some(&before))), Some(text_hash("y")));
    }

    #[test]
    fn two_roots_may_not_make_one_path_whatever_the_case() {
        let clash = Wanted::gather(vec![root("rust", "gen", &["x/A.ts"]), root("ts", ".", &["gen/x/a.ts"])], None);
        assert_eq!(
            clash.unwrap_err(),
            Clash::Twice {
                path: "gen/x/a.ts".into(),
                emitter: "ts".into(),
                other: "gen/x/A.ts".into(),
                other_emitter: "rust".into(),
            }
        );
    }

    #[test]
    fn a_file_may_not_be_another_ones_folder() {
        let clash = Wanted::gather(vec![root("rust", ".", &["gen"]), root("ts", "Gen", &["x/a.ts"])], None);
        assert_eq!(clash.unwrap_err(), Clash::FileAndFolder { file: "gen".into(), inside: "Gen/x/a.ts".into() });
    }
}
