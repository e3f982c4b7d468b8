//! What the operator tells a server: a YAML file, read with all its mistakes at once.

mod expand;
#[cfg(feature = "jwt")]
mod guards;
mod keys;
mod load;
mod server;
mod setting;
mod shutdown;
mod spelling;
mod sse;
mod tree;

pub use keys::Keys;
pub use load::{ConfigError, load, main_args, parse};
pub use server::{Mode, ServerConfig};
pub(crate) use setting::Milliseconds;
pub use setting::{Setting, Size};
pub use shutdown::ShutdownConfig;
pub use sse::SseConfig;

/// A block of the configuration: the server's own, or one of the user's around it.
///
/// A mistake is noted and leaves the default, so that all mistakes of a file are reported together.
///
/// ```
/// use apic_runtime::{ServerConfig, config};
///
/// struct Config {
///     server: ServerConfig,
///     greeting: String,
/// }
///
/// impl config::Section for Config {
///     fn read(keys: &mut config::Keys<'_>) -> Self {
///         Self { server: ServerConfig::read(keys), greeting: keys.or("greeting", String::from("hello")) }
///     }
/// }
///
/// let config: Config = config::parse("port: 8080\ngreeting: hi\n", "etc/shop.yaml").unwrap();
/// assert_eq!((config.server.port, config.greeting.as_str()), (8080, "hi"));
/// ```
pub trait Section: Sized {
    /// Takes the keys of the block by name.
    fn read(keys: &mut Keys<'_>) -> Self;
}
