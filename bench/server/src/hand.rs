//! The bookstore as somebody would write it with axum and serde: the same routes, rules and answers, and no framework of ours.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::error_handling::HandleErrorLayer;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{BoxError, Json, Router};
use serde::{Deserialize, Serialize};
use tower::ServiceBuilder;
use tower::timeout::TimeoutLayer;

type Shelf = Arc<Mutex<BTreeMap<String, Book>>>;

#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Paperback,
    Hardcover,
    Ebook,
}

/// Request and answer alike.
#[derive(Clone, Deserialize, Serialize)]
struct Book {
    name: String,
    price: i64,
    #[serde(default)]
    format: Format,
    #[serde(default)]
    tags: Vec<String>,
    note: Option<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Currency {
    #[serde(rename = "CNY")]
    Cny,
    #[default]
    #[serde(rename = "EUR")]
    Eur,
    #[serde(rename = "USD")]
    Usd,
}

#[derive(Deserialize)]
struct CheckQuery {
    #[serde(default)]
    currency: Currency,
}

#[derive(Serialize)]
struct Checked {
    found: bool,
    price: i64,
}

#[derive(Serialize)]
struct Problem {
    status: u16,
    code: &'static str,
    title: &'static str,
    detail: String,
}

pub(crate) fn router() -> Router {
    Router::new().route("/books", post(add_book)).route("/books/{name}", get(check_book)).with_state(Shelf::default())
}

/// The same with the limit that the generated server has by default. (axum has one for bodies by itself.)
pub(crate) fn layered() -> Router {
    let late = |_: BoxError| async { StatusCode::SERVICE_UNAVAILABLE };
    router().layer(
        ServiceBuilder::new().layer(HandleErrorLayer::new(late)).layer(TimeoutLayer::new(Duration::from_secs(3))),
    )
}

async fn add_book(State(shelf): State<Shelf>, book: Result<Json<Book>, JsonRejection>) -> Result<Json<Book>, Response> {
    let Json(book) = book.map_err(|rejection| refused(rejection.body_text()))?;
    if !(1..=1_000_000).contains(&book.price) {
        return Err(refused("price must be from 1 to 1000000".to_string()));
    }
    shelf.lock().unwrap_or_else(PoisonError::into_inner).insert(book.name.clone(), book.clone());
    Ok(Json(book))
}

async fn check_book(
    State(shelf): State<Shelf>,
    name: Result<Path<String>, PathRejection>,
    query: Result<Query<CheckQuery>, QueryRejection>,
) -> Result<Json<Checked>, Response> {
    let Path(name) = name.map_err(|rejection| refused(rejection.body_text()))?;
    let Query(query) = query.map_err(|rejection| refused(rejection.body_text()))?;
    let rate = match query.currency {
        Currency::Eur => 1.0,
        Currency::Usd => 1.09,
        Currency::Cny => 7.8,
    };
    let price = shelf.lock().unwrap_or_else(PoisonError::into_inner).get(&name).map(|book| book.price);
    let price = price.map(|cents| (cents as f64 * rate).round() as i64);
    Ok(Json(Checked { found: price.is_some(), price: price.unwrap_or_default() }))
}

fn refused(detail: String) -> Response {
    let problem = Problem { status: 400, code: "invalid_request", title: "Invalid request", detail };
    (StatusCode::BAD_REQUEST, [(header::CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
}
