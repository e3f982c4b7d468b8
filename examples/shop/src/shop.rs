//! What the shop knows, in memory: plain tables, and the questions that several handlers ask.

use std::collections::BTreeMap;

use apic_runtime::ApiError;

use crate::api::types::{
    Address, AuditEntry, Category, CategoryNode, Coupon, Customer, Money, MoneyCurrency, Order,
    Product, Settings,
};
use crate::bounded::Bounded;
use crate::feed::Feed;
use crate::pictures::Image;
use crate::refusals::{conflict, not_found};

/// All tables, by key.
#[derive(Debug)]
pub struct Shop {
    keep: usize,
    last_id: i64,
    last_order: i64,
    pub categories: Bounded<i64, Category>,
    pub articles: Bounded<String, Article>,
    /// Pieces by stock keeping unit, then by warehouse.
    pub stock: BTreeMap<String, BTreeMap<String, i32>>,
    /// By stock keeping unit.
    pub pictures: BTreeMap<String, Image>,
    pub customers: Bounded<i64, Customer>,
    pub orders: Bounded<i64, Sale>,
    pub baskets: Bounded<String, Basket>,
    pub coupons: Bounded<String, Coupon>,
    /// Orders by the idempotency key of their checkout.
    pub bought: Bounded<String, i64>,
    /// Idempotency keys of parcels.
    pub shipped: Bounded<String, ()>,
    pub subscribers: Bounded<String, Vec<String>>,
    /// What would be mailed if this shop had a mail server.
    pub letters: Bounded<i64, String>,
    /// What happens to orders.
    pub feed: Feed,
    pub settings: Settings,
    pub log: Bounded<i64, AuditEntry>,
}

/// How many pieces a warehouse takes of a product.
pub const PIECES: std::ops::RangeInclusive<i32> = 0..=1_000_000;

/// In how many warehouses a product lies at most.
const WAREHOUSES: usize = 100;

/// A product with what the catalog keeps beside it.
#[derive(Debug)]
pub struct Article {
    pub product: Product,
    /// Grows with each new product.
    pub added: i64,
    /// By currency.
    pub prices: BTreeMap<String, Money>,
}

/// An order with what the office keeps beside it.
#[derive(Debug)]
pub struct Sale {
    pub order: Order,
    pub refunded: i64,
}

/// A cart that has not been bought.
#[derive(Debug)]
pub struct Basket {
    pub currency: MoneyCurrency,
    /// By stock keeping unit.
    pub quantities: BTreeMap<String, u32>,
    pub coupon: Option<String>,
}

// === impl Shop ===

impl Shop {
    /// A number that nothing else has.
    pub fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn next_order(&mut self) -> i64 {
        self.last_order += 1;
        self.last_order
    }

    pub fn category(&self, id: i64) -> Result<&Category, ApiError> {
        self.categories
            .get(&id)
            .ok_or_else(|| not_found(format_args!("category {id}")))
    }

    pub fn article(&self, sku: &str) -> Result<&Article, ApiError> {
        self.articles
            .get(sku)
            .ok_or_else(|| not_found(format_args!("product {sku}")))
    }

    pub fn article_mut(&mut self, sku: &str) -> Result<&mut Article, ApiError> {
        self.articles
            .get_mut(&sku.to_string())
            .ok_or_else(|| not_found(format_args!("product {sku}")))
    }

    pub fn customer(&self, id: i64) -> Result<&Customer, ApiError> {
        self.customers
            .get(&id)
            .ok_or_else(|| not_found(format_args!("customer {id}")))
    }

    pub fn customer_mut(&mut self, id: i64) -> Result<&mut Customer, ApiError> {
        self.customers
            .get_mut(&id)
            .ok_or_else(|| not_found(format_args!("customer {id}")))
    }

    pub fn sale(&self, id: i64) -> Result<&Sale, ApiError> {
        self.orders
            .get(&id)
            .ok_or_else(|| not_found(format_args!("order {id}")))
    }

    pub fn sale_mut(&mut self, id: i64) -> Result<&mut Sale, ApiError> {
        self.orders
            .get_mut(&id)
            .ok_or_else(|| not_found(format_args!("order {id}")))
    }

    pub fn basket(&self, token: &str) -> Result<&Basket, ApiError> {
        self.baskets
            .get(token)
            .ok_or_else(|| not_found("such cart"))
    }

    pub fn basket_mut(&mut self, token: &str) -> Result<&mut Basket, ApiError> {
        self.baskets
            .get_mut(&token.to_string())
            .ok_or_else(|| not_found("such cart"))
    }

    pub fn coupon(&self, code: &str) -> Result<&Coupon, ApiError> {
        self.coupons
            .get(code)
            .ok_or_else(|| not_found(format_args!("coupon {code}")))
    }

    pub fn coupon_mut(&mut self, code: &str) -> Result<&mut Coupon, ApiError> {
        self.coupons
            .get_mut(&code.to_string())
            .ok_or_else(|| not_found(format_args!("coupon {code}")))
    }

    /// The categories directly below one, or the roots.
    pub fn children(&self, parent: Option<i64>) -> impl Iterator<Item = &Category> {
        self.categories
            .values()
            .filter(move |category| category.parent_id == parent)
    }

    /// A category with `depth` levels below it.
    pub fn node(&self, category: &Category, depth: u8) -> CategoryNode {
        let below = depth.checked_sub(1);
        let children = below.map(|depth| {
            self.children(Some(category.id))
                .map(|child| self.node(child, depth))
                .collect()
        });
        let products = self
            .articles
            .values()
            .filter(|article| article.product.category_ids.contains(&category.id))
            .count();
        CategoryNode {
            id: category.id,
            name: category.name.clone(),
            products: products as i32,
            children: children.unwrap_or_default(),
        }
    }

