//! What runs in a process of its own, so that its memory and its processor time are its own: it prints a line for each thing measured.
#![expect(clippy::print_stdout, reason = "the lines are read by the process that started it")]

use std::error::Error;
use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use apic_idl::run::run;

use crate::{clock, stages};

/// `pipe FILE`, `format FILE`, or `apic FOLDER ARGUMENT…`, which is the command as a user runs it, from start to end.
pub(crate) fn run_as(what: &str, place: &str, arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let mut report = |name: &str, took: Duration| println!("{name}\t{}\t{}", took.as_nanos(), clock::peak());
    match what {
        "pipe" => stages::pipe(&fs::read_to_string(place)?, &mut report),
        "format" => stages::layout(&fs::read_to_string(place)?, &mut report),
        _ => {
            let mut errors = Vec::new();
            let typed = ["apic"].into_iter().chain(arguments.iter().map(String::as_str));
            let exit = run(typed, Path::new(place), &mut io::sink(), &mut errors);
            if exit as u8 != 0 {
                return Err(String::from_utf8_lossy(&errors).into_owned().into());
            }
            report("process", clock::processor());
            Ok(())
        }
    }
}
