//! Puts a book on the shelf, or changes its price.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Book, BookInput};
use crate::state::AppState;

/// Puts a book on the shelf, or changes its price.
pub async fn add_book(
    state: &AppState,
    _ctx: &RequestContext,
    req: BookInput,
) -> Result<Book, ApiError> {
    let BookInput {
        name,
        price,
        format,
        tags,
        note,
    } = req;
    let book = Book {
        name,
        price,
        format,
        tags: tags.unwrap_or_default(),
        note,
    };
    state.shelf().insert(book.name.clone(), book.clone());
    Ok(book)
}
