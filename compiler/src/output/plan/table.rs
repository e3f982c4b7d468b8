//! The table of architecture.md §8, row by row.

use super::*;
use crate::output::{OutputFile, OutputFiles, Root, text_hash};

/// One path, `f`, in a run of the emitter `e`.
#[derive(Default)]
struct Case {
    disk: Option<&'static str>,
    listed: Option<(Kind, &'static str)>,
    new: Option<(Kind, &'static str)>,
    force: bool,
    prune: bool,
}

impl Case {
    fn plan(&self) -> Plan {
        let mut files = OutputFiles::default();
        if let Some((kind, text)) = self.new {
            files.add(OutputFile { path: "f".into(), text: text.into(), kind, subject: String::new() }).unwrap();
        }
        let wanted = Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files }], None).unwrap();
        let entry = self.listed.map(|(kind, text)| ManifestEntry {
            path: "f".into(),
            emitter: "e".into(),
            kind,
            sha256: (kind == Kind::Generated).then(|| text_hash(text)),
            subject: String::new(),
        });
        let found = self.disk.map(|text| ("f".to_string(), OnDisk::File(text_hash(text)))).into_iter().collect();
        let name = |flag: bool| flag.then(|| "f".to_string()).into_iter().collect();
        let basis = Basis {
            manifest: Some(Manifest { files: entry.into_iter().collect(), ..Manifest::default() }),
            force: name(self.force),
            prune: name(self.prune),
            ..Basis::default()
        };
        plan(&wanted, &basis, &found)
    }

    /// Verdict, action, and whether the path is listed afterwards.
    #[track_caller]
    fn gives(&self, verdict: Verdict, action: Action, listed: bool) {
        let plan = self.plan();
        let steps: Vec<_> = plan.steps.iter().map(|step| (step.verdict, step.action)).collect();
        assert_eq!(steps, [(verdict, action)]);
        let rewritten = plan.manifest.as_ref().map(|manifest| !manifest.files.is_empty());
        assert_eq!(rewritten.unwrap_or(self.listed.is_some()), listed, "listed");
        assert_eq!(rewritten.is_none(), matches!(action, Action::Keep | Action::Leave), "manifest rewritten");
        assert_eq!(is_clean(&plan), matches!(action, Action::Keep | Action::Adopt | Action::Forget));
    }
}

use Action::{Adopt, Create, Forget, Keep, Leave, Refuse, Remove, Replace};
use Kind::{Generated, Scaffold, Starter};

const KINDS: [Kind; 3] = [Generated, Scaffold, Starter];

#[test]
fn row_1_a_starter_that_the_user_removed_stays_removed() {
    let case = Case { listed: Some((Starter, "")), new: Some((Starter, "a")), ..Case::default() };
    case.gives(Verdict::StarterRemoved, Keep, true);
}

#[test]
fn row_2_what_is_not_there_is_made_or_forgotten() {
    let make = |listed, new| Case { listed, new: Some((new, "a")), ..Case::default() };
    make(None, Generated).gives(Verdict::Missing, Create, true);
    make(None, Scaffold).gives(Verdict::ScaffoldMissing, Create, true);
    make(None, Starter).gives(Verdict::Missing, Create, true);
    make(Some((Generated, "a")), Generated).gives(Verdict::Missing, Create, true);
    make(Some((Scaffold, "")), Scaffold).gives(Verdict::ScaffoldMissing, Create, true);
    make(Some((Generated, "a")), Starter).gives(Verdict::Missing, Create, true);
    for kind in KINDS {
        Case { listed: Some((kind, "a")), ..Case::default() }.gives(Verdict::Gone, Forget, false);
    }
}

#[test]
fn row_3_a_users_file_is_kept_or_adopted_whatever_it_holds() {
    for kind in [Scaffold, Starter] {
        let there = |listed| Case { disk: Some("mine"), listed, new: Some((kind, "a")), ..Case::default() };
        there(Some((kind, ""))).gives(Verdict::Ok, Keep, true);
        there(None).gives(Verdict::Ok, Adopt, true);
        there(Some((Generated, "mine"))).gives(Verdict::Ok, Adopt, true);
    }
}

#[test]
fn row_4_a_generated_file_that_nobody_touched_is_the_tools() {
    let ours = |new| Case { disk: Some("a"), listed: Some((Generated, "a")), new, ..Case::default() };
    ours(Some((Generated, "a"))).gives(Verdict::Ok, Keep, true);
    ours(Some((Generated, "b"))).gives(Verdict::Stale, Replace, true);
    ours(None).gives(Verdict::Extra, Remove, false);
}

#[test]
fn row_5_a_generated_file_that_was_edited_is_refused_unless_forced() {
    let edited = |new, force| Case { disk: Some("x"), listed: Some((Generated, "a")), new, force, prune: false };
    edited(Some((Generated, "x")), false).gives(Verdict::Ok, Adopt, true);
    edited(Some((Generated, "b")), false).gives(Verdict::Edited, Refuse, true);
    edited(Some((Generated, "b")), true).gives(Verdict::Edited, Replace, true);
    // Not even if the tool would write what it wrote last time.
    edited(Some((Generated, "a")), false).gives(Verdict::Edited, Refuse, true);
    edited(None, false).gives(Verdict::ExtraEdited, Refuse, false);
    edited(None, true).gives(Verdict::ExtraEdited, Remove, false);
}

#[test]
fn row_6_somebody_elses_file_is_adopted_if_it_is_the_same_and_else_refused() {
    for listed in [None, Some((Scaffold, "")), Some((Starter, ""))] {
        let there = |text, force| Case { disk: Some("x"), listed, new: Some((Generated, text)), force, prune: false };
        there("x", false).gives(Verdict::Ok, Adopt, true);
        there("a", false).gives(Verdict::InTheWay, Refuse, true);
        // Logic is never overwritten, whatever flag is given.
        let forced = if listed == Some((Scaffold, "")) { Refuse } else { Replace };
        there("a", true).gives(Verdict::InTheWay, forced, true);
    }
}

#[test]
fn row_7_a_users_file_that_is_no_longer_wanted_stays() {
    let left =
        |kind| Case { disk: Some("mine"), listed: Some((kind, "")), force: true, prune: true, ..Case::default() };
    left(Scaffold).gives(Verdict::Orphan, Keep, true);
    left(Starter).gives(Verdict::Ok, Keep, true);
}

#[test]
fn row_8_a_foreign_file_is_left_unless_pruned() {
    let foreign = |force, prune| Case { disk: Some("x"), force, prune, ..Case::default() };
    foreign(true, false).gives(Verdict::Foreign, Leave, false);
    foreign(false, true).gives(Verdict::Foreign, Remove, false);
}

#[test]
fn line_ends_of_a_checkout_are_no_edit() {
    let case = Case {
        disk: Some("a\r\nb\r\n"),
        listed: Some((Generated, "a\nb\n")),
        new: Some((Generated, "a\nb\n")),
        ..Case::default()
    };
    case.gives(Verdict::Ok, Keep, true);
}
