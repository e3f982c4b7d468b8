//! Habits from goctl: answered with the command that does it here, nothing more.

use crate::exit::Failure;

/// The second word, and what to type instead.
const API: &[(&str, &str)] = &[
    ("dart", "apic gen FILE --lang dart --out DIR"),
    ("doc", "apic gen FILE --lang docs --out DIR"),
    ("format", "apic fmt"),
    ("go", "apic gen FILE --lang rust --out DIR"),
    ("new", "apic new NAME"),
    ("swagger", "apic gen FILE --lang docs --out DIR"),
    ("ts", "apic gen FILE --lang typescript --out DIR"),
    ("validate", "apic check FILE"),
];

/// What replaces `apic api …` or `apic kube …`.
pub fn answer(command: &str, words: &[String]) -> Failure {
    let second = words.first().map(String::as_str).unwrap_or_default();
    let instead = match command {
        "kube" => "apic gen FILE --lang kubernetes --out DIR",
        _ => API.iter().find(|(word, _)| *word == second).map_or("apic --help", |(_, instead)| *instead),
    };
    let typed = format!("apic {command} {second}");
    Failure::usage(format!("`{}` is a command of goctl", typed.trim_end()), format!("type: {instead}"))
}
