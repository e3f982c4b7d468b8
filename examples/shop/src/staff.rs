//! Who works in the shop: names, roles and passwords, and the tokens that say who somebody is.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apic_runtime::config::{Keys, Section, Setting};
use apic_runtime::{ApiError, Guard, TextEnum};
use serde::{Deserialize, Serialize};

use crate::api::types::{Clerk, ClerkRole, Session};

/// What the operator says about the people who may sign in.
#[derive(Clone, Debug)]
pub struct StaffConfig {
    /// `members`: one text each, `name:role:password`.
    pub members: Vec<Member>,
    /// `session`: how long a token opens doors.
    pub session: Duration,
}

/// Somebody who may sign in. A shop with something to lose keeps a slow hash of the password in a database.
#[derive(Clone)]
pub struct Member {
    name: String,
    role: ClerkRole,
    password: String,
}

/// The people, and the guard that signs their tokens.
#[derive(Debug)]
pub struct Staff {
    config: StaffConfig,
    guard: Arc<Guard>,
}

/// What a token says.
#[derive(Debug, Deserialize, Serialize)]
pub struct Claims {
    /// The name.
    pub sub: String,
    pub role: String,
    pub iat: u64,
    pub exp: u64,
}

// === impl StaffConfig ===

impl Section for StaffConfig {
    fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            members: keys.list("members"),
            session: keys.or("session", Duration::from_secs(8 * 3600)),
        }
    }
}

// === impl Member ===

impl Member {
    pub fn new(name: &str, role: ClerkRole, password: &str) -> Self {
        Self {
            name: name.to_string(),
            role,
            password: password.to_string(),
        }
    }
}

impl Setting for Member {
    fn read(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(3, ':').map(str::trim);
        let (name, role, password) = (parts.next(), parts.next(), parts.next());
        match (name, role.and_then(ClerkRole::from_wire), password) {
            (Some(name), Some(role), Some(password))
                if !name.is_empty() && !password.is_empty() =>
            {
                Ok(Self::new(name, role, password))
            }
            // The text itself is not repeated: it may hold a password.
            _ => Err("must be name:role:password, the role clerk or manager".to_string()),
        }
    }
}

/// Passwords are not printed.
impl std::fmt::Debug for Member {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Member({})", self.name)
    }
}

// === impl Staff ===

impl Staff {
    pub fn new(config: StaffConfig, guard: Arc<Guard>) -> Self {
        Self { config, guard }
    }

    /// A token for whoever knows the password. Nobody learns which of the two was wrong.
    pub fn sign_in(&self, name: &str, password: &str) -> Result<Option<Session>, ApiError> {
        let member = self
            .config
            .members
            .iter()
            .find(|member| member.name == name);
        // Compared in any case, so that the time does not tell which names exist.
        let known = same(member.map_or("", |member| &member.password), password);
        let Some(member) = member.filter(|_| known) else {
            return Ok(None);
        };
        let now = now();
        let claims = Claims {
            sub: member.name.clone(),
            role: member.role.as_str().to_string(),
            iat: now,
            exp: now + self.config.session.as_secs(),
        };
        Ok(Some(Session {
            name: member.name.clone(),
            role: member.role,
            token: self.guard.sign(&claims)?,
            expires_at: claims.exp as i64,
        }))
    }
}

// === impl Claims ===

impl Claims {
    pub fn clerk(self) -> Clerk {
        Clerk {
            name: self.sub,
            role: ClerkRole::from_wire(&self.role).unwrap_or(ClerkRole::Clerk),
        }
    }
}

// === functions ===

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}

/// Whether two texts are equal, in a time that depends on the length of the second alone.
fn same(known: &str, given: &str) -> bool {
    let known = known.as_bytes();
    let difference = given.bytes().enumerate().fold(0, |sum, (place, byte)| {
        sum | (known.get(place).copied().unwrap_or_default() ^ byte)
    });
    difference == 0 && known.len() == given.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_equal_or_not() {
        assert!(same("green tea", "green tea") && same("", ""));
        for other in [
            "",
            "green te",
            "green tea ",
            "green teb",
            "green tea\0",
            "Green tea",
        ] {
            assert!(!same("green tea", other), "{other:?}");
        }
        // What lies behind the end of the known text counts as zero bytes.
        assert!(!same("", "\0"));
    }

    #[test]
    fn members_are_written_in_one_text() {
        let member = Member::read("mei:manager:a: b").unwrap();
        assert_eq!(
            (member.name.as_str(), member.role),
            ("mei", ClerkRole::Manager)
        );
        assert_eq!(member.password, "a: b");
        for text in [
            "mei",
            "mei:manager",
            "mei:manager:",
            "mei:owner:secret",
            ":clerk:secret",
        ] {
            let error = Member::read(text).unwrap_err();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
