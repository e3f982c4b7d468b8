//! Exit codes: each command ends with each code that is documented for it, and no code is left without a run.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};

use clap::CommandFactory as _;

use super::project::{Project, SETTINGS, SHOP};
use super::rights::set_mode;

/// The codes that a command can end with: those of the table in `exit.rs`, and 130 for a run that was interrupted. 101, a bug, has a test of its own.
const DOCUMENTED: &[(&str, &[i32])] = &[
    ("new", &[0, 2]),
    ("gen", &[0, 1, 2, 3, 4]),
    ("watch", &[0, 2]),
    ("check", &[0, 1, 2, 3]),
    ("ci", &[0, 1, 2, 3, 4, 6]),
    ("fmt", &[0, 1, 2, 3, 6, 130]),
    ("fix", &[0, 1, 2, 3]),
    ("explain", &[0, 1, 2, 3]),
    ("ir", &[0, 1, 2, 3]),
    ("completions", &[0, 2, 3]),
    ("man", &[0, 2, 3]),
    // What is only answered.
    ("api", &[2]),
    ("kube", &[2]),
    ("breaking", &[2]),
    ("lsp", &[2]),
];

/// A shell line in a folder that holds, besides the shop, what the lines need: `$A` is apic.
#[rustfmt::skip]
const ROWS: &[(i32, &str)] = &[
    (0, "$A new shelf"),
    (2, "$A new full"),
    (2, "$A new shop.api/shelf"),
    (0, "$A gen"),
    (0, "$A gen -q && $A gen --check"),
    (0, "$A gen -q && $A gen --dry-run"),
    (1, "$A gen broken.api --lang ts"),
    (1, "$A gen lost.api --lang ts"),
    (1, "$A gen quiet.api --lang ts"),
    (2, "$A gen gone.api --lang ts"),
    (2, "$A gen --lang cobol"),
    (2, "$A gen --config odd.toml"),
    (2, "$A gen --out full/x.api --lang ts"),
    (2, "$A gen -q && $A gen other.api"),
    (2, "$A gen --force nothing.rs"),
    (2, "$A gen --chek"),
    (3, "$A gen guarded.api --lang rust"),
    (3, "$A gen --check --format json > /dev/full"),
    (4, "$A gen --check"),
    (4, "$A gen --dry-run"),
    (4, "$A gen -q && echo >> src/api.rs && $A gen"),
    (0, "$A watch 2> log & until grep -q ' ok' log; do sleep 0.05; done; kill -INT $!; wait $!"),
    (2, "$A watch --lang cobol"),
    (2, "$A watch --config odd.toml"),
    (0, "$A check"),
    (0, "$A check shouting.api"),
    (1, "$A check shouting.api --deny warnings"),
    (1, "$A check broken.api"),
    (1, "$A check lost.api"),
    (2, "$A check gone.api"),
    (2, "$A check -C gone"),
    (2, "$A check full/none"),
    (2, "$A check --warn no-such-code"),
    (2, "$A check --config odd.toml"),
    (3, "$A check shouting.api --format json > /dev/full"),
    (0, "$A gen -q && $A ci"),
    (1, "$A ci --config broken.toml"),
    (2, "$A ci --config gone.toml"),
    (2, "$A ci --config odd.toml"),
    (2, "$A ci shop.api"),
    (3, "$A gen -q && $A ci --against git:main"),
    (4, "$A ci"),
    (6, "$A ci --config loose.toml"),
    (0, "$A fmt"),
    (0, "$A fmt sloppy.api"),
    (0, "$A fmt --diff sloppy.api"),
    (1, "$A fmt broken.api sloppy.api"),
    (1, "$A fmt --check broken.api sloppy.api"),
    (1, "$A fmt - < broken.api"),
    (2, "$A fmt gone.api"),
    (2, "$A fmt gone.api broken.api"),
    (2, "$A fmt sealed.api"),
    (3, "$A fmt - < sloppy.api > /dev/full"),
    (6, "$A fmt --check sloppy.api"),
    (6, "$A fmt --check - < sloppy.api"),
    (130, "mkfifo p; (exec 3> p; until [ -s pid ]; do sleep 0.05; done; kill -INT $(cat pid)) & sh -c 'echo $$ > pid; exec env --default-signal=INT $A fmt -' < p"), // Ignored, perhaps, by what runs the tests: a shell does that to what it starts behind it.
    (0, "$A fix method-case --config shouting.toml"),
    (1, "$A fix method-case --config broken.toml"),
    (2, "$A fix"),
    (2, "$A fix no-such-code"),
    (2, "$A fix method-case --config sealed.toml"),
    (2, "$A fix method-case --config gone.toml"),
    (3, "$A fix method-case --diff --config shouting.toml > /dev/full"),
    (0, "$A explain method-case"),
    (0, "$A explain route GET /items/:id"),
    (0, "$A explain type Item"),
    (1, "$A explain type Item --config broken.toml"),
    (2, "$A explain method-cas"),
    (2, "$A explain route GET /goods"),
    (2, "$A explain type Goods"),
    (2, "$A explain type Item --config gone.toml"),
    (3, "$A explain method-case > /dev/full"),
    (0, "$A ir"),
    (0, "$A ir --schema ir"),
    (0, "$A ir --schema config"),
    (0, "$A ir --schema findings"),
    (0, "$A ir --schema explanation"),
    (1, "$A ir broken.api"),
    (2, "$A ir gone.api"),
    (2, "$A ir --schema irr"),
    (3, "$A ir > /dev/full"),
    (0, "$A completions bash"),
    (2, "$A completions bsh"),
    (3, "$A completions bash > /dev/full"),
    (0, "$A man"),
    (2, "$A man page"),
    (3, "$A man > /dev/full"),
    (2, "$A api validate --api shop.api"),
    (2, "$A kube deploy"),
    (2, "$A breaking"),
    (2, "$A lsp"),
];

