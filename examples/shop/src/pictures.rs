//! Pictures of products: which files are pictures, and the route of our own that serves them (a contract has no words for raw bytes).

use apic_runtime::{ApiError, HeaderValue, TextEnum};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::types::{Picture, PictureType};
use crate::state::AppState;

/// A picture as the shop keeps it.
#[derive(Clone, Debug)]
pub struct Image {
    pub type_: PictureType,
    pub bytes: Vec<u8>,
    pub text: String,
    /// The product from other sides; their texts are empty, and they have no views of their own.
    pub views: Vec<Image>,
}

// === impl Image ===

impl Image {
    /// What the catalog says about the picture of a product.
    pub fn described(&self, sku: &str) -> Picture {
        Picture {
            url: url(sku),
            type_: self.type_,
            bytes: self.bytes.len() as i64,
            text: self.text.clone(),
            views: self.views.len() as i64,
        }
    }
}

// === functions ===

/// The routes of our own: `GET /pictures/{sku}` and `GET /pictures/{sku}/{view}`.
pub fn routes(state: AppState) -> Router {
    Router::new()
        .route("/pictures/{sku}", get(show))
        .route("/pictures/{sku}/{view}", get(show_view))
        .with_state(state)
}

async fn show(
    State(state): State<AppState>,
    Path(sku): Path<String>,
) -> Result<Response, ApiError> {
    answer(state.shop().pictures.get(&sku).cloned())
}

async fn show_view(
    State(state): State<AppState>,
    Path((sku, view)): Path<(String, usize)>,
) -> Result<Response, ApiError> {
    let shop = state.shop();
    let image = shop.pictures.get(&sku);
    answer(image.and_then(|image| image.views.get(view)).cloned())
}

/// An error is the document that the routes of the contract answer with.
fn answer(image: Option<Image>) -> Result<Response, ApiError> {
    let image = image.ok_or_else(|| ApiError::not_found("there is no such picture"))?;
    let headers = [
        ("content-type", image.type_.as_str()),
        // What somebody uploaded is never taken for a page.
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-cache"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok((headers, image.bytes).into_response())
}

/// What kind of picture the bytes are, by how they begin. What the client says about them proves nothing.
pub fn kind(bytes: &[u8]) -> Option<PictureType> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PictureType::ImagePng)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(PictureType::ImageJpeg)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(PictureType::ImageWebp)
    } else {
        None
    }
}

/// Where the picture of a product lies; a stock keeping unit may hold any text.
fn url(sku: &str) -> String {
    let mut url = String::from("/pictures/");
    for byte in sku.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_they_are() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Some(PictureType::ImagePng));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some(PictureType::ImageJpeg));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some(PictureType::ImageWebp));
        for other in [&b""[..], b"<svg>", b"RIFF\0\0\0\0WAVE", b"RIFF", b"\x89PNG"] {
            assert_eq!(kind(other), None, "{other:?}");
        }
    }

    #[test]
    fn urls_hold_any_text() {
        assert_eq!(url("TEA-1"), "/pictures/TEA-1");
        assert_eq!(url("a/b 茶"), "/pictures/a%2Fb%20%E8%8C%B6");
    }
}
