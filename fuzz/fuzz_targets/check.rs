//! Bytes for [`apic_fuzz::check`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apic_fuzz::check(bytes));
