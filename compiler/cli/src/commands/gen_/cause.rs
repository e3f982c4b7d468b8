//! Why a file is not as it should be, in a few words.

use std::fs;

use apic_compiler::output::{Basis, OnDisk, Step, Verdict};

use super::Draft;

impl Draft<'_> {
    /// What stands behind the path of a step.
    pub(super) fn cause(&self, step: &Step) -> String {
        match step.verdict {
            Verdict::Stale => format!("because {}", changed(&self.basis)),
            Verdict::Edited => self.first_difference(step),
            Verdict::InTheWay => match self.found.get(&step.path) {
                Some(OnDisk::Other(what)) => format!("{what} is there; move it away"),
                _ if step.users => {
                    let went = if step.went.is_some() { "lies elsewhere now" } else { "is gone" };
                    format!("yours, the logic of {}, which {went}", step.subject)
                }
                _ => "not written by apic".to_string(),
            },
            Verdict::ScaffoldMissing => step.subject.clone(),
            Verdict::Missing => "wanted, and not there".to_string(),
            Verdict::StarterRemoved => "removed by you".to_string(),
            Verdict::Extra => "nothing in the contract asks for it now".to_string(),
            Verdict::ExtraEdited => "nothing in the contract asks for it now, but it was changed by hand".to_string(),
            Verdict::Foreign => "not written by apic, in a folder for generated files only".to_string(),
            Verdict::Ok | Verdict::Gone | Verdict::Orphan => String::new(),
        }
    }

    /// The first line that was changed by hand: as apic writes it, and as it is.
    fn first_difference(&self, step: &Step) -> String {
        let Some(file) = self.wanted.files.get(&step.path) else { return String::new() };
        let Ok(disk) = fs::read_to_string(self.job.home.join(&step.path)) else { return String::new() };
        let (mut ours, mut theirs) = (file.text.lines(), disk.lines());
        let mut number = 1;
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return "line ends differ".to_string(),
                (ours, theirs) if ours == theirs => number += 1,
                (ours, theirs) => return format!("line {number}: {} → {}", clip(ours), clip(theirs)),
            }
        }
    }
}

/// A line in quotes, at most 40 columns of it.
fn clip(line: Option<&str>) -> String {
    let Some(line) = line else { return "nothing".to_string() };
    let line: String = line.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let cut: String = line.chars().take(40).collect();
    if cut.len() < line.len() { format!("'{cut}…'") } else { format!("'{cut}'") }
}

/// The nearest cause of a change in an output.
fn changed(basis: &Basis) -> String {
    let Some(manifest) = &basis.manifest else { return "there is no manifest".to_string() };
    let same = |path: &str, hash: &str| manifest.inputs.iter().any(|old| old.path == path && old.sha256 == hash);
    let new = basis.inputs.iter().filter(|input| !same(&input.path, &input.sha256)).map(|input| &input.path);
    let gone = manifest.inputs.iter().filter(|old| !basis.inputs.iter().any(|input| input.path == old.path));
    let changed: Vec<_> = new.chain(gone.map(|old| &old.path)).collect();
    match changed.as_slice() {
        [] if manifest.apic != basis.apic => format!("apic {} became {}", manifest.apic, basis.apic),
        [] => "apic or the options of this run changed".to_string(),
        [only] => format!("{only} changed"),
        [first, rest @ ..] => format!("{first} and {} more changed", rest.len()),
    }
}
