//! `[check]` and the flags that win over it.

use apic_compiler::{Code, Level, Levels};

use super::{nearest, value};
use crate::args::Check;
use crate::exit::{Exit, Failure, Problem};

/// What `--deny` takes for every warning there is.
const ALL: &str = "warnings";

/// Adds the flags of `apic check` to what the project says.
///
/// # Errors
/// When a code is unknown, or an error shall be left out.
pub fn with_flags(mut levels: Levels, flags: &Check) -> Result<Levels, Failure> {
    let mut problems = Vec::new();
    let mut codes = |flag: &str, slugs: &[String]| -> Vec<Code> {
        let mut codes = Vec::new();
        for slug in slugs {
            match value::code(slug) {
                Ok(code) if flag == "--allow" && code.entry().level == Level::Error => {
                    problems.push(Problem::new(format!("--allow: `{slug}` is an error, and errors stay errors"), ""));
                }
                Ok(code) => codes.push(code),
                Err((message, help)) => {
                    let all = nearest(slug, [ALL].into_iter()).filter(|_| flag == "--deny");
                    let help = all.map_or(help, |all| format!("did you mean `{all}`?"));
                    problems.push(Problem::new(format!("{flag}: {message}"), help));
                }
            }
        }
        codes
    };
    let (all, deny): (Vec<_>, Vec<_>) = flags.deny.iter().cloned().partition(|slug| slug == ALL);
    let (warn, deny, allow) = (codes("--warn", &flags.warn), codes("--deny", &deny), codes("--allow", &flags.allow));
    if !problems.is_empty() {
        return Err(Failure { exit: Exit::Usage, problems });
    }
    levels.deny_warnings |= !all.is_empty();
    // A code that a flag names is moved: what the file says about it no longer counts.
    for code in warn.iter().chain(&deny).chain(&allow) {
        for list in [&mut levels.warn, &mut levels.deny, &mut levels.allow] {
            list.retain(|other| other != code);
        }
    }
    levels.warn.extend(warn);
    levels.deny.extend(deny);
    levels.allow.extend(allow);
    Ok(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(warn: &[&str], deny: &[&str], allow: &[&str]) -> Check {
        let own = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        Check { paths: Vec::new(), warn: own(warn), deny: own(deny), allow: own(allow) }
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let file = Levels { allow: vec![Code::UntaggedField], ..Levels::default() };
        let levels = with_flags(file, &flags(&[], &["untagged-field", "warnings"], &[])).unwrap();
        assert_eq!(levels, Levels { deny: vec![Code::UntaggedField], deny_warnings: true, ..Levels::default() });
    }

    #[test]
    fn every_wrong_code_is_named() {
        let failure = with_flags(Levels::default(), &flags(&["unused-tipe"], &[], &["undefined-type"])).unwrap_err();
        let said: Vec<_> = failure.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "error: --warn: there is no code `unused-tipe`\n  help: did you mean `unused-type`?",
                "error: --allow: `undefined-type` is an error, and errors stay errors",
            ]
        );
    }
}
