//! What the parser makes of small texts.

use super::*;
use crate::diagnostics::{Diagnostic, Levels};
use crate::source::{SourceId, Sources};
use crate::tree::{Annotation, DocForm, Member, Statement, TypeKind, ValueForm};

/// Parses a text that has no imports; findings as `line:column code`.
fn parsed(text: &str) -> (Parsed, Vec<String>) {
    let source = Source::new(SourceId(0), "main.api".into(), text.into(), false);
    let mut sink = Sink::default();
    let parsed = parse(&source, &[], &mut sink);
    let sources = Sources { list: vec![source] };
    let found = sink.close(&sources, &Levels::default()).into_iter().map(|found| {
        let (line, column) = sources.list[0].line_column(found.primary.span.start);
        format!("{line}:{column} {}", found.code.slug())
    });
    let found = found.collect();
    (parsed, found)
}

fn found(text: &str) -> Vec<String> {
    parsed(text).1
}

#[test]
fn what_git_leaves_where_versions_meet_is_named() {
    let source = Source::new(
        SourceId(0),
        "main.api".into(),
        "type A {\n<<<<<<< HEAD\n\tX int\n=======\n\tY int\n>>>>>>> other\n}\n// =======\n".into(),
        false,
    );
    let mut sink = Sink::default();
    parse(&source, &[], &mut sink);
    let found = sink.close(&Sources { list: vec![source] }, &Levels::default());
    let of_git = |found: &Diagnostic| found.help.iter().any(|help| help.starts_with("git left this"));
    assert!(found.len() == 3 && found.iter().all(of_git), "{found:#?}");
}

fn members(text: &str) -> Vec<Member> {
    let (parsed, found) = parsed(&format!("type A {{\n{text}\n}}\n"));
    assert_eq!(found, Vec::<String>::new(), "{text}");
    match parsed.file.statements.into_iter().next() {
        Some(Statement::Type(declaration)) => declaration.struct_.members,
        other => panic!("no type: {other:?}"),
    }
}

/// Entries of an `info` block as `key=value`.
fn entries(text: &str) -> Vec<String> {
    let (parsed, _) = parsed(&format!("info (\n{text}\n)\n"));
    match parsed.file.statements.into_iter().next() {
        Some(Statement::Info(info)) => {
            info.block.entries.into_iter().map(|entry| format!("{}={}", entry.key.text, entry.value.text)).collect()
        }
        other => panic!("no info: {other:?}"),
    }
}

#[test]
fn a_name_alone_on_its_line_is_embedded() {
    let names = |text| {
        let kind = |member| match member {
            Member::Field(field) => field.names.into_iter().map(|name| name.text).collect::<Vec<_>>().join(","),
            Member::Embedded(embedded) => format!("+{}", embedded.name.text),
        };
        members(text).into_iter().map(kind).collect::<Vec<_>>()
    };
    assert_eq!(names("B /* one\n two */\n X int"), ["+B", "X"]);
    assert_eq!(names("B\n*C `json:\"c\"`\nX, Y int Z string"), ["+B", "+C", "X,Y", "Z"]);
    assert_eq!(names("X /* one\n two */ int\n`json:\"x\"`\nB"), ["X", "+B"]);
}

#[test]
fn types_nest_from_left_to_right() {
    let Member::Field(field) = members("X *[3]map[string][]*B `json:\"x\"`").remove(0) else { panic!("no field") };
    let TypeKind::Pointer(array) = field.type_.kind else { panic!("no pointer") };
    let TypeKind::Array(length, map) = array.kind else { panic!("no array") };
    assert_eq!(length.length, 3);
    let TypeKind::Map(key, value) = map.kind else { panic!("no map") };
    assert!(matches!(key.kind, TypeKind::Name(name) if name.text == "string"));
    assert!(matches!(value.kind, TypeKind::List(_)));
}

#[test]
fn bare_values_end_where_the_next_key_begins() {
    assert_eq!(entries("jwt: A group: g"), ["jwt=A", "group=g"]);
    assert_eq!(entries("a: see note: x\nb: note: closed today"), ["a=see", "note=x", "b=note: closed today"]);
    assert_eq!(entries("m: A, B,\n\tC // c\n\t, D\nn: books (new) only"), ["m=A,B,C,D", "n=books (new) only"]);
    assert_eq!(
        entries("a: 2030-01-02 10:11\nb: 图书（新）：目录，全部"),
        ["a=2030-01-02 10:11", "b=图书（新）：目录，全部"]
    );
}

