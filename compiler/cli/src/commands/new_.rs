//! `apic new`: a project that builds, answers and passes its own test at once.

mod templates;
mod workspace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::gen_;
use crate::args::{Gen, Global, New, Source};
use crate::disk::{Fault, reason};
use crate::exit::{Exit, Failure};
use crate::job::place;
use crate::paths;
use crate::terminal::Terminal;

/// Writes a project into a new folder.
///
/// # Errors
/// When the name or the folder will not do, or the system refuses; nothing is left then.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &New) -> Result<Exit, Failure> {
    let cwd = place(cwd, global)?;
    let folder = paths::absolute(&cwd, &flags.name);
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !is_name(&name) {
        let help = "letters, digits, `-` and `_`, a letter first and behind each `-`: it names a service and a crate";
        return Err(Failure::usage(format!("`{name}` cannot be the name of a project"), help));
    }
    let there = folder.exists();
    refuse_if_used(&folder, &flags.name)?;
    let project = Project { cwd: &cwd, folder: &folder, name: &name, flags };
    let done = project.write().map_err(|fault| fault.failure(&cwd)).and_then(|()| project.generate(terminal, global));
    if done.is_err() && !there {
        // All of it was made here.
        drop(fs::remove_dir_all(&folder));
    }
    done?;
    project.tell(terminal);
    Ok(Exit::Done)
}

fn is_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    // A service's name is made of parts that are names themselves.
    name.split('-').all(|part| part.starts_with(|first: char| first.is_ascii_alphabetic()))
        && name.ends_with(|last: char| last.is_ascii_alphanumeric())
        && name.chars().all(plain)
}

/// Only a folder that is not there, or empty, is filled.
fn refuse_if_used(folder: &Path, typed: &str) -> Result<(), Failure> {
    match fs::read_dir(folder).map(|mut entries| entries.next()) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(Failure::usage(format!("{typed}: the folder is not empty"), "name a new one")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Failure::usage(format!("{typed}: is not a folder"), "name a new one"))
        }
        Err(error) => Err(Failure::usage(format!("{typed}: cannot be read: {}", reason(&error)), "")),
    }
}

/// A project to be.
struct Project<'a> {
    cwd: &'a Path,
    folder: &'a Path,
    name: &'a str,
    flags: &'a New,
}

impl Project<'_> {
    /// Writes all that `gen` does not.
    fn write(&self) -> Result<(), Fault> {
        let common = templates::COMMON.iter().chain(if self.flags.hooks { templates::HOOKS } else { &[] });
        for (path, text) in templates::files(self.flags.from).iter().chain(common) {
            let path = if *path == "main.api" { format!("{}.api", self.name) } else { path.to_string() };
            self.put(&path, &self.filled(text))?;
        }
        self.put("apic.toml", &self.settings())?;
        #[cfg(unix)]
        if self.flags.hooks {
            use std::os::unix::fs::PermissionsExt as _;
            let hook = self.folder.join(".githooks/pre-commit");
            fs::set_permissions(&hook, fs::Permissions::from_mode(0o755))
                .map_err(|error| Fault::write(&hook, error))?;
        }
        Ok(())
    }

    fn put(&self, path: &str, text: &str) -> Result<(), Fault> {
        let path = self.folder.join(path);
        let folder = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(folder).map_err(|error| Fault::write(folder, error))?;
        fs::write(&path, text).map_err(|error| Fault::write(&path, error))
    }

    /// A text of a template, made the project's own.
    fn filled(&self, text: &str) -> String {
        let install = match &self.flags.runtime {
            Some(Source::Git(url)) => format!("--git {url} apic-idl"),
            _ => "apic-idl".to_string(),
        };
        let service = format!("service {}", self.name);
        text.replace("service bookstore-api", &service).replace("SERVICE", self.name).replace("INSTALL", &install)
    }

    fn settings(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_string()).to_string();
        let runtime = match &self.flags.runtime {
            None => String::new(),
            Some(Source::Git(url)) => format!("runtime = {{ git = {} }}\n", quoted(url)),
            Some(Source::Path(path)) => format!("runtime = {{ path = {} }}\n", quoted(&self.runtime(path))),
        };
        let others = templates::settings(self.flags.from);
        format!("entry = \"{}.api\"\n\n[rust]\n{runtime}\n{others}", self.name)
    }

    /// The folder of the runtime as seen from the project; in full if that was typed in full.
    fn runtime(&self, typed: &str) -> String {
        let absolute = paths::absolute(self.cwd, typed);
        if Path::new(typed).is_absolute() {
            return absolute.to_string_lossy().into_owned();
        }
        paths::relative(self.folder, &absolute)
    }

    fn generate(&self, terminal: &mut Terminal<'_>, global: &Global) -> Result<(), Failure> {
        let (quiet, global) = (terminal.quiet, Global { directory: None, config: None, ..global.clone() });
        // What is written is told in one piece below.
        terminal.quiet = true;
        let done = gen_::run(terminal, self.folder, &global, &Gen::default());
        terminal.quiet = quiet;
        match done? {
            Exit::Done => Ok(()),
            exit => Err(Failure { exit, problems: Vec::new() }),
        }
    }

    fn tell(&self, terminal: &mut Terminal<'_>) {
        let shown = paths::relative(self.cwd, self.folder);
        terminal.say(&format!("new: {shown}/ with {} files; what to do next:", count(self.folder)));
        let sample = templates::sample(self.flags.from);
        let mut steps = vec![
            (format!("cd {shown}"), String::new()),
            ("cargo test".to_string(), "the logic, without a socket".to_string()),
            ("cargo run".to_string(), format!("http://127.0.0.1:8888{sample}")),
            ("apic watch -- cargo run".to_string(), format!("then change {}.api", self.name)),
        ];
        if self.flags.hooks {
            let what = "checks before each commit".to_string();
            steps.push(("git config core.hooksPath .githooks".to_string(), what));
        }
        let lines = steps.iter().map(|(command, what)| format!("  {command:<37} {what}").trim_end().to_string());
        terminal.say_all(&lines.collect::<Vec<_>>());
        if let Some((root, member)) = workspace::lacking(self.folder) {
            let root = paths::relative(self.cwd, &root);
            terminal.say(&format!("note: {root} is a workspace; add to its `members`: \"{member}\""));
        }
        if self.flags.runtime.is_none() {
            let help = "if it is not there yet, say where it is: `runtime = { path = \"…\" }` below [rust] in apic.toml, and in Cargo.toml";
            terminal.say(&format!("note: apic-runtime comes from crates.io; {help}"));
        }
    }
}

/// All files below a folder.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.map(|path: PathBuf| if path.is_dir() { count(&path) } else { 1 }).sum()
}
