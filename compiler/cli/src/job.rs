//! What to do, resolved: where the project lies and which contract is meant.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::args::Global;
use crate::disk::reason;
use crate::exit::Failure;
use crate::paths;
use crate::settings::{self, Settings};

/// The name of the settings file.
pub const SETTINGS: &str = "apic.toml";

/// A project as seen from where the user stands.
#[derive(Debug)]
pub struct Project {
    /// Where the user stands; absolute and plain, as all paths in here.
    pub cwd: PathBuf,
    /// The folder of `apic.toml`, or `cwd` without one.
    pub folder: PathBuf,
    /// `apic.toml` and its text.
    pub config: Option<(PathBuf, String)>,
    pub settings: Settings,
}

impl Project {
    /// Finds and reads the settings: those that a flag names, else the nearest up to the root of the repository.
    ///
    /// # Errors
    /// When they cannot be read, or have mistakes.
    pub fn find(cwd: &Path, global: &Global) -> Result<Self, Failure> {
        let cwd = place(cwd, global)?;
        let path = match &global.config {
            Some(path) => Some(paths::absolute(&cwd, path)),
            None => nearest(&cwd),
        };
        let Some(path) = path else {
            return Ok(Self { folder: cwd.clone(), cwd, config: None, settings: Settings::default() });
        };
        let shown = paths::relative(&cwd, &path);
        let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::usage(format!("{shown}: no such file"), ""),
            io::ErrorKind::InvalidData => Failure::usage(format!("{shown}: is not UTF-8"), ""),
            _ => Failure::usage(format!("{shown}: cannot be read: {}", reason(&error)), ""),
        })?;
        let settings = settings::read(&shown, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
        let folder = path.parent().unwrap_or(&cwd).to_path_buf();
        Ok(Self { cwd, folder, config: Some((path, text)), settings })
    }

    /// How a path is shown to the user.
    pub fn shown(&self, path: &Path) -> String {
        paths::relative(&self.cwd, path)
    }

    /// The entry of the contract, as shown: the file that was typed, that of the settings, or the only one there is.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn entry(&self, typed: Option<&str>) -> Result<String, Failure> {
        if let Some(typed) = typed {
            let shown = self.shown(&paths::absolute(&self.cwd, typed));
            // What was typed in full and lies elsewhere reads better in full.
            let far = Path::new(typed).is_absolute() && shown.starts_with("..");
            return Ok(if far { typed.to_string() } else { shown });
        }
        if let Some(entry) = &self.settings.entry {
            return Ok(self.shown(&paths::absolute(&self.folder, entry)));
        }
        let found = contracts(&self.folder).map_err(|error| {
            Failure::usage(format!("{}: cannot be read: {}", self.folder.display(), reason(&error)), "")
        })?;
        match found.as_slice() {
            [only] => Ok(self.shown(only)),
            [] => Err(Failure::usage(
                format!("no .api file in {}", self.folder.display()),
                "name one, or write `entry = \"…\"` into apic.toml",
            )),
            several => {
                let list = several.iter().map(|path| self.shown(path)).collect::<Vec<_>>().join(", ");
                Err(Failure::usage(
                    format!("several .api files: {list}"),
                    "name one, or write `entry = \"…\"` into apic.toml",
                ))
            }
        }
    }
}

/// Where the run takes place.
///
/// # Errors
/// When there is no such folder.
pub fn place(cwd: &Path, global: &Global) -> Result<PathBuf, Failure> {
    let Some(directory) = &global.directory else { return Ok(paths::plain(cwd)) };
    let place = paths::absolute(cwd, directory);
    match fs::metadata(&place) {
        Ok(metadata) if metadata.is_dir() => Ok(place),
        Ok(_) => Err(Failure::usage(format!("{directory}: is no folder"), "")),
        Err(error) => Err(Failure::usage(format!("{directory}: {}", reason(&error)), "")),
    }
}

/// The settings file from `cwd` upwards.
fn nearest(cwd: &Path) -> Option<PathBuf> {
    places(cwd).find(|path| path.is_file())
}

/// Where a settings file may lie for who stands in `cwd`, the nearest first and none above the root of the repository.
pub fn places(cwd: &Path) -> impl Iterator<Item = PathBuf> {
    let root = cwd.ancestors().position(|folder| folder.join(".git").exists());
    cwd.ancestors().take(root.map_or(usize::MAX, |root| root + 1)).map(|folder| folder.join(SETTINGS))
}

/// Whether a file of that name is a contract. Hidden ones are an editor's or a system's own, such as `.#shop.api` and `._shop.api`.
pub fn is_contract(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|extension| extension == "api")
}

/// The contracts directly in a folder, sorted.
pub fn contracts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_contract(&path) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
