//! Says hello.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{HelloReq, HelloResp};
use crate::state::AppState;

/// Says hello.
pub async fn hello(
    _state: &AppState,
    _ctx: &RequestContext,
    req: HelloReq,
) -> Result<HelloResp, ApiError> {
    Ok(HelloResp {
        message: format!("Hello, {}!", req.name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn greets_by_name() {
        let (state, ctx) = (AppState::default(), RequestContext::for_test());
        let req = HelloReq {
            name: "Ann".to_string(),
        };
        let answer = hello(&state, &ctx, req).await.expect("it never fails");
        assert_eq!(answer.message, "Hello, Ann!");
    }
}
