//! The layout, construct by construct.

use apic_tests::formatted;

/// Asserts what a text becomes, and that it then stays.
#[track_caller]
pub(crate) fn formats(before: &str, after: &str) {
    let once = formatted("x.api", before.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(once, after, "\n--- got\n{once}\n--- wanted\n{after}");
    assert_eq!(formatted("x.api", once.as_bytes()).as_deref(), Ok(after));
}

#[test]
fn statements_stand_apart_and_literal_imports_together() {
    formats(
        "syntax=\"v1\"\ninfo(title:\"Shop\"\nauthor  : 张三, 李四)\nimport \"a.api\"\n\nimport \"b.api\"\nimport(\n\"c.api\"\n\"d.api\")\ntype A{}type B = {}",
        r#"syntax = "v1"

info (
	title:  "Shop"
	author: 张三,李四
)

import "a.api"
import "b.api"

import (
	"c.api"
	"d.api"
)

type A {}

type B = {}
"#,
    );
}

#[test]
fn fields_stand_in_columns_until_a_blank_or_comment_line() {
    formats(
        r#"type(
Loan struct{
Base
*Page `json:"page"`
Id int64 `json:"id"` // never reused
Reader,Writer   map [ string ] [ ] * User `json:"people"`
Untagged [ 3 ]string
// Above the next.
Due string `json:"due"` /* a */ /* b */


Note interface { } `json:"note"`
名称 string `json:"name"`
N int32
}
User{}
)"#,
        r#"type (
	Loan struct {
		Base
		*Page `json:"page"`
		Id             int64              `json:"id"` // never reused
		Reader, Writer map[string][]*User `json:"people"`
		Untagged       [3]string
		// Above the next.
		Due string `json:"due"` /* a */ /* b */

		Note interface{} `json:"note"`
		名称 string      `json:"name"`
		N    int32
	}
	User {}
)
"#,
    );
}

#[test]
fn inline_structs_are_one_level_deeper() {
    formats(
        "type A {\nTitle string `json:\"title\"`\nAuthors []struct{ Name string `json:\"name\"`\nBorn, Died int }  `json:\"authors\"`\nX {} `json:\"x\"`\nLong {} `json:\"long\"`\n}",
        r#"type A {
	Title   string `json:"title"`
	Authors []struct {
		Name       string `json:"name"`
		Born, Died int
	} `json:"authors"`
	X    {} `json:"x"`
	Long {} `json:"long"`
}
"#,
    );
}

#[test]
fn services_hold_items_of_lines() {
    formats(
        r#"@server(prefix:/v1 group: shop/items
middleware: Auth ,
  Log)
// The shop.
service shop - api{

// Lend a book.
@doc "Lend" @handler lend post /loans/:id(Loan)returns([]*Loan); // behind
@doc(summary:"x"
description: `two
	lines`
)
@handler list

get /loans () returns ( )
@doc ( "y" )
// Between.
@handler bare
get /bare
// At the end.
}"#,
        r#"@server (
	prefix:     /v1
	group:      shop/items
	middleware: Auth,Log
)
// The shop.
service shop-api {
	// Lend a book.
	@doc "Lend"
	@handler lend
	post /loans/:id (Loan) returns ([]*Loan) // behind

	@doc (
		summary:     "x"
		description: `two
	lines`
	)
	@handler list
	get /loans

	@doc ("y")
	// Between.
	@handler bare
	get /bare
	// At the end.
}
"#,
    );
}

#[test]
fn comments_between_tokens_of_a_line_stay_there() {
    formats(
        "type/* a */A/*b*/{\nId/* c */int64 `json:\"id\"`\nName string `json:\"name\"`\n/* d */ Age int\n}\nservice a {\n@handler h get /x // e\n(A)\n}",
        r#"type /* a */ A /*b*/ {
	Id /* c */ int64 `json:"id"`
	Name string `json:"name"`
	/* d */ Age int
}

service a {
	@handler h
	get /x // e
		(A)
}
"#,
    );
}

#[test]
fn a_comment_documents_the_same_when_a_separator_goes() {
    formats(
        "type A {\n\tX int ; // of X\n\t; // of nothing\n\tY int\n\t// of nothing\n\t,\n\tZ int\n}",
        "type A {\n\tX int // of X\n\t// of nothing\n\n\tY int\n\t// of nothing\n\n\tZ int\n}\n",
    );
}

#[test]
fn line_ends_are_crlf_only_if_all_are() {
    formats("type A {\r\nX int\r\n}", "type A {\r\n\tX int\r\n}\r\n");
    formats("type A {\r\nX int\n}\n", "type A {\n\tX int\n}\n");
    formats("type A {\rX int\r}\r", "type A {\n\tX int\n}\n");
    formats("\u{feff}type A {}", "type A {}\n");
    formats("\n\n", "");
    formats("// a", "// a\n");
    formats("", "");
}

#[test]
fn nothing_is_moved_up_behind_a_string_that_the_last_quote_of_its_line_ends() {
    formats(
        "service a {\n@doc (\"C:\\\"\n) // \"x\"\n@handler h\nget /x\n}",
        "service a {\n\t@doc (\"C:\\\"\n\t\t) // \"x\"\n\t@handler h\n\tget /x\n}\n",
    );
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    for text in [
        "type A {",
        "type A { X }; }",
        "service a { get }",
        "info (a: )",
        "type A[T] {}",
        "type A {} \0",
        "type A { X int \"t\" }",
    ] {
        let errors = formatted("shop.api", text.as_bytes()).expect_err(text);
        assert!(errors.contains("shop.api:1:"), "{errors}");
    }
    let errors = formatted("shop.api", b"type A {} // \xff").expect_err("bytes that are no text are not thrown away");
    assert!(errors.contains("invalid-utf8-comment"), "{errors}");
}
