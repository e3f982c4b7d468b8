//! Known defects of goctl's formatter (language.md §8): none of them here.

use apic_tests::Memory;

use super::laws::{Project, Seen, check};
use super::layout::formats;

#[test]
fn raw_strings_and_block_comments_over_lines_are_not_edited() {
    formats(
        "info (\n    desc: `one\n  two\n\n\n    three  `\n)\n/* one\n  two\n\n\n    three  */\ntype A {\n  /*\n   * X\n   */\n  X int\n}\n",
        "info (\n\tdesc: `one\n  two\n\n\n    three  `\n)\n\n/* one\n  two\n\n\n    three  */\ntype A {\n\t/*\n   * X\n   */\n\tX int\n}\n",
    );
}

#[test]
fn comments_in_emptied_blocks_stay() {
    formats(
        "info (\n// a\n)\nimport (\n/* b */\n)\ntype (\n// c\n)\ntype A {\n// d\n}\nservice s {\n// e\n@handler h\nget /x ( /* f */ ) returns ( /* g */ )\n}\n",
        "info (\n\t// a\n)\n\nimport (\n\t/* b */\n)\n\ntype (\n\t// c\n)\n\ntype A {\n\t// d\n}\n\nservice s {\n\t// e\n\t@handler h\n\tget /x ( /* f */ ) returns ( /* g */ )\n}\n",
    );
}

#[test]
fn comments_in_the_brackets_of_a_map_stay() {
    formats(
        "type A {\n\tX map[/* key */string]/* value */int\n\tY [/* list */]int\n}\n",
        "type A {\n\tX map[ /* key */ string] /* value */ int\n\tY [ /* list */ ]int\n}\n",
    );
}

#[test]
fn comments_before_a_closer_have_the_indentation_of_the_block() {
    formats(
        "type (\nA {\nX int\n// x\n\n// y\n}\n// z\n)\n",
        "type (\n\tA {\n\t\tX int\n\t\t// x\n\n\t\t// y\n\t}\n\t// z\n)\n",
    );
}

#[test]
fn tagged_embedded_fields_are_indented() {
    formats(
        "type A {\nBase `json:\"b\"`\n* Ptr `json:\"p\"`\n}\n",
        "type A {\n\tBase `json:\"b\"`\n\t*Ptr `json:\"p\"`\n}\n",
    );
}

#[test]
fn no_cr_comes_into_files_with_lf() {
    formats("type A { // a\r\n\tX int // b\r\n\tY int\n} // c\r\n", "type A { // a\n\tX int // b\n\tY int\n} // c\n");
}

/// Inputs on which the fuzzer, or a reader after it, saw a law broken.
#[test]
fn laws_hold_on_what_fuzzing_found() {
    let found = [
        // A comment within the braces of a path was kept twice.
        "service a {\n @handler h\n get /{//id}\n}\n",
    ];
    let mut seen = Seen::default();
    for text in found {
        let memory = Memory { files: [("main.api".to_string(), text.into())].into() };
        check(&Project::new(text, memory), true, &mut seen);
    }
    assert_eq!(seen.refused, 0, "each of them can be read");
}
