//! Programs that tests start: each has a time limit, and is stopped with the test.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::root;

/// Long enough for a busy machine, short enough to be noticed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that `timeout` ends after so many seconds; signals and exit code pass through.
pub fn limited(seconds: u32, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("timeout");
    command.args(["--signal=KILL", &seconds.to_string()]).arg(program);
    command
}

/// Runs a command that must succeed, and gives its standard output.
///
/// # Panics
/// When it does not; the message holds all that it printed.
pub fn succeed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{out}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    out
}

/// `cargo`, outside the run that started the tests: its variables would reach into the other workspace.
pub fn cargo(seconds: u32) -> Command {
    let mut command = limited(seconds, "cargo");
    for (name, _) in
        std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(|name| name.starts_with("CARGO_")))
    {
        if name != "CARGO_HOME" && name != "CARGO_NET_OFFLINE" {
            command.env_remove(name);
        }
    }
    command
}

/// The `apic` binary of this workspace, built once.
///
/// # Panics
/// When it does not build.
pub fn apic() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let target = root().join("target");
        let build = ["build", "--locked", "--quiet", "--package", "apic-idl", "--target-dir"];
        succeed(cargo(900).args(build).arg(&target).current_dir(root()));
        target.join("debug/apic")
    })
}

/// A running server, or another program that runs until the test ends.
#[derive(Debug)]
pub struct Server {
    child: Child,
    lines: Receiver<String>,
    log: PathBuf,
    /// `http://127.0.0.1:…`, as printed; empty if nobody waited for it.
    pub base: String,
}

// === impl Server ===

impl Server {
    /// Starts a server on a free port and waits for the line that says which. What it says on standard error goes into `<config>.log`.
    ///
    /// # Panics
    /// When it ends or stays silent instead.
    pub fn start(binary: &Path, config: &Path) -> Self {
        let mut command = Command::new(binary);
        command.arg("-f").arg(config);
        Self::listening(command, &config.with_extension("log"))
    }

    /// Starts any program that says where it listens, and waits for that line. What it says on standard error goes into `log`.
    ///
    /// # Panics
    /// When it ends or stays silent instead.
    pub fn listening(command: Command, log: &Path) -> Self {
        let named = format!("{command:?}");
        let mut server = Self::running(command, log);
        let said = server.wait_for("http://");
        let said = said.unwrap_or_else(|| panic!("{named} did not start: {}", server.log()));
        let from = said.find("http://").expect("the line was chosen by it");
        server.base = said[from..]
            .split(|end: char| end == '"' || end == ',' || end.is_whitespace())
            .next()
            .unwrap_or_default()
            .to_string();
        server
    }

    /// Starts a program that needs no address. What it says on standard error goes into `log`.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn running(mut command: Command, log: &Path) -> Self {
        let errors = File::create(log).expect("the log can be made");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let lines = follow(child.stdout.take().expect("its output is piped"));
        Self { child, lines, log: log.to_path_buf(), base: String::new() }
    }

    /// The next line of standard output that holds `text`; none if the output ends or pauses too long.
    pub fn wait_for(&self, text: &str) -> Option<String> {
        std::iter::from_fn(|| self.lines.recv_timeout(PATIENCE).ok()).find(|line| line.contains(text))
    }

    /// What it has written to standard error so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// How much memory it holds, in KiB; 0 if it has ended.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        succeed(Command::new("kill").arg("-TERM").arg(self.child.id().to_string()));
    }

    /// Waits for the end.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait(mut self) -> ExitStatus {
        // The output ends with the process.
        while self
            .lines
            .recv_timeout(PATIENCE)
            .map_err(|end| assert_ne!(end, RecvTimeoutError::Timeout, "it runs on"))
            .is_ok()
        {}
        self.child.wait().expect("the server can be waited for")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail if it has ended already, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads lines on a thread of its own, so that the writer never blocks.
fn follow(output: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // The test may have stopped listening; the output is still read to its end.
            let _ = send.send(line);
        }
    });
    receive
}
