//! Signs somebody in.

use apic_runtime::{ApiError, HeaderName, HeaderValue, RequestContext, StatusCode};

use crate::api::types::{LoginReq, Session};
use crate::state::AppState;

/// Signs somebody in: the answer holds a token that opens the guarded routes for a while.
pub async fn login(
    state: &AppState,
    _ctx: &RequestContext,
    req: LoginReq,
) -> Result<Session, ApiError> {
    let session = state.staff().sign_in(&req.name, &req.password)?;
    session.ok_or_else(|| {
        ApiError::new(
            StatusCode::UNAUTHORIZED,
            "wrong_password",
            "the name or the password is wrong",
        )
        .with_header(
            HeaderName::from_static("www-authenticate"),
            HeaderValue::from_static("Bearer"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::types::ClerkRole;

    async fn tried(name: &str, password: &str) -> Result<Session, ApiError> {
        let (name, password) = (name.to_string(), password.to_string());
        let req = LoginReq { name, password };
        login(&AppState::for_test(), &RequestContext::for_test(), req).await
    }

    #[tokio::test]
    async fn who_knows_the_password_comes_in() {
        let session = tried("tom", "black tea").await.unwrap();
        assert_eq!(
            (session.name.as_str(), session.role),
            ("tom", ClerkRole::Clerk)
        );
        assert_eq!(session.token.split('.').count(), 3);
    }

    #[tokio::test]
    async fn nobody_else_does_or_learns_why() {
        for (name, password) in [
            ("tom", "green tea"),
            ("tom", ""),
            ("ann", "black tea"),
            ("", ""),
        ] {
            let error = tried(name, password).await.unwrap_err();
            assert_eq!(
                (error.status().as_u16(), error.code()),
                (401, "wrong_password")
            );
        }
    }
}
