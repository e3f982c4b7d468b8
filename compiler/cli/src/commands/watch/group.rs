//! A command and all that it started, as the system knows them: a group of processes.

/// What a group of processes is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// Nothing: is anyone there?
    Ask,
    End,
    Kill,
}

/// Tells the whole group of a process; false = nobody is there any more.
#[cfg(unix)]
pub(super) fn signal(process: u32, what: Signal) -> bool {
    use rustix::process::{self, Pid, kill_process_group, test_kill_process_group};
    let Some(group) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    let told = match what {
        Signal::Ask => return test_kill_process_group(group).is_ok() && lives(process),
        Signal::End => kill_process_group(group, process::Signal::TERM),
        Signal::Kill => kill_process_group(group, process::Signal::KILL),
    };
    told.is_ok()
}

/// Whether one of a group does more than wait to be collected. What lost its parent is collected late or, in many containers, never; until then
/// the system counts it, and the next command would wait for it.
#[cfg(target_os = "linux")]
fn lives(group: u32) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else { return true };
    let mut states = processes.flatten().filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    states.any(|stat| {
        // `pid (name) state parent group`, and the name may hold anything.
        let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        let is_over = matches!(fields.next(), Some("Z" | "X"));
        !is_over && fields.nth(1).and_then(|field| field.parse().ok()) == Some(group)
    })
}

#[cfg(all(unix, not(target_os = "linux")))]
fn lives(_group: u32) -> bool {
    true
}

/// There is but one way to end a process here, and it ends at once.
#[cfg(not(unix))]
pub(super) fn signal(process: u32, what: Signal) -> bool {
    if what == Signal::End {
        let mut command = std::process::Command::new("taskkill");
        drop(command.args(["/T", "/F", "/PID", &process.to_string()]).stdout(std::process::Stdio::null()).status());
    }
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::process::CommandExt as _;
    use std::process::{Command, Stdio};
    use std::thread;

    use super::*;

    fn start(program: &str) -> std::process::Child {
        Command::new(program)
            .arg("1000")
            .process_group(0)
            .stdout(Stdio::null())
            .spawn()
            .expect("a program that every system has")
    }

    #[test]
    fn what_only_waits_to_be_collected_is_gone() {
        let (mut busy, mut over) = (start("sleep"), start("true"));
        let is_gone = (0..100_000).any(|_| {
            thread::yield_now();
            !signal(over.id(), Signal::Ask)
        });
        let is_busy = signal(busy.id(), Signal::Ask);
        busy.kill().unwrap();
        busy.wait().unwrap();
        over.wait().unwrap();
        assert_eq!((is_gone, is_busy), (true, true));
    }
}
