//! Both dialects, Chinese comments and CRLF make the same outputs as the clean spelling, byte for byte.

use apic_tests::{EMITTERS, Memory, compiled, emitted, rendered};

/// Imported files beside the entry.
const PARTS: usize = 39;

/// How one file is spelled.
#[derive(Clone, Copy)]
enum Spelling {
    /// As the new grammar likes it.
    Clean,
    /// Everything that either grammar takes, and what `apic` takes beyond them.
    Sloppy,
}

fn project(spelling: Spelling) -> Memory {
    let mut files = Memory::default();
    let mut add = |name: String, text: String| {
        let text = match spelling {
            Spelling::Clean => text,
            Spelling::Sloppy => format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n")),
        };
        files.files.insert(name, text.into_bytes());
    };
    add("main.api".into(), entry(spelling));
    for index in 0..PARTS {
        add(format!("parts/part{index}.api"), part(index, spelling));
    }
    files
}

fn entry(spelling: Spelling) -> String {
    let paths: Vec<String> = (0..PARTS).map(|index| format!("\"parts/part{index}.api\"")).collect();
    match spelling {
        Spelling::Clean => {
            let imports: String = paths.iter().map(|path| format!("\t{path}\n")).collect();
            format!("syntax = \"v1\"\n\ninfo (\n\ttitle: \"商店\"\n\tversion: \"v2\"\n)\n\nimport (\n{imports})\n")
        }
        Spelling::Sloppy => {
            let imports: String = paths.iter().map(|path| format!("import {path}\n")).collect();
            format!("syntax=\"v1\"\ninfo(title: 商店\nversion: v2)\n{imports}")
        }
    }
}

fn part(index: usize, spelling: Spelling) -> String {
    match spelling {
        Spelling::Clean => clean_part(index),
        Spelling::Sloppy => sloppy_part(index),
    }
}

fn clean_part(index: usize) -> String {
    format!(
        r#"type (
	// 商品 {index}：编号与名称
	Item{index} {{
		Id   int64           `json:"id"` // 主键
		Kind string          `json:"kind,options=book|tool"`
		Tags map[string][]string `json:"tags"`
		Any  interface{{}}     `json:"any"`
	}}
	GetItem{index}Req {{
		Id   int64 `path:"id"`
		Page int   `form:"page,default=1"`
	}}
)

@server (
	prefix: "/api/v{index}"
	group:  "g{index}/items"
)
service shop-api {{
	// 查询商品。找不到时返回 404
	@handler getItem
	get /items/:id (GetItem{index}Req) returns (Item{index})

	@doc "新增"
	@handler addItem
	post /items (Item{index}) returns (Item{index})
}}
"#
    )
}

fn sloppy_part(index: usize) -> String {
    format!(
        r#"/* 商品 {index}：编号与名称 */
type Item{index} struct {{
Id int64 `json:"id"` /* 主键 */
  Kind   string `json:"kind, options=[book,tool]"`;
Tags map [ string ] [ ] string `json:"tags"`
	Any any `json:"any"`}}
type
(
GetItem{index}Req = {{
Id int64 `path:"id"`
Page int `form:"page , default = 1"`
}}
)
@server(prefix: api/v{index} group: g{index}/items)
service shop - api {{
/*
 * 查询商品。找不到时返回 404
 */
@handler getItem
GET /items/:id(GetItem{index}Req)returns(Item{index});

@doc(
summary: 新增
)
@handler addItem
post /items (Item{index})
returns (Item{index})
}}"#
    )
}

#[test]
fn a_sloppy_project_generates_what_its_clean_twin_does() {
    let [clean, sloppy] = [Spelling::Clean, Spelling::Sloppy].map(|spelling| compiled(&project(spelling), &[]));
    assert!(clean.diagnostics.is_empty(), "{}", rendered(&clean));
    let report = rendered(&sloppy);
    let (Some(clean), Some(sloppy)) = (clean.api, sloppy.api) else { panic!("{report}") };
    for emitter in EMITTERS {
        let (one, other) = (emitted(emitter.name(), &clean), emitted(emitter.name(), &sloppy));
        for (one, other) in one.iter().zip(other.iter()) {
            assert_eq!(one, other);
        }
        assert_eq!(one, other);
    }
}
