//! The forms for other programs, and what is made from the definitions of the command line.

use clap::CommandFactory as _;

use super::project::Project;

const SLOPPY: &str = "type A{\n}\nservice s{\n@handler h\nGET /a\n}\n";

#[test]
fn every_command_has_a_form_for_programs_that_holds_nothing_else() {
    let project = Project::new(&[("main.api", SLOPPY), ("apic.toml", "entry = \"main.api\"\n[typescript]\n")]);
    for (arguments, code, rule) in [
        (["check", "--format", "sarif", "-q"], 0, "method-case"),
        (["gen", "--check", "--format", "sarif"], 4, "drift-"),
        (["fmt", "--check", "--format", "sarif"], 6, "not-formatted"),
    ] {
        let run = project.run(&arguments).exits(code);
        let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(document["version"], "2.1.0");
        // `-q` leaves warnings out of every form.
        assert_eq!(run.out.contains(rule), arguments[3] != "-q", "{arguments:?}\n{}", run.out);
    }
    project.run(&["fmt", "--check", "--format", "github"]).exits(6).mentions("::error file=main.api,");
    let junit = project.run(&["check", "--format", "junit"]).exits(0).out;
    assert!(junit.starts_with("<?xml") && junit.contains("method-case"), "{junit}");
    let fixed = project.run(&["fix", "method-case", "--format", "json"]).exits(0);
    assert_eq!(fixed.out, "", "nothing is left to say");
    let page = project.run(&["explain", "method-case", "--format", "json"]).exits(0).out;
    assert!(serde_json::from_str::<serde_json::Value>(&page).is_ok(), "{page}");
}

#[test]
fn completions_know_every_command() {
    let project = Project::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.run(&["completions", shell]).exits(0).out;
        for command in ["new", "gen", "watch", "check", "fmt", "fix", "explain"] {
            assert!(script.contains(command), "{shell} lacks {command}");
        }
    }
    project.run(&["completions", "bsh"]).exits(2).mentions("bash");
}

#[test]
fn every_command_has_a_manual_page() {
    let project = Project::new(&[]);
    let pages = project.run(&["man"]).exits(0).out;
    for command in apic_idl::args::Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        assert!(pages.contains(&format!("apic-{}", command.get_name().replace('-', "\\-"))), "{}", command.get_name());
    }
}

#[test]
fn help_texts_are_these() {
    let project = Project::new(&[]);
    let mut all = project.run(&["--help"]).exits(0).out;
    for command in apic_idl::args::Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        all += &format!("\n==== apic {name}\n{}", project.run(&[name, "--help"]).exits(0).out);
    }
    insta::with_settings!({snapshot_path => "../../../../tests/snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("cli__help", all);
    });
}

#[test]
fn every_flag_is_documented_and_completed() {
    let project = Project::new(&[]);
    let script = project.run(&["completions", "bash"]).exits(0).out;
    let mut root = apic_idl::args::Cli::command();
    root.build();
    for command in root.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help") {
        for flag in command.get_arguments() {
            let place = format!("{} {}", command.get_name(), flag.get_id());
            assert!(flag.get_help().is_some_and(|help| !help.to_string().is_empty()), "{place}");
            assert!(flag.get_long().is_none_or(|long| script.contains(&format!("--{long}"))), "{place}");
        }
        assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "{}", command.get_name());
    }
}
