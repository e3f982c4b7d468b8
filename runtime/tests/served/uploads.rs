//! Multipart bodies: fields and files.

use super::client::{Answer, Client};
use super::start;

const TYPE: (&str, &str) = ("content-type", "multipart/form-data; boundary=frontier");

/// A part: its name, with the file's name and type if it is one, and its content.
type Part<'a> = (&'a str, &'a [u8]);

fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in parts {
        body.extend_from_slice(b"--frontier\r\nContent-Disposition: form-data; name=");
        body.extend_from_slice(name.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--frontier--\r\n");
    body
}

async fn post(client: &mut Client, parts: &[Part<'_>]) -> Answer {
    client.send_bytes("POST /covers/7", &[TYPE], &multipart(parts)).await
}

#[tokio::test]
async fn fields_and_files_arrive() {
    let (_running, mut client) = start().await;
    let large = vec![1; 100_000];
    let cover = "\"cover\"; filename=\"a b.png\"\r\nContent-Type: image/png";
    let answer = post(
        &mut client,
        &[
            ("title", "書".as_bytes()),
            (cover, &large),
            ("more; filename=x", b"\x01\x02"),
            ("more[]; filename=y", b""),
            ("nobody", b"asked"),
            ("\"more\"; filename=\"\"\r\nContent-Type: application/octet-stream", b""),
        ],
    )
    .await;
    assert_eq!(answer.text, r#"["7 書","a b.png image/png 100000 100000","x  2 3","y  0 0"]"#);
    let answer = client.send_bytes("POST /covers/7?title=query", &[TYPE], &multipart(&[(cover, b"a")])).await;
    assert_eq!(answer.text, r#"["7 query","a b.png image/png 1 97"]"#);
}

#[tokio::test]
async fn a_file_without_a_name_is_text_and_an_attachment_is_no_field() {
    let (_running, mut client) = start().await;
    let cover = ("cover; filename=x", &b"a"[..]);
    let answer = post(&mut client, &[("title; filename=\"\"", b"named"), cover]).await;
    assert_eq!(answer.text, r#"["7 named","x  1 97"]"#);
    let attached = multipart(&[("title", b"attached"), cover]);
    let attached = String::from_utf8(attached).unwrap().replacen("form-data", "attachment", 1);
    let answer = client.send_bytes("POST /covers/7", &[TYPE], attached.as_bytes()).await;
    assert_eq!(answer.text, r#"["7 ","x  1 97"]"#);
    assert_eq!(post(&mut client, &[("cover; filename=\"\"", b"text")]).await.violations(), ["form cover type"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_said_at_once() {
    let (running, mut client) = start().await;
    assert_eq!(post(&mut client, &[("title", b"t")]).await.violations(), ["form cover required"]);
    let text = [("cover", &b"text"[..]), ("more", b"text"), ("title; filename=x", b"file")];
    assert_eq!(post(&mut client, &text).await.violations(), ["form cover type", "form more type"]);
    let bytes = [("title", &b"\xff"[..])];
    assert_eq!(post(&mut client, &bytes).await.violations(), ["form  syntax"]);
    for (content_type, body) in [
        ("multipart/form-data", &b"--x\r\n"[..]),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=title\r\n\r\na\r\n"),
    ] {
        let mut client = Client::connect(running.address).await;
        let answer = client.send_bytes("POST /covers/x", &[("content-type", content_type)], body).await;
        assert_eq!(answer.violations(), ["path id type", "form  syntax"], "{content_type}");
    }
    let mut client = Client::connect(running.address).await;
    assert_eq!(client.post("/covers/7", "{}").await.violations(), ["form cover required"]);
    let many: Vec<Part<'_>> = std::iter::repeat_n(("title", &b"t"[..]), 2049).collect();
    assert_eq!(post(&mut client, &many).await.violations(), ["form  size"]);
}

#[tokio::test]
async fn files_have_the_limit_of_their_route() {
    let (running, mut client) = start().await;
    let answer = post(&mut client, &[("cover; filename=x", &vec![0; 300_000])]).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"));
    // Without a length the bytes are counted as they come.
    let mut client = Client::connect(running.address).await;
    let answer =
        client.send_chunked("POST /covers/7", &[TYPE], &multipart(&[("cover; filename=x", &vec![0; 300_000])])).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"));
}

#[tokio::test]
async fn a_form_is_read_on_any_method_and_is_no_json() {
    let (_running, mut client) = start().await;
    let body = multipart(&[("book", b"crab")]);
    assert_eq!(client.send_bytes("GET /check", &[TYPE], &body).await.text, r#"{"found":true,"price":30}"#);
    assert_eq!(client.send_bytes("POST /shelves/1/items", &[TYPE], &body).await.status, 415);
}
