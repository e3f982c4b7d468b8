//! What an honest customer does before the storm: logs in, and buys something. Much hangs on an order, and whether a random client gets as far is luck.

use serde_json::{Value, json};

use super::line;

/// Somebody with a token.
pub(crate) struct Staff<'a> {
    address: &'a str,
    pub(crate) token: String,
}

// === impl Staff ===

impl<'a> Staff<'a> {
    /// A manager: may do everything.
    pub(crate) fn manager(address: &'a str) -> Self {
        let mut staff = Self { address, token: String::new() };
        let session = staff.ask("POST", "/api/v1/account/login", &json!({"name": "mei", "password": "green tea"}));
        session["token"].as_str().unwrap().clone_into(&mut staff.token);
        staff
    }

    /// An order, and all that it takes.
    pub(crate) fn buy(&self) {
        let tea = json!({"sku": "TEA", "name": "Tea", "price": {"amount": 450, "currency": "EUR"}, "status": "active"});
        self.ask("POST", "/api/v1/catalog/products", &tea);
        self.ask("POST", "/api/v1/admin/stock/TEA/move", &json!({"to": "north", "quantity": 10}));
        let home = json!({"name": "Li Lei", "street": "Teestraße 1", "city": "Bremen", "postCode": "28195"});
        let lei = json!({"email": "lei@example.com", "name": "Li Lei", "addresses": {"home": home}});
        let customer = self.ask("POST", "/api/v1/admin/customers", &lei);
        let cart = self.ask("POST", "/shop/carts", &json!({}));
        let cart = format!("/shop/carts/{}", cart["token"].as_str().unwrap());
        self.ask("PUT", &format!("{cart}/lines/TEA"), &json!({"quantity": 1}));
        self.ask("POST", &format!("{cart}/checkout"), &json!({"customerId": customer["id"]}));
    }

    /// The answer, which has to be a good one.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {}\r\nIdempotency-Key: k\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        let answer = line::ask(&mut line::connect(self.address), request.as_bytes(), false).unwrap();
        let text = String::from_utf8_lossy(&answer.body);
        assert!((200..300).contains(&answer.status), "{method} {path}: {} {text}", answer.status);
        serde_json::from_str(&text).unwrap()
    }
}
