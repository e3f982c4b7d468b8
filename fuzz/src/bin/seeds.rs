//! Writes `seeds/` from the cases and the table of compatibility: `cargo run --no-default-features --bin seeds`, in this folder.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use apic_fuzz::SEPARATOR;

/// Longer seeds slow the fuzzer down and teach it nothing.
const LONGEST: usize = 4096;

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = here.join("../tests");
    let mut contracts = rows(&tests)?;
    for folder in ["cases", "bad"] {
        let folder = tests.join(folder);
        for file in files_below(&folder)? {
            let name = file.strip_prefix(&folder)?.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
            contracts.insert(name, fs::read_to_string(&file)?);
        }
    }
    contracts.retain(|_, text| text.len() <= LONGEST);
    let mut tags = BTreeSet::new();
    for text in contracts.values() {
        tags.extend(text.split('`').skip(1).step_by(2).filter(|tag| tag.len() < 200).map(str::to_string));
    }
    let tags = tags.into_iter().enumerate().map(|(index, tag)| (format!("{index:03}"), tag)).collect();
    write(&here.join("seeds/contract"), &contracts)?;
    write(&here.join("seeds/tag"), &tags)
}

/// The rows of the table, one seed each; further files stand behind a line of their own.
fn rows(tests: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut seeds = BTreeMap::new();
    for line in fs::read_to_string(tests.join("compat.jsonl"))?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let (Some(id), Some(files)) = (row["id"].as_str(), row["files"].as_object()) else { continue };
        let text = |name: &str| files.get(name).and_then(|text| text.as_str()).unwrap_or_default().to_string();
        let mut seed = text("main.api");
        for name in files.keys().filter(|name| *name != "main.api") {
            seed += &format!("\n{SEPARATOR}{name}\n{}", text(name));
        }
        seeds.insert(id.to_string(), seed);
    }
    Ok(seeds)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "api") {
            found.push(path);
        }
    }
    Ok(found)
}

fn write(folder: &Path, seeds: &BTreeMap<String, String>) -> Result<(), Box<dyn Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, text) in seeds {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
