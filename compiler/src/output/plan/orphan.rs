//! Where the route of a scaffold went that has lost its place.

use std::collections::BTreeMap;

use super::{Step, Verdict};
use crate::output::{Kind, ManifestEntry, Wanted};

/// Names, for each orphan and each scaffold in the way, the scaffold that its route has now: that of the same method and path, else the only one of the same handler.
pub(super) fn find_new_places(steps: &mut [Step], wanted: &Wanted, listed: &BTreeMap<&str, &ManifestEntry>) {
    for step in steps.iter_mut().filter(|step| step.verdict == Verdict::InTheWay) {
        if let Some(entry) = listed.get(step.path.as_str()).filter(|entry| entry.kind == Kind::Scaffold) {
            step.users = true;
            step.subject.clone_from(&entry.subject);
        }
    }
    for orphan in steps.iter_mut().filter(|step| step.verdict == Verdict::Orphan || step.users) {
        let scaffolds =
            || wanted.files.iter().filter(|(_, file)| file.kind == Kind::Scaffold && file.emitter == orphan.emitter);
        let (route, handler) = parts(&orphan.subject);
        let same_route = scaffolds().find(|(_, file)| !route.is_empty() && parts(&file.subject).0 == route);
        let same_handler = || {
            // One that is new is the likelier place than one that was there beside the orphan.
            let all: Vec<_> =
                scaffolds().filter(|(_, file)| !route.is_empty() && parts(&file.subject).1 == handler).collect();
            let new: Vec<_> = all.iter().filter(|(path, _)| !listed.contains_key(path.as_str())).copied().collect();
            match (new.as_slice(), all.as_slice()) {
                ([only], _) | ([], [only]) => Some(*only),
                _ => None,
            }
        };
        orphan.went = same_route.or_else(same_handler).map(|(path, _)| path.clone());
    }
}

/// `POST /books addBook` is the route `POST /books` and the handler `addBook`; anything else has no route.
fn parts(subject: &str) -> (&str, &str) {
    match subject.rsplit_once(' ') {
        Some((route, handler)) if route.contains(" /") => (route, handler),
        _ => ("", subject),
    }
}
