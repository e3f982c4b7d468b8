//! Lines that a starter of the user's lacks: printed, never inserted.

use std::fs;

use apic_compiler::output::{Action, Kind, Step};

use super::Draft;

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
        said
    }
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
    use super::dependencies;

    #[test]
    fn only_what_is_not_named_is_lacking() {
        let ours = "[package]\nname = \"x\"\n\n[dependencies]\naxum = \"0.8\"\nserde = { version = \"1\" }\n";
        let theirs = "[dependencies.axum]\nversion = \"0.8\"\n";
        assert_eq!(dependencies(ours, theirs), ["serde = { version = \"1\" }"]);
        assert_eq!(dependencies(ours, ours), Vec::<String>::new());
        assert_eq!(dependencies(ours, "[broken"), Vec::<String>::new());
    }
}
