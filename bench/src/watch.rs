//! Measures `apic watch` as a user sees it: from a save to the line that says that the files are written.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use apic_idl::run::run;

use crate::Row;

/// What the requirement names.
const EDITS: usize = 50;
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends what is written to it.
struct Lines(Sender<String>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nobody listens any more when all edits are done.
        drop(self.0.send(String::from_utf8_lossy(bytes).into_owned()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Changes a field of one type in each edit, and its route's path in every second one. The watch runs on until the program ends.
pub(crate) fn measure(text: &str) -> Result<Row, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let entry = folder.path().join("bench.api");
    fs::write(&entry, text)?;
    fs::write(folder.path().join("apic.toml"), "[rust]\n[typescript]\n")?;
    let (send, lines) = channel();
    let cwd = folder.path().to_path_buf();
    thread::spawn(move || run(["apic", "watch"], &cwd, &mut io::sink(), &mut Lines(send)));
    done(&lines)?;
    let mut times = Vec::new();
    for edit in 0..EDITS {
        let text = text.replacen("CreatedAt string", &format!("CreatedAt{edit} string"), 1);
        let text = text.replacen("post /items0 ", &format!("post /items0x{} ", edit / 2), 1);
        let start = Instant::now();
        fs::write(&entry, text)?;
        done(&lines)?;
        times.push(start.elapsed());
    }
    Ok(Row { name: "apic watch, a save to its files", times })
}

fn done(lines: &Receiver<String>) -> Result<(), Box<dyn Error>> {
    loop {
        let line = lines.recv_timeout(PATIENCE)?;
        if line.contains(" ok, ") {
            return Ok(());
        }
        if line.contains(" failed, ") {
            return Err(line.into());
        }
    }
}
