//! Bytes for [`apic_fuzz::format`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apic_fuzz::format(bytes));
