//! One call weighs the same whether its contract has 50 routes or 1,000 (clients.md §4): bundlers drop the rest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apic_compiler::emit::{Emitter, Options, Renders};
use apic_compiler::{Opened, ReadFault, Reader, Settings, compile};
use apic_emit_typescript::TypeScript;

/// The bars of clients.md §4, in bytes and percent.
const ONE_CALL: usize = 2000;
const GROWTH: usize = 2;

const CALLER: &str = "import * as items from \"./routes/item0.js\";\nexport { configure } from \"./runtime/core.js\";\n\
    export const run = () => items.updateItem0({ id: \"1\", name: \"n\", count: 1 });\n";

struct Memory(String);

impl Reader for Memory {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        if path != "main.api" {
            return Err(ReadFault::Missing);
        }
        Ok(Opened { identity: path.into(), bytes: self.0.clone().into() })
    }
}

fn esbuild() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tools/node_modules/.bin/esbuild")
}

/// Five routes for each resource, a group each.
fn contract(resources: usize) -> String {
    let resource = |n: usize| {
        format!(
            "type Item{n} {{\n\tId string `json:\"id\"`\n\tName string `json:\"name\"`\n\tCount int64 `json:\"count\"`\n}}\n\
             type Put{n} {{\n\tId string `path:\"id\"`\n\tName string `json:\"name\"`\n\tCount int64 `json:\"count\"`\n}}\n\
             type List{n} {{\n\tLimit int `form:\"limit,default=20\"`\n}}\n\
             @server (\n\tgroup: item{n}\n\tprefix: /api/v1\n)\nservice main {{\n\
             @handler listItem{n}\nget /item{n} (List{n}) returns ([]Item{n})\n\
             @handler createItem{n}\npost /item{n} (Item{n}) returns (Item{n})\n\
             @handler getItem{n}\nget /item{n}/:id returns (Item{n})\n\
             @handler updateItem{n}\nput /item{n}/:id (Put{n}) returns (Item{n})\n\
             @handler deleteItem{n}\ndelete /item{n}/:id\n}}\n"
        )
    };
    (0..resources).map(resource).collect()
}

/// Bytes of one call, bundled, minified and packed.
fn weigh(resources: usize) -> usize {
    let compiled = compile(&Memory(contract(resources)), "main.api", &Settings::default()).expect("an entry");
    let api = compiled.api.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let root = tempfile::tempdir().expect("a temporary folder");
    for file in TypeScript.emit(&api, &Options::default(), &Renders::default()).expect("a client").iter() {
        let path = root.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("to write");
        fs::write(path, &file.text).expect("to write");
    }
    let caller = root.path().join("caller.ts");
    fs::write(&caller, CALLER).expect("to write");
    let flags = ["--bundle", "--minify", "--format=esm", "--target=es2022"];
    let mut bundle = Command::new(esbuild()).arg(caller).args(flags).stdout(Stdio::piped()).spawn().expect("esbuild");
    let text = bundle.stdout.take().expect("a pipe");
    let packed = Command::new("gzip").arg("-9").stdin(text).output().expect("gzip");
    assert!(bundle.wait().expect("an end").success() && packed.status.success());
    packed.stdout.len()
}

#[test]
fn one_call_weighs_the_same_in_a_large_contract() {
    let found = esbuild().exists();
    assert!(found || std::env::var_os("CI").is_none(), "run tests/tools/install first");
    if found {
        let (small, large) = (weigh(10), weigh(200));
        println!("one call, minified and packed: {small} bytes of 50 routes, {large} bytes of 1,000");
        assert!(large <= ONE_CALL, "{large} bytes, at most {ONE_CALL}");
        assert!(large * 100 <= small * (100 + GROWTH), "from {small} to {large} bytes");
    }
}