    /// Adds a product. The one that goes for it takes along what was kept about it.
    pub fn add(&mut self, article: Article) {
        let sku = article.product.sku.clone();
        if let Some((old, _)) = self.articles.insert(sku, article) {
            self.forget(&old);
        }
    }

    /// Forgets what was kept about a product.
    pub fn forget(&mut self, sku: &str) {
        self.stock.remove(sku);
        self.pictures.remove(sku);
    }

    /// Writes a letter.
    pub fn write(&mut self, letter: String) {
        let id = self.next_id();
        self.letters.insert(id, letter);
    }

    /// Whether so many new entries can be kept at once.
    pub fn has_room(&self, entries: usize) -> Result<(), ApiError> {
        if entries > self.keep {
            return Err(conflict(
                "too_many",
                format!("this shop keeps {} of a kind", self.keep),
            ));
        }
        Ok(())
    }

    /// All pieces of a product.
    pub fn pieces(&self, sku: &str) -> i64 {
        self.stock
            .get(sku)
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(|pieces| i64::from(*pieces))
            .sum()
    }

    /// The pieces of a product in a warehouse.
    pub fn shelf(&mut self, sku: &str, warehouse: &str) -> Result<&mut i32, ApiError> {
        let shelves = self.stock.entry(sku.to_string()).or_default();
        if shelves.len() >= WAREHOUSES && !shelves.contains_key(warehouse) {
            return Err(conflict(
                "too_many_warehouses",
                format!("{sku} lies in {WAREHOUSES} warehouses already"),
            ));
        }
        Ok(shelves.entry(warehouse.to_string()).or_default())
    }

    /// Takes pieces from the warehouses, in order, or puts them back into the first.
    pub fn book(&mut self, sku: &str, mut change: i64) -> Result<(), ApiError> {
        if self.pieces(sku) + change < 0 {
            return Err(conflict(
                "out_of_stock",
                format!("there are not enough pieces of {sku}"),
            ));
        }
        let shelves = self.stock.entry(sku.to_string()).or_default();
        if change > 0 && shelves.is_empty() {
            shelves.insert("north".to_string(), 0);
        }
        for pieces in shelves.values_mut() {
            let step = change.max(-i64::from(*pieces));
            *pieces += step as i32;
            change -= step;
        }
        Ok(())
    }

    /// The home address, or any other.
    pub fn address_of(&self, customer: i64) -> Result<Address, ApiError> {
        let addresses = &self.customer(customer)?.addresses;
        let address = addresses.get("home").or_else(|| addresses.values().next());
        address
            .cloned()
            .ok_or_else(|| conflict("no_address", "the customer has no address"))
    }
}

impl Shop {
    /// A shop that keeps so many entries of a kind.
    pub fn new(keep: usize) -> Self {
        Self {
            keep,
            last_id: 0,
            // Beyond 2^53: order numbers travel as text, and here is why.
            last_order: 1 << 53,
            categories: Bounded::new(keep),
            articles: Bounded::new(keep),
            stock: BTreeMap::new(),
            pictures: BTreeMap::new(),
            customers: Bounded::new(keep),
            orders: Bounded::new(keep),
            baskets: Bounded::new(keep),
            coupons: Bounded::new(keep),
            bought: Bounded::new(keep),
            shipped: Bounded::new(keep),
            subscribers: Bounded::new(keep),
            letters: Bounded::new(keep),
            feed: Feed::default(),
            settings: Settings {
                name: "The corner shop".to_string(),
                open: true,
                free_shipping_from: Money {
                    amount: 50_000,
                    currency: MoneyCurrency::Eur,
                },
                holidays: ["2026-12-24".to_string(), "2027-01-01".to_string()],
                extra: BTreeMap::new(),
            },
            log: Bounded::new(keep),
        }
    }
}

// === functions ===

/// One page of a list, with the length of the whole.
pub fn page<T>(all: Vec<T>, number: i32, size: i32) -> (i64, Vec<T>) {
    let total = all.len() as i64;
    let skipped = (number - 1) as usize * size as usize;
    (
        total,
        all.into_iter().skip(skipped).take(size as usize).collect(),
    )
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::api::types::{OrderStatus, ProductStatus};

    /// A paid order of nothing in particular, for tests of logic.
    pub fn order(id: i64) -> Order {
        Order {
            created_at: String::new(),
            updated_at: String::new(),
            revision: 1,
            id,
            customer_id: 7,
            status: OrderStatus::Paid,
            lines: Vec::new(),
            total: Money {
                amount: 100,
                currency: MoneyCurrency::Eur,
            },
            discount: None,
            ship_to: Address {
                name: String::new(),
                street: String::new(),
                city: String::new(),
                post_code: String::new(),
                country: String::new(),
                phone: None,
            },
            parcels: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A product on sale.
    pub fn article(sku: &str) -> Article {
        Article {
            product: Product {
                sku: sku.to_string(),
                name: sku.to_string(),
                price: Money {
                    amount: 450,
                    currency: MoneyCurrency::Eur,
                },
                status: ProductStatus::Active,
                tax_class: 19,
                category_ids: Vec::new(),
                tags: Vec::new(),
                attributes: BTreeMap::new(),
                size: None,
                note: None,
                revision: 1,
            },
            added: 1,
            prices: BTreeMap::new(),
        }
    }
}
