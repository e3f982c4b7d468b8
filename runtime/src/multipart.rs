//! Multipart bodies: fields as text, files spooled.

use axum::body::Body;
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use crate::body::{self, Stop};
use crate::decode::{Fault, Form, Rule};
use crate::error::ApiError;
use crate::upload::{Spool, Upload};

/// More parts than this are refused, as in go-zero.
const MAX_PARTS: usize = 2048;

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

/// Reads all parts. A body that is no multipart is a fault of the request; one that was stopped is its refusal.
pub(crate) async fn read(headers: &HeaderMap, body: Body, files: bool) -> Result<Result<Form, Fault>, ApiError> {
    let Ok(boundary) = multer::parse_boundary(content_type(headers).unwrap_or_default()) else {
        return Ok(Err(Fault::new(Rule::Syntax, "has no boundary in its content type")));
    };
    let mut parts = multer::Multipart::new(body.into_data_stream(), boundary);
    let mut form = Form::default();
    loop {
        match parts.next_field().await {
            Ok(None) => return Ok(Ok(form)),
            Ok(Some(_)) if form.len() >= MAX_PARTS => {
                return Ok(Err(Fault::new(Rule::Size, "has more than 2048 values")));
            }
            Ok(Some(part)) => match take(&mut form, part, files).await {
                Ok(()) => {}
                Err(Trouble::Part(error)) => return broken(&error),
                Err(Trouble::Fault(fault)) => return Ok(Err(fault)),
                Err(Trouble::Disk(error)) => return Err(ApiError::internal(error)),
            },
            Err(error) => return broken(&error),
        }
    }
}

/// What may go wrong with a part.
enum Trouble {
    Part(multer::Error),
    Fault(Fault),
    Disk(std::io::Error),
}

impl From<multer::Error> for Trouble {
    fn from(error: multer::Error) -> Self {
        Self::Part(error)
    }
}

/// Adds a part to the form; one without a name is skipped, and so are files on routes that take none. A file without a name is text, as for go-zero;
/// browsers send an empty one for a file input that nobody has filled.
async fn take(form: &mut Form, mut part: multer::Field<'_>, files: bool) -> Result<(), Trouble> {
    let Some(name) = part.name().map(String::from).filter(|_| is_form_data(part.headers())) else { return Ok(()) };
    let Some(file_name) = part.file_name().filter(|name| !name.is_empty()).map(String::from) else {
        let bytes = part.bytes().await?;
        let text =
            String::from_utf8(bytes.into()).map_err(|_| Trouble::Fault(Fault::new(Rule::Syntax, "is not UTF-8")))?;
        form.add_text(name, text);
        return Ok(());
    };
    let content_type = part.content_type().map(ToString::to_string).unwrap_or_default();
    let mut spool = Spool::default();
    while let Some(chunk) = part.chunk().await? {
        if files {
            spool.push(&chunk).await.map_err(Trouble::Disk)?;
        }
    }
    let content = spool.finish().await.map_err(Trouble::Disk)?;
    let upload = Upload::with_content(file_name, content_type, content);
    if files {
        form.add_file(name, upload);
    } else {
        form.skip_file(name);
    }
    Ok(())
}

/// What is said to be an attachment belongs to no form.
fn is_form_data(headers: &HeaderMap) -> bool {
    let disposition = headers.get(CONTENT_DISPOSITION).and_then(|value| value.to_str().ok()).unwrap_or("form-data");
    disposition.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("form-data"))
}

fn broken(error: &multer::Error) -> Result<Result<Form, Fault>, ApiError> {
    match body::stopped(error) {
        Some(Stop::TooLarge | Stop::BadEncoding | Stop::Stalled) => Err(body::refusal(error)),
        None => Ok(Err(Fault::new(Rule::Syntax, "is not a whole multipart body"))),
    }
}
