//! Bytes for [`apic_fuzz::again`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apic_fuzz::again(bytes));
