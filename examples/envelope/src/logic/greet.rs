// Yours: apic wrote this file once and leaves it alone from now on. If the client leaves, the work
// is dropped at its next `.await`.

use apic_runtime::{ApiError, RequestContext, StatusCode, TextEnum};

use crate::api::types::{GreetReq, GreetReqName, Greeting};
use crate::state::AppState;

/// `GET /greet/:name`
///
/// A failure has a number of its own in the envelope: `{"code":1042,"msg":"eve is not greeted","reason":"not_greeted",…}` with status 409.
pub async fn greet(_: &AppState, _: &RequestContext, req: GreetReq) -> Result<Greeting, ApiError> {
    match req.name {
        GreetReqName::Eve => {
            Err(
                ApiError::new(StatusCode::CONFLICT, "not_greeted", "eve is not greeted")
                    .with_number(1042),
            )
        }
        name => Ok(Greeting {
            text: format!("hello, {}", name.as_str()),
        }),
    }
}
