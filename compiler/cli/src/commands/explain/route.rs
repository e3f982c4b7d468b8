//! All that the contract says about one route.

use apic_compiler::RouteOutline;
use apic_compiler::ir::{Api, Route};

use super::chain::{Stage, chain};
use super::document::{Document, RouteFacts};
use super::{Contract, shown, table};
use crate::args::Format;
use crate::exit::Failure;
use crate::settings::nearest;

/// The text to print.
///
/// # Errors
/// When there is no such route.
pub(super) fn explain(contract: &Contract, method: &str, path: &str, format: Format) -> Result<String, Failure> {
    let method = method.to_uppercase();
    let written = find(contract, &method, path)?;
    let model = contract.compiled.api.as_ref().and_then(|api| Some((api, model(api, written)?)));
    let Some((api, route)) = model else {
        // The outline and the model are of one contract.
        return Err(unknown(contract, &method, path));
    };
    let stages = chain(api, route);
    Ok(match format {
        Format::Json => document(written, route, &stages).text(),
        _ => human(written, route, &stages),
    })
}

/// The route as written, or the one that a path of a request leads to.
fn find<'a>(contract: &'a Contract, method: &str, path: &str) -> Result<&'a RouteOutline, Failure> {
    let path = format!("/{}", path.trim_matches('/'));
    let of_method = || contract.outline.routes.iter().filter(|route| route.method == method);
    let exact = of_method().find(|route| route.path == path);
    // As the server's router: literal pieces win over parameters.
    let literal = |route: &&RouteOutline| route.path.split('/').map(|piece| piece.starts_with(':')).collect::<Vec<_>>();
    let found = exact.or_else(|| of_method().filter(|route| leads(&route.path, &path)).min_by_key(literal));
    found.ok_or_else(|| unknown(contract, method, &path))
}

fn leads(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(path).all(|(piece, part)| piece == &part || (piece.starts_with(':') && !part.is_empty()))
}

fn unknown(contract: &Contract, method: &str, path: &str) -> Failure {
    let routes = &contract.outline.routes;
    let others: Vec<&str> =
        routes.iter().filter(|route| leads(&route.path, path)).map(|route| route.method.as_str()).collect();
    let typed = format!("{method} {path}");
    let names: Vec<String> = routes.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let behind =
        names.iter().find(|name| name.starts_with(&format!("{method} ")) && name.ends_with(path) && path != "/");
    let near = names.iter().map(|name| (strsim::damerau_levenshtein(&typed, name), name));
    let near = near.filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4).min();
    let help = match (others.as_slice(), behind.or(near.map(|(_, name)| name))) {
        ([_, ..], _) => format!("`{path}` takes {}", others.join(", ")),
        (_, Some(name)) => format!("did you mean `{name}`?"),
        _ => String::new(),
    };
    // A misspelled method is the likelier mistake.
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let lower = known.map(str::to_lowercase);
    match nearest(method, lower.iter().map(String::as_str)) {
        Some(near) if !known.contains(&method) => {
            Failure::usage(format!("unknown method `{method}`"), format!("did you mean `{}`?", near.to_uppercase()))
        }
        _ => Failure::usage(format!("there is no route `{typed}`"), help),
    }
}

fn model<'a>(api: &'a Api, written: &RouteOutline) -> Option<&'a Route> {
    let mut routes = api.routes();
    routes.find(|route| route.method.as_str() == written.method && route.path.text == written.path)
}

fn human(written: &RouteOutline, route: &Route, stages: &[Stage]) -> String {
    let none = || "none".to_string();
    let mut rows = vec![
        ("declared".to_string(), format!("{}, service {}", shown(&written.at), written.service)),
        ("handler".to_string(), route.operation.clone()),
    ];
    let mut row = |title: &str, text: String| rows.push((title.to_string(), text));
    if !route.doc.summary.is_empty() {
        row("summary", route.doc.summary.clone());
    }
    if route.doc.deprecated {
        row("deprecated", "yes".to_string());
    }
    if !written.prefix.is_empty() {
        row("path", format!("prefix {}, then {}", written.prefix, written.written));
    }
    if route.path.client != route.path.text {
        row("clients", format!("send to {}", route.path.client));
    }
    row("request", written.request.as_ref().map_or_else(none, |used| used.text.clone()));
    let answer = written.response.as_ref().map_or_else(|| "no body".to_string(), |used| used.text.clone());
    let stream = if route.response.as_ref().is_some_and(|response| response.stream) { ", one an event" } else { "" };
    row("answer", format!("{} with {answer}{stream}", route.status));
    row("token", if route.guard.sends_token { "sent by clients" } else { "not sent" }.to_string());
    for carried in &route.carried {
        row("carried", format!("{}: {}", carried.key, carried.value));
    }
    let chain: Vec<_> = stages.iter().enumerate().map(|(index, stage)| line(index, stage)).collect();
    format!("{} {}\n{}\nstages, outside first\n{}", written.method, written.path, table(&rows), table(&chain))
}

fn line(index: usize, stage: &Stage) -> (String, String) {
    let refuses: Vec<_> = stage.refuses.iter().map(|refusal| format!("{} {}", refusal.status, refusal.code)).collect();
    let behind = if refuses.is_empty() { String::new() } else { format!(" — {}", refuses.join(", ")) };
    (format!("{} {}", index + 1, stage.stage), format!("{}{behind}", stage.set))
}

fn document<'a>(written: &'a RouteOutline, route: &'a Route, stages: &'a [Stage]) -> Document<'a> {
    let middleware = stages.iter().filter(|stage| stage.stage == "middleware").map(|stage| stage.set.as_str());
    Document::Route(RouteFacts {
        method: &written.method,
        path: &written.path,
        prefix: &written.prefix,
        client_path: &route.path.client,
        declared: &written.at,
        service: &written.service,
        group: &written.group,
        handler: &written.handler,
        operation: &route.operation,
        deprecated: route.doc.deprecated,
        request: written.request.as_ref().map(|used| used.text.as_str()),
        response: written.response.as_ref().map(|used| used.text.as_str()),
        status: route.status,
        sends_token: route.guard.sends_token,
        middleware: middleware.collect(),
        carried: &route.carried,
        stages,
    })
}
