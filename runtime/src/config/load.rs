//! Finds the file, reads it, and says all that is wrong with it.

use std::cell::RefCell;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use super::Section;
use super::expand::Environment;
use super::keys::{Keys, Reading};
use super::tree;
use crate::log;

/// The exit code of a configuration with mistakes (`EX_CONFIG` of sysexits.h).
const BAD_CONFIG: u8 = 78;
/// The exit code of a command line that is not understood.
const BAD_USAGE: u8 = 2;

/// All that is wrong with a configuration, one line a mistake: `shutdown.drain_time: "3" needs a unit (etc/shop.yaml:7)`.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The mistakes, in the order of the file.
    pub problems: Vec<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

/// Reads the configuration that the command line names: `-f FILE`, else `default_file`.
///
/// `Err` holds the code to exit with: 78 after all mistakes have been printed, 0 after `--check-config` found none. `guards` are the blocks that the
/// contract's guards name; generated code lists them.
pub fn main_args<T: Section>(default_file: &str, guards: &[&'static str]) -> Result<T, ExitCode> {
    let Some((file, check_only)) = arguments(std::env::args().skip(1), default_file) else {
        log::error(format_args!(
            "usage: [-f FILE] [--check-config]\n\n  -f FILE         the configuration, {default_file} by default\n  --check-config  read it, say what is wrong with it, and stop"
        ));
        return Err(ExitCode::from(BAD_USAGE));
    };
    match load(Path::new(&file), guards) {
        Err(error) => {
            log::error(format_args!("{error}"));
            Err(ExitCode::from(BAD_CONFIG))
        }
        Ok(_) if check_only => {
            log::info(format_args!("{file}: ok"));
            Err(ExitCode::SUCCESS)
        }
        Ok(config) => Ok(config),
    }
}

/// The file, and whether it is only to be checked; `None` if the arguments are not understood.
fn arguments(arguments: impl Iterator<Item = String>, default_file: &str) -> Option<(String, bool)> {
    let (mut file, mut check_only) = (default_file.to_owned(), false);
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-f" => file = arguments.next()?,
            "--check-config" => check_only = true,
            other => file = other.strip_prefix("-f=")?.to_owned(),
        }
    }
    Some((file, check_only))
}

/// Reads a configuration from a file.
pub fn load<T: Section>(path: &Path, guards: &[&'static str]) -> Result<T, ConfigError> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => read(&text, &name, guards),
        Err(error) => Err(ConfigError { problems: vec![format!("cannot read {name}: {error}")] }),
    }
}

/// Reads a configuration from a text; `name` is what mistakes call it.
pub fn parse<T: Section>(text: &str, name: &str) -> Result<T, ConfigError> {
    read(text, name, &[])
}

