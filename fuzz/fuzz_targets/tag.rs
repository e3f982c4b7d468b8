//! Bytes for [`apic_fuzz::tag`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| apic_fuzz::tag(bytes));