#[test]
fn a_string_ends_at_the_last_quote_of_its_line_if_it_must() {
    assert_eq!(entries(r#"a: "C:\""#), [r"a=C:\"]);
    assert_eq!(entries(r#"a: "say \"hi\"""#), [r#"a=say "hi""#]);
    assert_eq!(entries("a: `x\\`\nb: \"y\\n\""), ["a=x\\", "b=y\\n"]);
}

#[test]
fn the_old_doc_form_is_one_entry() {
    let (parsed, found) = parsed("service a {\n@doc summary: 健康 检查\n@handler h\nget /x\n}");
    assert_eq!(found, Vec::<String>::new());
    let Some(Statement::Service(service)) = parsed.file.statements.first() else { panic!("no service") };
    let Some(Annotation::Doc(doc)) = service.items[0].annotations.first() else { panic!("no doc") };
    let DocForm::Keys(block) = &doc.form else { panic!("no keys") };
    assert_eq!(block.entries[0].value.text, "健康 检查");
    assert_eq!(block.entries[0].value.form, ValueForm::Bare);
}

#[test]
fn a_missing_brace_is_reported_once_and_where_it_opened() {
    assert_eq!(
        found("type (\n A {\n  X {\n   Y int\n\nservice a {\n @handler h\n get /x\n}\n"),
        ["3:5 unclosed-bracket"]
    );
    assert_eq!(
        found("service a {\n @handler h\n get /x\n @server (\n  a: b\n"),
        ["4:2 dangling-annotation", "4:10 unclosed-bracket"]
    );
}

#[test]
fn every_list_goes_on_behind_what_it_cannot_read() {
    let text = "foo bar\ntype (\n A % {}\n B { X int }\n)\ntype C {\n Y = 1\n Z int\n}\n@server (\n k v\n g: h\n)\nservice a {\n ? x\n @handler h\n get /x\n}\n";
    let (parsed, found) = parsed(text);
    assert_eq!(
        found,
        [
            "1:1 unexpected-token",
            "3:4 unexpected-character",
            "7:4 unexpected-token",
            "11:4 unexpected-token",
            "15:2 unexpected-character"
        ]
    );
    let Some(Statement::TypeGroup(group)) = parsed.file.statements.first() else { panic!("no group") };
    assert_eq!(group.types.len(), 1);
    let Some(Statement::Service(service)) = parsed.file.statements.last() else { panic!("no service") };
    assert_eq!(service.items.len(), 1);
    assert_eq!(service.server.as_ref().map(|server| server.block.entries.len()), Some(1));
}

#[test]
fn skipped_text_gives_its_names_away() {
    let (parsed, _) = parsed("Lost {\n X int\n}\nOther struct {\n Y int\n}\n");
    assert_eq!(parsed.skipped_names.into_iter().collect::<Vec<_>>(), ["Lost", "Other"]);
}

#[test]
fn comments_and_blank_lines_are_kept_by_place() {
    let (parsed, _) = parsed("// a\n\ntype A { // b\n\t/* c\n\n\t*/\n \n}\n");
    let comments: Vec<_> = parsed.trivia.comments.iter().map(|comment| (comment.block, comment.own_line)).collect();
    assert_eq!(comments, [(false, true), (false, false), (true, true)]);
    assert_eq!(parsed.trivia.blank_lines, [5, 31]);
}

#[test]
fn spans_end_where_their_text_ends() {
    let text = "type A { // c\n\tX int // d\n}\n";
    let (parsed, _) = parsed(text);
    let Some(Statement::Type(declaration)) = parsed.file.statements.first() else { panic!("no type") };
    let slice = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(slice(declaration.span), text.trim_end());
    let Some(Member::Field(field)) = declaration.struct_.members.first() else { panic!("no field") };
    assert_eq!(slice(field.span), "X int");
}

#[test]
fn a_lone_cr_ends_lines_only_in_a_file_without_lf() {
    assert_eq!(found("type A {\r B\r C\r}\r// x\rtype B {}\rtype C {}"), ["1:9 lone-cr"]);
    assert_eq!(found("type A {}\n// x\rtype B {}\n"), ["2:5 lone-cr"]);
}

#[test]
fn nesting_has_a_limit_and_no_stack_is_needed() {
    let lists = |depth: usize| format!("type A {{ X {}int }}", "[]".repeat(depth));
    assert_eq!(found(&lists(127)), Vec::<String>::new());
    assert_eq!(found(&lists(128)), ["1:12 nesting-too-deep"]);
    assert_eq!(found(&lists(100_000)), ["1:12 nesting-too-deep"]);
    let structs = format!("type A {}{}", "{ X ".repeat(50_000), "}".repeat(50_000));
    assert_eq!(found(&structs).len(), 1);
}

#[test]
fn a_tag_is_mended_once_and_keeps_its_places() {
    let text = "type A {\n\tX int `json:\"x,optional validate=\"max=4\"`\n}\n";
    let (parsed, found) = parsed(text);
    assert_eq!(found, ["2:8 malformed-tag"]);
    let Some(Statement::Type(declaration)) = parsed.file.statements.first() else { panic!("no type") };
    let Some(Member::Field(field)) = declaration.struct_.members.first() else { panic!("no field") };
    let pairs = &field.tag.as_ref().expect("a tag").pairs;
    assert_eq!(pairs[0].name, "x");
    let option = &pairs[0].options[0];
    assert_eq!(&text[option.span.start as usize..option.span.end as usize], "optional");
}
