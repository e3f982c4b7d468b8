//! What only the user can add: lines that files of theirs lack are printed, never inserted.

use std::fs;
use std::path::Path;

use apic_compiler::output::{Action, Kind, Step};

use super::Draft;
use crate::git;
use crate::paths;
use crate::terminal::Terminal;

impl Draft<'_> {
    /// For each `Cargo.toml` that was there before apic: the dependencies that the generated code needs and it does not name. Said once, when the file is
    /// adopted; later the file is the user's business alone.
    pub(super) fn lacking(&self) -> Vec<String> {
        let adopted = |step: &&Step| step.action == Action::Adopt && step.kind == Kind::Starter;
        let cargo = |step: &&Step| step.path.rsplit('/').next() == Some("Cargo.toml");
        let mut said = Vec::new();
        for step in self.plan.steps.iter().filter(adopted).filter(cargo) {
            let Some(wanted) = self.wanted.files.get(&step.path) else { continue };
            let Ok(text) = fs::read_to_string(self.job.home.join(&step.path)) else { continue };
            let lines = dependencies(&wanted.text, &text);
            if !lines.is_empty() {
                said.push(format!("note: {} is yours; its [dependencies] lack:", self.shown(step)));
                said.extend(lines.into_iter().map(|line| format!("  {line}")));
            }
        }
        said.extend(self.members());
        said
    }

    /// For each new `Cargo.toml` inside of a workspace of the user's: the member that this lacks. Cargo refuses to build until it is there.
    fn members(&self) -> Vec<String> {
        let new = |step: &&Step| step.action == Action::Create && step.kind == Kind::Starter;
        let cargo = |step: &&Step| step.path.rsplit('/').next() == Some("Cargo.toml");
        let mut said = Vec::new();
        for step in self.plan.steps.iter().filter(new).filter(cargo) {
            let path = paths::plain(&self.job.home.join(&step.path));
            let Some(package) = path.parent() else { continue };
            let Some((root, member)) = unlisted(package) else { continue };
            said.push(format!("note: {} is yours; `members` of its [workspace] lacks:", self.job.project.shown(&root)));
            said.push(format!("  \"{member}\","));
        }
        said
    }

    /// Says which of these files git does not carry: a fresh clone lacks them, and no check there can see them.
    pub(super) fn ignored<'s>(&self, terminal: &mut Terminal<'_>, steps: impl Iterator<Item = &'s Step>) {
        let files: Vec<_> = steps.map(|step| paths::plain(&self.job.home.join(&step.path))).collect();
        let ignored = git::ignored(&files);
        let Some(first) = ignored.first().map(|path| self.job.project.shown(path)) else { return };
        let which = match ignored.len() {
            1 => format!("{first}: a fresh clone lacks it"),
            count => format!("{first} and {} more: a fresh clone lacks them", count - 1),
        };
        terminal.say(&format!("note: git ignores {which}"));
    }
}

/// The workspace around a package that neither lists nor excludes it, and the package's path in it.
fn unlisted(package: &Path) -> Option<(std::path::PathBuf, String)> {
    for folder in package.ancestors().skip(1) {
        let path = folder.join("Cargo.toml");
        let Some(table) = fs::read_to_string(&path).ok().and_then(|text| text.parse::<toml::Table>().ok()) else {
            continue;
        };
        let Some(workspace) = table.get("workspace") else { continue };
        let member = paths::relative(folder, package);
        let named = |key: &str, fits: fn(&str, &str) -> bool| {
            let list = workspace.get(key).and_then(toml::Value::as_array);
            list.is_some_and(|list| list.iter().filter_map(toml::Value::as_str).any(|name| fits(name, &member)))
        };
        let inside = |name: &str, member: &str| Path::new(member).starts_with(name);
        return (!named("members", fits) && !named("exclude", inside)).then_some((path, member));
    }
    None
}

/// Whether a member's pattern fits a path: `*` stands for anything inside of one folder's name.
fn fits(pattern: &str, path: &str) -> bool {
    let (patterns, names) = (pattern.trim_end_matches('/').split('/'), path.split('/'));
    let same = |(pattern, name): (&str, &str)| match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    };
    patterns.clone().count() == names.clone().count() && patterns.zip(names).all(same)
}

/// The lines of `[dependencies]` in `ours` whose names are not in `theirs`.
fn dependencies(ours: &str, theirs: &str) -> Vec<String> {
    // A text that cargo cannot read either is told by cargo.
    let Ok(theirs) = theirs.parse::<toml::Table>() else { return Vec::new() };
    let has = |name: &str| theirs.get("dependencies").and_then(|table| table.get(name)).is_some();
    let lines =
        ours.lines().skip_while(|line| *line != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    let named = lines.filter_map(|line| line.split_once(" = ").map(|(name, _)| (name, line)));
    named.filter(|(name, _)| !has(name)).map(|(_, line)| line.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::{dependencies, fits};

    #[test]
    fn a_star_stands_for_one_folder() {
        assert!(fits("crates/*", "crates/a") && fits("./x".trim_start_matches("./"), "x") && fits("a*z/", "abz"));
        assert!(!fits("crates/*", "crates/a/b") && !fits("crates/*", "other/a") && !fits("ab*bc", "abc"));
    }

    #[test]
    fn only_what_is_not_named_is_lacking() {
        let ours = "[package]\nname = \"x\"\n\n[dependencies]\naxum = \"0.8\"\nserde = { version = \"1\" }\n";
        let theirs = "[dependencies.axum]\nversion = \"0.8\"\n";
        assert_eq!(dependencies(ours, theirs), ["serde = { version = \"1\" }"]);
        assert_eq!(dependencies(ours, ours), Vec::<String>::new());
        assert_eq!(dependencies(ours, "[broken"), Vec::<String>::new());
    }
}