fn project() -> Project {
    let shouting = "service s {\n\t@handler h\n\tGET /a\n}\n";
    let project = Project::new(&[
        ("shop.api", SHOP),
        ("apic.toml", SETTINGS),
        ("other.api", SHOP),
        ("broken.api", "type A {\n"),
        ("lost.api", &format!("import \"gone.api\"\n{SHOP}")),
        ("quiet.api", "type A {}\n"),
        ("guarded.api", &SHOP.replace("group: items", "group: items\n\tsignature: true")),
        ("shouting.api", shouting),
        ("sealed.api", "service s{\n@handler h\nGET /a\n}\n"),
        ("sloppy.api", "type A{}\n"),
        ("loose.api", "service s{\n\t@handler h\n\tget /a\n}\n"),
        ("full/x.api", ""),
        ("odd.toml", "nonsense = 1\n"),
    ]);
    for name in ["shouting", "broken", "sealed", "gone", "loose"] {
        project.write(&format!("{name}.toml"), &format!("entry = \"{name}.api\"\n"));
    }
    set_mode(&project.path("sealed.api"), 0o444);
    project
}

/// What a shell says of a line.
fn exit(line: &str) -> (i32, String) {
    let project = project();
    let mut command = Command::new("bash");
    command.args(["-c", line]).current_dir(project.path("")).stdin(Stdio::null());
    command.env("A", env!("CARGO_BIN_EXE_apic")).env_remove("CI");
    let output = command.output().unwrap();
    // A signal, as a shell counts it.
    let code = output.status.code().or_else(|| output.status.signal().map(|signal| 128 + signal));
    (code.unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_line_ends_with_its_code() {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some((code, line)) = ROWS.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let (exit, err) = exit(line);
            if exit != *code {
                wrong.push(format!("{line}\n  ends with {exit}, not {code}: {err}"));
            }
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_has_a_line_for_each_of_its_codes() {
    // The last command of a line is the one it is about.
    let name = |line: &str| line.rsplit("$A ").next().unwrap().split(' ').next().unwrap().to_string();
    let reached: BTreeSet<(String, i32)> = ROWS.iter().map(|(code, line)| (name(line), *code)).collect();
    let documented = DOCUMENTED.iter().flat_map(|(name, codes)| codes.iter().map(|code| ((*name).to_string(), *code)));
    assert_eq!(reached, documented.collect());
    for command in apic_idl::args::Cli::command().get_subcommands() {
        assert!(DOCUMENTED.iter().any(|(name, _)| *name == command.get_name()), "{}", command.get_name());
    }
    // `--help` tells the same codes.
    let codes: BTreeSet<i32> = DOCUMENTED.iter().flat_map(|(_, codes)| *codes).copied().collect();
    let help = Project::new(&[]).run(&["--help"]).exits(0).out;
    let told = help.rsplit("Exit codes:").next().unwrap().split(['·', '\n']);
    let told: BTreeSet<i32> = told.filter_map(|part| part.trim().split(' ').next()?.parse().ok()).collect();
    assert_eq!(told, codes.into_iter().filter(|code| *code != 130).collect());
}
