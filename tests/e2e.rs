//! The examples as a user runs them: servers are built and started, every route is called through the generated client.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use apic_tests::examples::{every_route, start, start_binary, target};
use apic_tests::process::{apic, cargo, limited, succeed};
use apic_tests::{files_below, root};

/// Compiles the drivers and the generated clients, once, under the flags of `e2e/tsconfig.json`.
fn drivers() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let compiler = root().join("tests/tools/node_modules/.bin/tsc");
        // Free when it has been done, and whoever else installs at this moment is waited for.
        succeed(&mut Command::new(root().join("tests/tools/install")));
        succeed(limited(300, compiler).arg("-p").arg(root().join("tests/e2e")));
        let web = target().join("web");
        fs::write(web.join("package.json"), "{\"type\":\"module\"}\n").unwrap();
        web.join("tests/e2e")
    })
}

/// Runs the driver of an example in Node.
fn drive(example: &str) {
    every_route(example, example, |places| {
        succeed(limited(120, "node").arg(drivers().join(format!("{example}.js"))).args(places))
    });
}

#[test]
fn every_route_of_the_bookstore_answers_its_client() {
    drive("bookstore");
}

#[test]
fn every_route_of_the_envelope_answers_its_client() {
    drive("envelope");
}

#[test]
fn every_route_of_the_shop_answers_its_client() {
    drive("shop");
}

/// Sends bytes and reads to the end.
fn exchange(base: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Reads until `text` was seen, and not further than the buffer's worth of bytes around it.
fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(text.as_bytes()) && stream.read(&mut byte).unwrap() == 1 {
        seen.push(byte[0]);
    }
    String::from_utf8(seen).unwrap()
}

#[test]
fn a_request_in_flight_is_finished_after_sigterm() {
    let server = start("bookstore", "in_flight");
    let mut stream = TcpStream::connect(server.base.trim_start_matches("http://")).unwrap();
    let body = r#"{"name":"Emma","price":5}"#;
    let head = "POST /books HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len()).unwrap();
    // The interim answer comes when the handler asks for the body: from here on the request is in flight.
    assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 100"));
    server.terminate();
    server.wait_for("stopping").expect("the server says that it stops");
    stream.write_all(body.as_bytes()).unwrap();
    let answer = read_until(&mut stream, r#""name":"Emma""#);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(server.wait().success(), "the server ends with 0");
}

#[test]
fn what_no_route_takes_is_refused_in_the_one_format() {
    let server = start("bookstore", "refusals");
    let get = |method: &str, path: &str| {
        exchange(&server.base, &format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    };
    let answer = get("DELETE", "/books");
    assert!(answer.starts_with("HTTP/1.1 405") && answer.to_lowercase().contains("\r\nallow: post\r\n"), "{answer}");
    assert!(
        answer.contains("application/problem+json") && answer.contains(r#""code":"method_not_allowed""#),
        "{answer}"
    );
    let answer = get("GET", "/nowhere");
    assert!(answer.starts_with("HTTP/1.1 404") && answer.contains(r#""code":"not_found""#), "{answer}");
    let answer = get("HEAD", "/books/Dune");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"), "{answer}");
}

/// A copy of the bookstore that tests may change, with the user's files and without what tools left there.
fn copy_of_the_bookstore(name: &str) -> PathBuf {
    let (from, to) = (root().join("examples/bookstore"), target().join("projects").join(name));
    let _ = fs::remove_dir_all(&to);
    for file in files_below(&from) {
        let copy = to.join(file.strip_prefix(&from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, &copy).unwrap();
    }
    let manifest = to.join("Cargo.toml");
    let runtime = format!("path = \"{}\"", root().join("runtime").display());
    let text = fs::read_to_string(&manifest).unwrap().replace("path = \"../../runtime\"", &runtime);
    fs::write(&manifest, text).unwrap();
    fs::copy(root().join("examples/Cargo.lock"), to.join("Cargo.lock")).unwrap();
    to
}

#[test]
fn a_new_route_compiles_at_once_and_answers_501() {
    let project = copy_of_the_bookstore("new_route");
    let contract = project.join("bookstore.api");
    let text = fs::read_to_string(&contract).unwrap();
    let route = "\t@handler removeBook\n\tdelete /books/:name (CheckBookReq)\n}";
    let end = text.rfind('}').unwrap();
    fs::write(&contract, format!("{}\n{route}\n", &text[..end])).unwrap();
    let said = succeed(Command::new(apic()).arg("-C").arg(&project).arg("gen"));
    assert!(said.is_empty() || said.contains("gen:"), "{said}");
    assert!(project.join("src/logic/remove_book.rs").exists());

    succeed(
        cargo(600)
            .args(["build", "--quiet", "--manifest-path"])
            .arg(project.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(target().join("projects/target")),
    );
    let server = start_binary(&target().join("projects/target/debug/bookstore-api"), "bookstore", "new_route");
    let answer = exchange(&server.base, "DELETE /books/Dune HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 501") && answer.contains(r#""code":"not_implemented""#), "{answer}");
}
