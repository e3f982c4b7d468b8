//! `apic.toml` from the outside.

use super::project::{Project, SHOP};

#[test]
fn every_mistake_in_the_settings_is_named_and_nothing_is_written() {
    let settings = "entry = \"shop.api\"\n\n[typescript]\nquerry = \"none\"\nzod = \"yes\"\n\n[ruts]\n";
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", settings)]);
    let before = project.tree();
    let said = "error: apic.toml:4: unknown key `querry` in `[typescript]`\n  help: did you mean `query`?\n\
                error: apic.toml:5: `zod`: must be `true` or `false`\n\
                error: apic.toml:7: unknown table `ruts`\n  help: did you mean `rust`?\n";
    project.run(&["gen"]).exits(2).says(said);
    project.run(&["check"]).exits(2).says(said);
    assert_eq!(project.tree(), before);
}

#[test]
fn settings_that_are_no_toml_are_named_with_their_line() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", "entry = \"shop.api\"\n[rust\n")]);
    let run = project.run(&["gen"]).exits(2);
    assert!(run.err.starts_with("error: apic.toml:2: "), "{}", run.err);
}

#[test]
fn a_setting_that_is_not_built_is_wrong_use() {
    let settings = "entry = \"shop.api\"\n[templates]\ndir = \"t\"\n";
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", settings)]);
    project.run(&["gen"]).exits(2).mentions("not built yet");
}

#[test]
fn another_file_may_hold_the_settings() {
    let project = Project::new(&[("shop.api", SHOP), ("conf/other.toml", "entry = \"../shop.api\"\n")]);
    project.run(&["check", "--config", "conf/other.toml"]).exits(0);
    project.run(&["check", "--config", "conf/none.toml"]).exits(2).says("error: conf/none.toml: no such file\n");
}

#[test]
fn settings_are_found_upwards_to_the_root_of_the_repository() {
    let project = Project::new(&[("apic.toml", "nonsense = 1\n"), ("inner/.git/x", ""), ("inner/a/shop.api", SHOP)]);
    project.run(&["-C", "inner/a", "check"]).exits(0);
    project.write("inner/apic.toml", "entry = \"a/shop.api\"\n[check]\nnonsense = 1\n");
    project.run(&["-C", "inner/a", "check"]).exits(2).mentions("error: ../apic.toml:3: unknown key `nonsense`");
}

#[test]
fn paths_of_the_settings_start_at_their_folder() {
    let settings = "entry = \"api/shop.api\"\n[rust]\nout = \"server\"\nruntime = { path = \"rt\" }\n";
    let project = Project::new(&[("api/shop.api", SHOP), ("apic.toml", settings), ("web/x", "")]);
    project.run(&["-C", "web", "gen"]).exits(0).mentions("created  ../server/Cargo.toml");
    assert!(project.read("server/Cargo.toml").contains("\"../rt\""), "{}", project.read("server/Cargo.toml"));
    assert!(project.has("apic-manifest.json"));
}

#[test]
fn every_key_may_be_written_with_its_default() {
    use apic_idl::settings::keys::KEYS;
    let project = Project::new(&[("shop.api", SHOP)]);
    let mut settings = "entry = \"shop.api\"\n".to_string();
    for section in ["wire", "service", "rust", "typescript", "check", "breaking"] {
        settings += &format!("[{section}]\n");
        for key in KEYS.iter().filter(|key| key.section == section && !key.default.is_empty()) {
            settings += &format!("{} = {}\n", key.name, key.default);
        }
    }
    project.write("apic.toml", &settings);
    project.run(&["gen"]).exits(0);
    let written = project.read("apic-manifest.json");
    project.write("apic.toml", "entry = \"shop.api\"\n[rust]\n[typescript]\n");
    // The defaults are what is made without them.
    project.run(&["gen", "--check"]).exits(0);
    assert_eq!(project.read("apic-manifest.json"), written);
}

#[test]
fn the_envelope_has_one_switch_in_two_places() {
    let contract = format!("info (\n\twrapCodeMsg: true\n)\n\n{SHOP}");
    let project = Project::new(&[("shop.api", &contract)]);
    project.write("apic.toml", "entry = \"shop.api\"\n[wire]\nenvelope = \"none\"\n[typescript]\n");
    project.run(&["check"]).exits(2).mentions("error: `envelope` in apic.toml says \"none\", and `wrapCodeMsg` in ");
    project.run(&["gen"]).exits(2).mentions("error: `envelope` in apic.toml says \"none\", and `wrapCodeMsg` in ");
    project.write("apic.toml", "entry = \"shop.api\"\n[rust]\n");
    project.run(&["gen"]).exits(0);
    assert!(project.read("src/api.rs").contains("rt::Wire::new().envelope()"));
    // Whoever asks for the model gets it as it is generated from.
    project.run(&["ir"]).exits(0).mentions("\"envelope\": \"code-msg-data\"");
}

#[test]
fn the_schema_takes_what_apic_takes() {
    use apic_idl::settings::keys::KEYS;
    let project = Project::new(&[("shop.api", SHOP)]);
    let schema: serde_json::Value =
        serde_json::from_str(&project.run(&["ir", "--schema", "config"]).exits(0).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut texts: Vec<String> = [
        "",
        "entry = \"shop.api\"\nrequires = \">=0.1\"\n[rust]\nruntime = { path = \"rt\" }\n",
        "[rust]\nruntime = { git = \"https://git.example/apic\", tag = \"v1\" }\n",
        "[rust]\nruntime = { tag = \"v1\" }\n",
        "[docs]\nout = \"d\"\n[docs.openapi]\nformat = \"json\"\n",
        "[docs.openapy]\n",
        "[breaking.levels]\nroute-removed = \"off\"\n",
        "[breaking.levels]\nroute-removed = \"none\"\n",
        "nonsense = 1\n",
        "[nonsense]\n",
        "[rust]\nnonsense = 1\n",
        "entry = \"a\\\\b\"\n",
        "entry = \"\"\n",
        "[plugins.x]\n",
        "[templates]\n",
    ]
    .map(ToString::to_string)
    .into();
    for key in KEYS.iter().filter(|key| !key.section.contains('*') && key.section != "templates") {
        assert!(!key.about.is_empty(), "{}", key.name);
        let values = [key.default, "\"no such word\"", "7", "-1", "70000", "true", "[\"x\"]", "[1]", "{}"];
        for value in values.iter().filter(|value| !value.is_empty()) {
            let table = if key.section.is_empty() { String::new() } else { format!("[{}]\n", key.section) };
            texts.push(format!("{table}{} = {value}\n", key.name));
        }
    }
    let mut taken = 0;
    for text in &texts {
        let takes = apic_idl::settings::read("apic.toml", text).is_ok();
        let json = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
        // Ranges of versions have no schema, and whether one holds depends on the running apic.
        if !text.contains("requires = \"no") && !text.contains("runtime = \"no") {
            assert_eq!(validator.is_valid(&json), takes, "{text}");
        }
        taken += usize::from(takes);
    }
    assert!(taken > 40 && taken < texts.len() / 2, "{taken} of {}", texts.len());
}
