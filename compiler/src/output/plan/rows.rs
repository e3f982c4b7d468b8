//! The rows of the table: how a path stands, and what a write does about it.

use super::{Action, OnDisk, Verdict};
use crate::output::{Kind, ManifestEntry, WantedFile};

/// The rows with a new output.
pub(super) fn wanted(file: &WantedFile, listed: Option<&ManifestEntry>, disk: Option<&OnDisk>) -> (Verdict, Action) {
    let listed_kind = listed.map(|entry| entry.kind);
    match (disk, file.kind) {
        (None, Kind::Starter) if listed_kind == Some(Kind::Starter) => (Verdict::StarterRemoved, Action::Keep),
        (None, Kind::Scaffold) => (Verdict::ScaffoldMissing, Action::Create),
        (None, Kind::Generated | Kind::Starter) => (Verdict::Missing, Action::Create),
        (Some(_), Kind::Scaffold | Kind::Starter) if listed_kind == Some(file.kind) => (Verdict::Ok, Action::Keep),
        (Some(_), Kind::Scaffold | Kind::Starter) => (Verdict::Ok, Action::Adopt),
        (Some(OnDisk::Other(_)), Kind::Generated) => (Verdict::InTheWay, Action::Refuse),
        (Some(OnDisk::File(hash)), Kind::Generated) => {
            let same = file.sha256.as_ref() == Some(hash);
            match (listed_hash(listed) == Some(hash), listed_kind == Some(Kind::Generated), same) {
                (true, _, true) => (Verdict::Ok, Action::Keep),
                (true, _, false) => (Verdict::Stale, Action::Replace),
                (false, _, true) => (Verdict::Ok, Action::Adopt),
                (false, true, false) => (Verdict::Edited, Action::Refuse),
                (false, false, false) => (Verdict::InTheWay, Action::Refuse),
            }
        }
    }
}

/// The rows without one.
pub(super) fn unwanted(entry: &ManifestEntry, disk: Option<&OnDisk>) -> (Verdict, Action) {
    match (disk, entry.kind) {
        (None, _) => (Verdict::Gone, Action::Forget),
        (Some(_), Kind::Scaffold) => (Verdict::Orphan, Action::Keep),
        (Some(_), Kind::Starter) => (Verdict::Ok, Action::Keep),
        (Some(OnDisk::File(hash)), Kind::Generated) if listed_hash(Some(entry)) == Some(hash) => {
            (Verdict::Extra, Action::Remove)
        }
        (Some(_), Kind::Generated) => (Verdict::ExtraEdited, Action::Refuse),
    }
}

/// The hash of an entry, if it is one of a generated file.
fn listed_hash(entry: Option<&ManifestEntry>) -> Option<&String> {
    entry.filter(|entry| entry.kind == Kind::Generated)?.sha256.as_ref()
}
