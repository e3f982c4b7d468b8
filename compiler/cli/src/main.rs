//! The `apic` command.

use std::process::ExitCode;

/// A run is short and makes many small things, which the system's allocator is slow at: a fifth of the time of `apic check`,
/// and more the larger the contract is.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    apic_idl::run::main()
}
