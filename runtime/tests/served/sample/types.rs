//! The types of the sample: the bookstore's, and one that has everything.

use std::collections::BTreeMap;

use apic_runtime::generated as rt;

pub(crate) struct AddReq {
    pub(crate) book: String,
    pub(crate) price: i64,
}

impl rt::FromRequest for AddReq {
    fn from_request(r: &mut rt::Parts<'_>) -> Self {
        Self { book: r.query("book").required(), price: r.query("price").range(rt::Range::above(0)).required() }
    }
}

#[derive(serde::Serialize)]
pub(crate) struct AddResp {
    pub(crate) ok: bool,
}

pub(crate) struct CheckReq {
    pub(crate) book: String,
}

impl rt::FromRequest for CheckReq {
    fn from_request(r: &mut rt::Parts<'_>) -> Self {
        Self { book: r.query("book").required() }
    }
}

#[derive(serde::Serialize)]
pub(crate) struct CheckResp {
    pub(crate) found: bool,
    pub(crate) price: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub(crate) enum ItemKind {
    #[serde(rename = "book")]
    Book,
    #[serde(rename = "map")]
    Map,
}

impl rt::TextEnum for ItemKind {
    const VALUES: &'static [(&'static str, Self)] = &[("book", Self::Book), ("map", Self::Map)];
}

/// A request with fields of every source; a view of it is the answer.
#[derive(serde::Serialize)]
pub(crate) struct PutItem {
    pub(crate) shelf: i64,
    pub(crate) dry_run: bool,
    pub(crate) trace: Option<String>,
    pub(crate) name: String,
    pub(crate) kind: ItemKind,
    pub(crate) amount: u8,
    pub(crate) tags: Vec<String>,
    pub(crate) counts: BTreeMap<String, i64>,
    pub(crate) category: Category,
    #[serde(with = "rt::text")]
    pub(crate) serial: i64,
}

impl rt::FromRequest for PutItem {
    fn from_request(r: &mut rt::Parts<'_>) -> Self {
        Self {
            shelf: r.path("shelf").required(),
            dry_run: r.query("dry_run").or_else(|| false),
            trace: r.header("X-Trace").optional(),
            name: r.body("name").required(),
            kind: r.body("kind").required(),
            amount: r.body("amount").range(rt::Range::closed(1, 99)).required(),
            tags: r.body("tags").or_else(|| vec![String::from("new")]),
            counts: r.body("counts").lenient(),
            category: r.body("category").required(),
            serial: r.body("serial").text().required(),
        }
    }
}

#[derive(serde::Serialize)]
pub(crate) struct Category {
    pub(crate) name: String,
    pub(crate) parent: Option<Box<Category>>,
    #[serde(skip_serializing_if = "rt::is_empty")]
    pub(crate) children: Vec<Category>,
}

impl rt::Decode for Category {
    fn decode(json: &mut rt::Json<'_>) -> Self {
        json.object(|o| Self {
            name: o.field("name").required(),
            parent: o.field("parent").optional_box(),
            children: o.field("children").optional().unwrap_or_default(),
        })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CoverReq {
    pub(crate) id: i64,
    pub(crate) title: Option<String>,
    pub(crate) cover: rt::Upload,
    pub(crate) more: Option<Vec<rt::Upload>>,
}

impl rt::FromRequest for CoverReq {
    fn from_request(r: &mut rt::Parts<'_>) -> Self {
        Self {
            id: r.path("id").required(),
            title: r.form("title").optional(),
            cover: r.file("cover").required(),
            more: r.file("more").optional(),
        }
    }
}
