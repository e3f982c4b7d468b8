//! What pest expected, in words that a reader of contracts knows.

use apic_grammar::Rule;

/// Joins the expected things as `a, b or c`; empty if nothing nameable was expected.
pub(super) fn words(rules: &[Rule]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in rules.iter().filter_map(|rule| word(*rule)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_string(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// Rules without a word are left out: comments, recovery, and parts that another expected rule stands for.
fn word(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::name | Rule::service_name | Rule::bad_name => "a name",
        Rule::type_ => "a type",
        Rule::struct_ | Rule::open_brace => "`{`",
        Rule::close_brace => "`}`",
        Rule::open_paren | Rule::key_block | Rule::body => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_bracket => "`[`",
        Rule::close_bracket => "`]`",
        Rule::array_length => "a number",
        Rule::colon => "`:`",
        Rule::equals => "`=`",
        Rule::string | Rule::raw_string => "a string in quotes",
        Rule::key => "a key",
        Rule::bare => "a value",
        Rule::path => "a path",
        Rule::returns | Rule::k_returns => "`returns`",
        Rule::method => "a method",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_each_thing_once() {
        assert_eq!(words(&[Rule::string, Rule::raw_string, Rule::line_comment]), "a string in quotes");
        assert_eq!(words(&[Rule::close_paren, Rule::type_, Rule::type_]), "`)` or a type");
        assert_eq!(words(&[Rule::broken_item]), "");
    }
}
