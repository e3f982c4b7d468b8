//! Sets the picture of a product.

use apic_runtime::{ApiError, RequestContext, StatusCode, Upload};

use crate::api::types::{Picture, PutPictureReq};
use crate::pictures::{Image, kind};
use crate::state::AppState;

/// Sets the picture of a product. The contract bounds its size before this is called.
pub async fn put_picture(
    state: &AppState,
    _ctx: &RequestContext,
    req: PutPictureReq,
) -> Result<Picture, ApiError> {
    // Before the lock is taken: a large upload is read from disk.
    let mut image = image(&req.picture).await?;
    image.text = req.text.unwrap_or_default();
    for view in req.views.iter().flatten() {
        image.views.push(self::image(view).await?);
    }
    let mut shop = state.shop();
    shop.article(&req.sku)?;
    let described = image.described(&req.sku);
    shop.pictures.insert(req.sku, image);
    Ok(described)
}

/// A file as the shop keeps it, if it is a picture.
async fn image(file: &Upload) -> Result<Image, ApiError> {
    let bytes = file.bytes().await?;
    let type_ = kind(&bytes).ok_or_else(|| {
        ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "not_a_picture",
            "a picture is a PNG, JPEG or WebP file",
        )
    })?;
    Ok(Image {
        type_,
        bytes: bytes.to_vec(),
        text: String::new(),
        views: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::types::PictureType;
    use crate::shop::tests::article;

    async fn put(state: &AppState, sku: &str, bytes: &'static [u8]) -> Result<Picture, ApiError> {
        let req = PutPictureReq {
            sku: sku.to_string(),
            picture: Upload::new("../../etc/passwd", "text/html", bytes),
            text: None,
            views: None,
        };
        put_picture(state, &RequestContext::for_test(), req).await
    }

    #[tokio::test]
    async fn pictures_are_known_by_their_bytes() {
        let state = AppState::for_test();
        state.shop().add(article("TEA"));
        let picture = put(&state, "TEA", b"\x89PNG\r\n\x1a\n").await.unwrap();
        assert_eq!((picture.type_, picture.bytes), (PictureType::ImagePng, 8));
        assert_eq!(picture.url, "/pictures/TEA");
        let refused = put(&state, "TEA", b"<script>").await.unwrap_err();
        assert_eq!(refused.code(), "not_a_picture");
        let lost = put(&state, "CUP", b"\xff\xd8\xff").await.unwrap_err();
        assert_eq!(lost.status(), StatusCode::NOT_FOUND);
        assert_eq!(state.shop().pictures.len(), 1);
    }
}
