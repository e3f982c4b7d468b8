//! What a cart costs.

use apic_runtime::{ApiError, TextEnum};

use crate::api::types::{Cart, CartLine, Money, MoneyCurrency, OrderLine};
use crate::refusals::conflict;
use crate::shop::Shop;

/// A priced cart.
#[derive(Debug)]
pub struct Bill {
    pub currency: MoneyCurrency,
    pub lines: Vec<OrderLine>,
    pub coupon: Option<String>,
    pub discount: i64,
}

// === impl Bill ===

impl Bill {
    pub fn total(&self) -> i64 {
        self.lines.iter().map(sum).sum::<i64>() - self.discount
    }

    pub fn money(&self, amount: i64) -> Money {
        Money {
            amount,
            currency: self.currency,
        }
    }
}

// === functions ===

/// The cart as its owner sees it.
pub fn cart(shop: &Shop, token: &str) -> Result<Cart, ApiError> {
    let bill = bill(shop, token)?;
    let lines = bill
        .lines
        .iter()
        .map(|line| CartLine {
            sku: line.sku.clone(),
            quantity: line.quantity,
            sum: bill.money(sum(line)),
        })
        .collect();
    let total = bill.money(bill.total());
    Ok(Cart {
        token: token.to_string(),
        lines,
        coupon: bill.coupon.unwrap_or_default(),
        total,
    })
}

/// The cart with the prices of the moment.
pub fn bill(shop: &Shop, token: &str) -> Result<Bill, ApiError> {
    let basket = shop.basket(token)?;
    let mut lines = Vec::new();
    for (sku, quantity) in &basket.quantities {
        let article = shop.article(sku)?;
        let price = article.prices.get(basket.currency.as_str());
        let price = price.ok_or_else(|| {
            conflict(
                "no_price",
                format!("{sku} has no price in this currency any more"),
            )
        })?;
        lines.push(OrderLine {
            sku: sku.clone(),
            name: article.product.name.clone(),
            quantity: *quantity,
            price: price.clone(),
        });
    }
    let coupon = basket
        .coupon
        .as_ref()
        .and_then(|code| shop.coupons.get(code));
    let discount = coupon.map_or(0, |coupon| {
        let reduced = lines
            .iter()
            .filter(|line| coupon.skus.is_empty() || coupon.skus.contains(&line.sku));
        (reduced.map(sum).sum::<i64>() as f64 * coupon.percent / 100.0).round() as i64
    });
    Ok(Bill {
        currency: basket.currency,
        lines,
        coupon: basket.coupon.clone(),
        discount,
    })
}

fn sum(line: &OrderLine) -> i64 {
    line.price.amount * i64::from(line.quantity)
}
