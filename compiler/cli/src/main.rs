//! The `apic` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    apic_idl::run::main()
}
