//! Bytes for [`apic_fuzz::parse`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apic_fuzz::parse(bytes));
