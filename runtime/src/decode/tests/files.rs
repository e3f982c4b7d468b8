//! File slots, and fields that depend on them.

use http::{HeaderMap, Method};

use super::{Parts, Source, read};
use crate::Upload;
use crate::decode::Form;
use crate::decode::body::Kind;
use crate::path::Params;

/// Decodes a form of texts (`name=text`) and files (`name@content`).
fn form<T>(parts: &[&str], take: impl FnOnce(&mut Parts<'_>) -> T) -> Result<T, Vec<String>> {
    let mut form = Form::default();
    for part in parts {
        match part.split_once('@') {
            Some((name, content)) => {
                form.add_file(name.to_owned(), Upload::new("a.txt", "text/plain", content.to_owned()))
            }
            None => {
                let (name, text) = part.split_once('=').unwrap();
                form.add_text(name.to_owned(), text.to_owned());
            }
        }
    }
    let source = Source {
        method: &Method::POST,
        params: Params { path: "/", template: &[] },
        query: "",
        headers: &HeaderMap::new(),
        authority: None,
        kind: Kind::Multipart,
        body: b"",
        multipart: Some(Ok(form)),
        strict: false,
    };
    read(source, take)
}

#[test]
fn many_files_come_under_one_name() {
    let take = |r: &mut Parts<'_>| r.file("v").required::<Vec<Upload>>().iter().map(Upload::len).collect::<Vec<_>>();
    assert_eq!(form(&["v@a", "v[]@bc", "w@d", "v@"], take), Ok(vec![1, 2, 0]));
    assert_eq!(form(&["w@d"], take).unwrap_err(), ["form v required"]);
    assert_eq!(form(&["v=d"], take).unwrap_err(), ["form v type"]);
    assert_eq!(form(&["v@a", "v@bc"], |r| r.file("v").required::<Upload>().len()), Ok(1));
}

#[test]
fn text_may_depend_on_a_file() {
    let with = |parts: &[&str]| form(parts, |r| r.form::<String>("v").with("file"));
    assert_eq!(with(&["v=a", "file@x"]), Ok(Some("a".to_owned())));
    assert_eq!(with(&[]), Ok(None));
    assert_eq!(with(&["v=a"]).unwrap_err(), ["form v dependency"]);
    assert_eq!(with(&["file[]@x"]).unwrap_err(), ["form v dependency"]);
    let without = |parts: &[&str]| form(parts, |r| r.form::<String>("v").without("file"));
    assert_eq!(without(&["v=a"]), Ok(Some("a".to_owned())));
    assert_eq!(without(&["v=a", "file@x"]).unwrap_err(), ["form v dependency"]);
}

#[test]
fn a_file_may_depend_on_text_or_another_file() {
    let with = |parts: &[&str]| form(parts, |r| r.file("v").with::<Upload>("k").map(|file| file.len()));
    assert_eq!((with(&["v@a", "k=b"]), with(&["v@a", "k@b"]), with(&[])), (Ok(Some(1)), Ok(Some(1)), Ok(None)));
    for wrong in [&["v@a"][..], &["k=b"], &["k@b"]] {
        assert_eq!(with(wrong).unwrap_err(), ["form v dependency"], "{wrong:?}");
    }
    assert_eq!(with(&["v=a"]).unwrap_err(), ["form v type"]);
    let without = |parts: &[&str]| form(parts, |r| r.file("v").without::<Upload>("k").map(|file| file.len()));
    assert_eq!((without(&["v@a"]), without(&["k@b"])), (Ok(Some(1)), Ok(None)));
    assert_eq!(without(&["v@a", "k@b"]).unwrap_err(), ["form v dependency"]);
    assert_eq!(without(&[]).unwrap_err(), ["form v dependency"]);
}