fn read<T: Section>(text: &str, file: &str, guards: &[&'static str]) -> Result<T, ConfigError> {
    let root = tree::parse(text)
        .map_err(|broken| ConfigError { problems: vec![format!("{} ({file}:{})", broken.message, broken.line)] })?;
    let environment =
        Environment { variable: &|name| std::env::var(name).ok(), file: &|path| std::fs::read_to_string(path) };
    let reading = Reading {
        environment,
        problems: RefCell::default(),
        warnings: RefCell::default(),
        #[cfg(feature = "jwt")]
        guards,
    };
    let mut keys = Keys::new(&reading, &root);
    let config = T::read(&mut keys);
    for guard in guards {
        keys.guard(guard);
    }
    keys.finish();
    for (line, warning) in reading.warnings.into_inner() {
        log::error(format_args!("{warning} ({file}:{line})"));
    }
    let mut problems = reading.problems.into_inner();
    problems.sort_by_key(|(line, _)| *line);
    if problems.is_empty() {
        return Ok(config);
    }
    Err(ConfigError {
        problems: problems.into_iter().map(|(line, problem)| format!("{problem} ({file}:{line})")).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Mode, ServerConfig};
    use std::time::Duration;

    fn problems(text: &str, guards: &[&'static str]) -> Vec<String> {
        read::<ServerConfig>(text, "x.yaml", guards).map_or_else(|error| error.problems, |_| Vec::new())
    }

    #[test]
    fn takes_keys_in_any_spelling() {
        let text = "Name: shop\nHost: 127.0.0.1\nPort: 8080\nMode: dev\nMaxBytes: 8MiB\nshutdown:\n  wait-time: 30s\n";
        let config: ServerConfig = parse(text, "x.yaml").unwrap();
        assert_eq!(
            (config.name.as_str(), config.host.as_str(), config.port, config.mode),
            ("shop", "127.0.0.1", 8080, Mode::Dev)
        );
        assert_eq!((config.max_bytes, config.shutdown.wrap_up_time), (8 << 20, Duration::ZERO));
        assert_eq!(config.shutdown.drain_time, Duration::from_secs(25));
    }

    #[test]
    fn says_all_mistakes_at_once() {
        let text = "port: eighty\nprot: 1\nmode: prod\nshutdown:\n  drain_time: 3\n  drian_time: 3s\nport: 2\nhost: ${APIC_UNSET_NAME}\n";
        assert_eq!(
            problems(text, &["auth"]),
            [
                "auth: is missing, and the contract guards routes with it (x.yaml:1)",
                "prot: is not a known key; is port meant? (x.yaml:2)",
                "mode: \"prod\" is not one of pro, pre, rt, test, dev (x.yaml:3)",
                "shutdown.drain_time: \"3\" needs a unit: 3ms, 3s, 3m (x.yaml:5)",
                "shutdown.drian_time: is not a known key; is drain_time meant? (x.yaml:6)",
                "port: is set twice (x.yaml:7)",
                "host: the environment has no APIC_UNSET_NAME (x.yaml:8)",
            ]
        );
    }

    #[test]
    fn an_empty_file_lacks_the_port_only() {
        assert_eq!(problems("", &[]), ["port: is missing (x.yaml:1)"]);
        assert_eq!(problems("[1]", &[])[0], "the file must hold keys with values (x.yaml:1)");
        assert_eq!(problems("a: [", &[]).len(), 1);
    }

    #[test]
    fn what_would_be_an_open_door_is_refused() {
        assert!(problems("port: 1\ncert_file: a.pem\n", &[])[0].starts_with("cert_file: is not supported"));
        assert!(problems("port: 1\nauth: {access_secret: open-sesame}\n", &["Auth"]).is_empty());
        assert!(problems("port: 1\nTimeout: 3000\nLog:\n  Level: info\n", &[]).is_empty());
    }

    #[cfg(feature = "jwt")]
    #[test]
    fn secrets_are_read_from_the_blocks_of_guards() {
        let text = "port: 1\njwt: {require_exp: true}\nAuth:\n  AccessSecret: short\n  AccessExpire: 3600\nTrans: {PrevSecret: former-secret, leeway: 3}\n";
        assert_eq!(
            problems(text, &["Auth", "Trans"]),
            [
                "Auth.AccessSecret: is shorter than 8 bytes (x.yaml:4)",
                "Trans.access_secret: is missing (x.yaml:6)",
                "Trans.leeway: \"3\" needs a unit: 3ms, 3s, 3m (x.yaml:6)",
            ]
        );
        let text = "port: 1\ntrans: {secret: current-secret, prev_secret: former-secret}\n";
        let config = read::<ServerConfig>(text, "x.yaml", &["Trans"]).unwrap();
        assert!(config.guard("trans").is_some() && config.guard("Auth").is_none());
        assert_eq!(problems("port: 1\nJwt: {access_secret: open-sesame}\n", &["Jwt"]), [""; 0]);
    }

    #[test]
    fn understands_its_arguments() {
        let parsed = |words: &[&str]| arguments(words.iter().map(|word| String::from(*word)), "etc/a.yaml");
        assert_eq!(parsed(&[]), Some((String::from("etc/a.yaml"), false)));
        assert_eq!(parsed(&["-f", "b.yaml", "--check-config"]), Some((String::from("b.yaml"), true)));
        assert_eq!(parsed(&["-f=b.yaml"]), Some((String::from("b.yaml"), false)));
        assert_eq!(parsed(&["-f"]), None);
        assert_eq!(parsed(&["--help"]), None);
    }
}
