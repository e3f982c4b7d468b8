//! Says who is signed in.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::Clerk;
use crate::staff::Claims;
use crate::state::AppState;

/// Says who is signed in: the token knows.
pub async fn me(_state: &AppState, ctx: &RequestContext) -> Result<Clerk, ApiError> {
    Ok(ctx.claims::<Claims>()?.clerk())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::types::ClerkRole;

    #[tokio::test]
    async fn the_token_says_who() {
        let state = AppState::for_test();
        let token = r#"{"sub":"mei","role":"manager","iat":1,"exp":2}"#;
        let claims = token.parse().unwrap();
        let clerk = me(&state, &RequestContext::for_test().with_claims(claims))
            .await
            .unwrap();
        assert_eq!(
            (clerk.name.as_str(), clerk.role),
            ("mei", ClerkRole::Manager)
        );
        assert!(me(&state, &RequestContext::for_test()).await.is_err());
    }
}
