//! Checks a book. An unknown one is no error.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CheckBookReq, CheckBookReqCurrency, CheckBookResp};
use crate::state::AppState;

/// Checks a book. An unknown one is no error.
pub async fn check_book(
    state: &AppState,
    _ctx: &RequestContext,
    req: CheckBookReq,
) -> Result<CheckBookResp, ApiError> {
    let price = state
        .shelf()
        .get(&req.name)
        .map(|book| exchange(book.price, req.currency));
    Ok(CheckBookResp {
        found: price.is_some(),
        price: price.unwrap_or_default(),
    })
}

/// Prices are kept in euros; the rates are those of one day.
fn exchange(cents: i64, currency: CheckBookReqCurrency) -> i64 {
    let rate = match currency {
        CheckBookReqCurrency::Eur => 1.0,
        CheckBookReqCurrency::Usd => 1.09,
        CheckBookReqCurrency::Cny => 7.8,
    };
    (cents as f64 * rate).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_unknown_book_is_no_error() {
        let state = AppState::default();
        let req = CheckBookReq {
            name: "Dune".to_string(),
            currency: CheckBookReqCurrency::Eur,
        };
        let answer = check_book(&state, &RequestContext::for_test(), req).await;
        assert!(matches!(
            answer,
            Ok(CheckBookResp {
                found: false,
                price: 0
            })
        ));
    }

    #[test]
    fn prices_are_rounded_to_the_nearest_cent() {
        assert_eq!(exchange(1299, CheckBookReqCurrency::Usd), 1416);
    }
}
