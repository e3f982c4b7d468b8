//! Random types and values from fixed seeds: what a server of the types must answer to each value.

mod contract;
mod dice;
mod go;
mod types;
mod value;

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::replay::{self, Kept};
use crate::root;

pub use dice::Dice;
use types::{Struct, Types};

/// How many types, and how many values of all of them together.
const TYPES: usize = 200;
const VALUES: usize = 100_000;
/// Values that travel alone, for each type whose route takes one; the other routes take lists.
const ALONE: usize = 40;
const LIST: usize = 47;
const SENDERS: usize = 4;

/// Serves random types, sends random values, and says how many came back as they were sent.
///
/// # Errors
/// What the first values that did not come back looked like.
///
/// # Panics
/// When the server cannot be built or started.
pub fn run(seed: u64) -> Result<usize, String> {
    let types = types::random(&mut Dice::new(seed), TYPES);
    let folder = root().join("target/vectors/random-contract");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    fs::write(folder.join("types.api"), contract::text(&types)).map_err(|error| error.to_string())?;
    let server = replay::serve(&folder, "random", "types")?;

    let (next, sent, faults) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                let exchange = |index: usize| match of_type(&types, index, seed, &server) {
                    Ok(count) => _ = sent.fetch_add(count, Ordering::Relaxed),
                    Err(fault) => faults.lock().expect("no sender panics").push(fault),
                };
                while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|index| *index < TYPES) {
                    exchange(index);
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no sender panics");
    if faults.is_empty() { Ok(sent.into_inner()) } else { Err(faults.join("\n")) }
}

/// All values of one type.
fn of_type(types: &Types, index: usize, seed: u64, server: &Kept) -> Result<usize, String> {
    let mut dice = Dice::new(seed ^ (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let struct_ = &types.structs[index];
    if struct_.alone {
        for _ in 0..ALONE {
            let (input, output) = value::random(types, index, &mut dice);
            same(struct_, server, &input, &output)?;
        }
        return Ok(ALONE);
    }
    let lists = types.structs.iter().filter(|struct_| !struct_.alone).count();
    let wanted = (VALUES - (TYPES - lists) * ALONE).div_ceil(lists);
    let mut sent = 0;
    while sent < wanted {
        let values: Vec<_> = (0..LIST).map(|_| value::random(types, index, &mut dice)).collect();
        let (inputs, outputs): (Vec<String>, Vec<String>) = values.into_iter().unzip();
        same(struct_, server, &format!("[{}]", inputs.join(",")), &format!("[{}]", outputs.join(",")))?;
        sent += LIST;
    }
    Ok(sent)
}

fn same(struct_: &Struct, server: &Kept, input: &str, output: &str) -> Result<(), String> {
    let path = format!("/{}", struct_.name.to_lowercase());
    server.answers(&path, input, output).map_err(|fault| format!("{}: {fault}\n  {}", struct_.name, shortened(input)))
}

fn shortened(text: &str) -> String {
    text.chars().take(2000).collect()
}
