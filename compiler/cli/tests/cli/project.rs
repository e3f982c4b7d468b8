//! A folder with files, and runs of `apic` in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

/// Two routes, one group, one type.
pub(crate) const SHOP: &str = "type Item {
	Id    string `json:\"id\"`
	Price int64  `json:\"price,range=[1:1000000]\"`
}

type ItemReq {
	Id string `path:\"id\"`
}

@server (
	group: items
)
service shop {
	@handler addItem
	post /items (Item) returns (Item)

	@handler showItem
	get /items/:id (ItemReq) returns (Item)
}
";

/// Both outputs, the client in a folder of its own.
pub(crate) const SETTINGS: &str = "entry = \"shop.api\"\n[rust]\n[typescript]\n";

/// A project in a temporary folder.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run left.
pub(crate) struct Run {
    pub(crate) exit: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// A folder that is the root of a repository, so that no settings above it count.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(project.path(".git")).unwrap();
        files.iter().for_each(|(path, text)| project.write(path, text));
        project
    }

    /// The shop with both outputs, generated.
    pub(crate) fn generated() -> Self {
        let project = Self::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
        project.run(&["gen", "-q"]).exits(0);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a text in a file, where it must stand.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} holds no {old:?}:\n{text}");
        self.write(path, &text.replace(old, new));
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path(path)).is_ok()
    }

    /// Every path below the folder with the time of its last change and its text.
    pub(crate) fn tree(&self) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
        let mut tree = BTreeMap::new();
        walk(self.folder.path(), "", &mut tree);
        tree
    }

    /// Runs `apic` in the folder, with nothing of the environment that it may read.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apic"));
        command.args(arguments).current_dir(self.folder.path());
        for name in ["NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "TERM", "CI"] {
            command.env_remove(name);
        }
        command
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| timeless(&String::from_utf8(bytes).unwrap());
        Self { exit: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.exit, Some(code), "\n--- out\n{}\n--- err\n{}", self.out, self.err);
        self
    }

    /// All of standard error, and nothing on standard output.
    #[track_caller]
    pub(crate) fn says(self, err: &str) -> Self {
        assert_eq!(self.err, err, "\n--- out\n{}", self.out);
        assert_eq!(self.out, "");
        self
    }

    /// All of standard output, and nothing on standard error.
    #[track_caller]
    pub(crate) fn prints(self, out: &str) -> Self {
        assert_eq!(self.out, out, "\n--- err\n{}", self.err);
        assert_eq!(self.err, "");
        self
    }

    #[track_caller]
    pub(crate) fn mentions(self, text: &str) -> Self {
        let all = format!("{}{}", self.out, self.err);
        assert!(all.contains(text), "no {text:?} in\n{all}");
        self
    }
}

fn walk(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, (SystemTime, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            tree.insert(format!("{path}/"), (SystemTime::UNIX_EPOCH, Vec::new()));
            walk(&entry.path(), &format!("{path}/"), tree);
        } else {
            tree.insert(path, (metadata.modified().unwrap(), fs::read(entry.path()).unwrap()));
        }
    }
}

/// Durations differ from run to run: `(0.02 s)` and `(12 ms)` become `(time)`.
fn timeless(text: &str) -> String {
    let mut parts = text.split(" (");
    let mut timeless = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let unit = part.split_once(')').map(|(inside, rest)| (inside.split_once(' '), rest));
        match unit {
            Some((Some((number, "s" | "ms")), rest)) if number.parse::<f64>().is_ok() => {
                timeless += &format!(" (time){rest}");
            }
            _ => timeless += &format!(" ({part}"),
        }
    }
    timeless
}
