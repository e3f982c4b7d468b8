//! When a burst of changes is over, and what belongs to it.

use std::fs;
use std::sync::mpsc::channel;

use apic_compiler::Reader as _;
use notify::event::CreateKind;

use super::*;
use crate::job::Project;
use crate::settings::Settings;

/// Those of a project, and what happens to them; nothing was read yet.
fn watched(home: &Path) -> (Inputs, Changes) {
    let (cwd, folder) = (home.to_path_buf(), home.to_path_buf());
    let project = Project { cwd, folder, config: None, settings: Settings::default() };
    let mut inputs = Inputs::new(&project, None);
    inputs.begin();
    (inputs, Changes::new(channel().0, home))
}

/// What leads to an input has to be seen when it returns, before anything of it is there.
#[test]
fn folders_that_are_gone_lead_to_inputs_too() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("all/project");
    fs::create_dir_all(&home).unwrap();
    let (inputs, mut changes) = watched(&home);
    for path in ["api/base/a.api", "../../shared/api/b.api"] {
        inputs.read(path).unwrap_err();
    }
    changes.watch(&inputs);
    let told = |path: &Path| {
        let event = Event::new(EventKind::Create(CreateKind::Folder)).add_path(path.to_path_buf());
        changes.concerns(&Ok(event), &inputs)
    };
    assert!(told(&home.join("api")) && told(&home.join("api/base")) && told(&home));
    assert!(told(&folder.path().join("shared")) && told(&folder.path().join("shared/api")));
    assert!(!told(&home.join("src")) && !told(&folder.path().join("other")));
    assert!(changes.folders.contains(folder.path()) && changes.folders.contains(&folder.path().join("all")));
    assert!(changes.folders.iter().all(|watched| watched.starts_with(folder.path())), "{:?}", changes.folders);
}

/// Else each save would be waited for once more when its round is done.
#[test]
fn an_event_counts_from_the_moment_when_it_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, mut changes) = watched(folder.path());
    inputs.read("a.api").unwrap_err();
    let (send, receive) = channel();
    let mut messages = Messages::new(receive);
    let (save, told) = (Instant::now(), Instant::now() + QUIET);
    changes.last = save;
    let mut event = |path: &str, moment: Instant| {
        let event = Event::new(EventKind::Create(CreateKind::File)).add_path(folder.path().join(path));
        send.send(Message::Event(Ok(event), moment)).unwrap();
        assert!(changes.event(Duration::ZERO, &inputs, &mut messages));
        changes.last
    };
    assert_eq!(event("b.txt", told), save, "it is nobody's");
    assert_eq!(event("a.api", told), told);
    assert_eq!(event("a.api", save), told);
}

/// What was read is not what is there now, and for how long that has been so decides.
#[test]
fn a_burst_has_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let (mut inputs, mut changes) = watched(folder.path());
    let mut messages = Messages::new(channel().1);
    let file = folder.path().join("a.api");
    fs::write(&file, "one").unwrap();
    let ago = |time: Duration| Instant::now().checked_sub(time).unwrap();
    let mut round = |read: &str, now: &str, since: Duration| {
        fs::write(&file, read).unwrap();
        inputs.read("a.api").unwrap();
        fs::write(&file, now).unwrap();
        (changes.first, changes.last) = (ago(since), ago(QUIET));
        let settled = changes.settled(&inputs, &mut messages);
        inputs.read("a.api").unwrap();
        inputs.end(&[]);
        settled
    };
    assert!(round("one", "one", QUIET));
    assert!(!round("one", "two", QUIET));
    assert!(round("one", "two", BURST));
    // A text that was there just before is not taken for none, or not so soon.
    assert!(!round("", "two", BURST));
    assert!(round("", "two", ENOUGH));
}
