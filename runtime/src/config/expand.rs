//! `${NAME}` and `${NAME:-default}` inside of one scalar.

use std::fmt::Write as _;
use std::path::Path;

/// Where values come from; tests bring their own.
pub(crate) struct Environment<'a> {
    pub(crate) variable: &'a dyn Fn(&str) -> Option<String>,
    pub(crate) file: &'a dyn Fn(&Path) -> std::io::Result<String>,
}

/// Expands a scalar after parsing, so that no value can break the file or add keys. `$$` is a dollar, any other `$` stays.
pub(crate) fn expand(text: &str, environment: &Environment<'_>) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        if let Some(tail) = after.strip_prefix('$') {
            out.push('$');
            rest = tail;
        } else if let Some((name, tail)) = after.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            _ = write!(out, "{}", value(name, environment)?);
            rest = tail;
        } else {
            out.push('$');
            rest = after;
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn value(name: &str, environment: &Environment<'_>) -> Result<String, String> {
    if let Some(path) = name.strip_prefix("file:") {
        let text = (environment.file)(Path::new(path)).map_err(|error| format!("cannot read {path}: {error}"))?;
        return Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned());
    }
    let (name, default) = name.split_once(":-").map_or((name, None), |(name, default)| (name, Some(default)));
    match ((environment.variable)(name).filter(|value| !value.is_empty()), default) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.to_owned()),
        // An empty variable is set: only `:-` treats it as missing.
        (None, None) => (environment.variable)(name).ok_or_else(|| format!("the environment has no {name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> Result<String, String> {
        let variable = |name: &str| match name {
            "X" => Some(String::from("1\nadmin: true")),
            "E" => Some(String::new()),
            _ => None,
        };
        let file = |path: &Path| {
            if path == Path::new("/run/x") { Ok(String::from("s\n\n")) } else { Err(std::io::Error::other("gone")) }
        };
        expand(text, &Environment { variable: &variable, file: &file })
    }

    #[test]
    fn follows_the_vectors() {
        for (text, expected) in [
            ("a$b", "a$b"),
            ("$$x", "$x"),
            ("$${X}", "${X}"),
            ("${U:-}", ""),
            ("${U:-a}b", "ab"),
            ("${E:-a}", "a"),
            ("${E}", ""),
            ("p$w0rd", "p$w0rd"),
            ("${X", "${X"),
            ("<${X}>", "<1\nadmin: true>"),
            ("${file:/run/x}", "s\n"),
            ("$", "$"),
        ] {
            assert_eq!(expanded(text).unwrap(), expected, "{text}");
        }
        assert_eq!(expanded("${U}").unwrap_err(), "the environment has no U");
        assert_eq!(expanded("${file:/y}").unwrap_err(), "cannot read /y: gone");
    }
}
