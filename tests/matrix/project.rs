//! The project of a row: a folder that `apic gen` fills and a user works on.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use apic_tests::root;
use apic_tests::sandbox::{exits, tree};

pub(super) const CONTRACT: &str = "type Item {
	Id    string `json:\"id\"`
	Price int64  `json:\"price\"`
}

type ItemReq {
	Id string `path:\"id\"`
}

@server (
	group: items
)
service SERVICE {
	@handler addItem
	post /items (Item) returns (Item)

	@handler showItem
	get /items/:id (ItemReq) returns (Item)
}
";

/// The project of a row.
pub(super) struct Project {
    pub(super) folder: PathBuf,
    pub(super) service: String,
}

impl Project {
    pub(super) fn new(name: &str) -> Self {
        let service = name.replace([' ', ','], "-");
        let folder = root().join("target/matrix").join(&service);
        drop(fs::remove_dir_all(&folder));
        let project = Self { folder, service };
        project.write("main.api", CONTRACT);
        let runtime = root().join("runtime");
        project.write(
            "apic.toml",
            &format!("entry = \"main.api\"\n[rust]\nruntime = {{ path = {runtime:?} }}\n[typescript]\n"),
        );
        project
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("SERVICE", &self.service)).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// Changes the contract.
    pub(super) fn edit(&self, old: &str, new: &str) {
        let text = self.read("main.api");
        assert!(text.contains(old), "no {old:?} in {text}");
        self.write("main.api", &text.replace(old, new));
    }

    pub(super) fn add(&self, text: &str) {
        self.write("main.api", &(self.read("main.api") + text));
    }

    pub(super) fn touch(&self, path: &str, text: &str) {
        self.write(path, &(self.read(path) + text));
    }

    pub(super) fn delete(&self, path: &str) {
        fs::remove_file(self.folder.join(path)).unwrap();
    }

    /// As git with `core.autocrlf`: every text of the project.
    pub(super) fn check_out_with_crlf(&self) {
        for (path, (text, _)) in tree(&self.folder) {
            let text = String::from_utf8(text).unwrap();
            fs::write(path, text.replace('\n', "\r\n")).unwrap();
        }
    }

    pub(super) fn run(&self, code: i32, arguments: &[&str]) -> String {
        exits(code, &self.folder, arguments)
    }

    /// The paths of one kind that the manifest lists.
    pub(super) fn listed(&self, generated: bool) -> Vec<String> {
        let manifest: serde_json::Value = serde_json::from_str(&self.read("apic-manifest.json")).unwrap();
        let files = manifest["files"].as_array().unwrap().iter();
        let kind = files.filter(|file| (file["kind"] == "generated") == generated);
        kind.map(|file| file["path"].as_str().unwrap().to_string()).collect()
    }

    /// Generated files with their texts, as a checkout with LF has them.
    pub(super) fn generated(&self) -> BTreeMap<String, String> {
        let text = |path: String| (path.clone(), self.read(&path).replace("\r\n", "\n"));
        self.listed(true).into_iter().map(text).collect()
    }

    /// Every file that is the user's, with its text; a line of the user's goes into each first.
    pub(super) fn works_on(&self) -> BTreeMap<String, String> {
        let users = self.listed(false);
        users.iter().for_each(|path| self.touch(path, if path.ends_with(".rs") { "// mine\n" } else { "# mine\n" }));
        users.into_iter().map(|path| (path.clone(), self.read(&path))).collect()
    }
}
