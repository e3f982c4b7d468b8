//! Finds the route of a path, segment by segment.

use std::borrow::Cow;
use std::collections::BTreeSet;

use http::Method;
use percent_encoding::percent_decode_str;

use crate::path::{Segment, segments};

/// The templates of all routes, by segment.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Children by literal, sorted.
    literals: Vec<(String, usize)>,
    parameter: Option<usize>,
    routes: Vec<(Method, usize)>,
}

/// What the tree knows about a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// The index of a route.
    Route(usize),
    /// There are routes, but of these methods only.
    OtherMethods(BTreeSet<String>),
    None,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Tree {
    /// Adds a route; `false` if there is one of the same method and template, which then stays.
    pub(super) fn insert(&mut self, template: &[Segment], method: Method, route: usize) -> bool {
        let mut at = 0;
        for segment in template {
            at = self.child(at, segment);
        }
        let routes = &mut self.nodes[at].routes;
        if routes.iter().any(|(own, _)| *own == method) {
            return false;
        }
        routes.push((method, route));
        true
    }

    fn child(&mut self, at: usize, segment: &Segment) -> usize {
        let new = self.nodes.len();
        let node = &mut self.nodes[at];
        let child = match segment {
            Segment::Parameter(_) => *node.parameter.get_or_insert(new),
            Segment::Literal(text) => match node.literals.binary_search_by(|(own, _)| own.as_str().cmp(text)) {
                Ok(place) => node.literals[place].1,
                Err(place) => {
                    node.literals.insert(place, (text.clone(), new));
                    new
                }
            },
        };
        if child == new {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Finds the route for a clean path. A literal beats a parameter, and a dead end goes back to it, also one that is dead for this method only.
    pub(super) fn find(&self, path: &str, method: &Method) -> Match {
        let wanted = |wanted: &Method| self.walk(0, segments(path), &mut |node| node.route(wanted));
        let route = wanted(method).or_else(|| if *method == Method::HEAD { wanted(&Method::GET) } else { None });
        if let Some(route) = route {
            return Match::Route(route);
        }
        let mut methods = BTreeSet::new();
        self.walk(0, segments(path), &mut |node| {
            methods.extend(node.routes.iter().map(|(method, _)| method.to_string()));
            None::<()>
        });
        if methods.contains("GET") {
            methods.insert(String::from("HEAD"));
        }
        if methods.is_empty() { Match::None } else { Match::OtherMethods(methods) }
    }

    /// Visits every node that the path can mean, until one of them gives an answer. The depth is that of the templates, not of the path.
    fn walk<'p, T>(
        &self,
        at: usize,
        mut rest: impl Iterator<Item = &'p str> + Clone,
        visit: &mut impl FnMut(&Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.nodes.get(at)?;
        let Some(segment) = rest.next() else { return visit(node) };
        let literal = if segment.contains('%') {
            percent_decode_str(segment).decode_utf8_lossy()
        } else {
            Cow::Borrowed(segment)
        };
        let place = node.literals.binary_search_by(|(own, _)| own.as_str().cmp(&literal));
        let found = place.ok().and_then(|place| self.walk(node.literals[place].1, rest.clone(), visit));
        found.or_else(|| self.walk(node.parameter?, rest, visit))
    }
}

impl Node {
    fn route(&self, method: &Method) -> Option<usize> {
        self.routes.iter().find(|(own, _)| own == method).map(|(_, route)| *route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::template;

    const ROUTES: [(&str, &str); 8] = [
        ("GET", "/items/:id"),
        ("GET", "/items/new"),
        ("POST", "/items/:item"),
        ("GET", "/cross/new/info"),
        ("GET", "/cross/:id/pages"),
        ("GET", "/"),
        ("HEAD", "/heads/:id"),
        ("DELETE", "/items/:id"),
    ];

    fn tree() -> Tree {
        let mut tree = Tree::default();
        for (index, (method, path)) in ROUTES.into_iter().enumerate() {
            assert!(tree.insert(&template(path), method.parse().unwrap(), index));
        }
        tree
    }

    fn find(method: &str, path: &str) -> Option<&'static str> {
        match tree().find(path, &method.parse().unwrap()) {
            Match::Route(index) => Some(ROUTES[index].1),
            _ => None,
        }
    }

    #[test]
    fn a_literal_beats_a_parameter() {
        assert_eq!(find("GET", "/items/new"), Some("/items/new"));
        assert_eq!(find("GET", "/items/%6Eew"), Some("/items/new"));
        assert_eq!(find("GET", "/items/old"), Some("/items/:id"));
        assert_eq!(find("GET", "/items/a%2Fb"), Some("/items/:id"));
    }

    #[test]
    fn a_dead_end_goes_back_to_the_parameter() {
        assert_eq!(find("GET", "/cross/new/pages"), Some("/cross/:id/pages"));
        assert_eq!(find("POST", "/items/new"), Some("/items/:item"));
        assert_eq!(find("GET", "/cross/old/info"), None);
    }

    #[test]
    fn get_serves_head() {
        assert_eq!(find("HEAD", "/items/7"), Some("/items/:id"));
        assert_eq!(find("HEAD", "/heads/7"), Some("/heads/:id"));
        assert_eq!(find("GET", "/heads/7"), None);
        assert_eq!(find("GET", "/"), Some("/"));
    }

    #[test]
    fn other_methods_are_named_in_order() {
        let Match::OtherMethods(methods) = tree().find("/items/new", &Method::PUT) else { panic!("no methods") };
        assert_eq!(methods.into_iter().collect::<Vec<_>>(), ["DELETE", "GET", "HEAD", "POST"]);
        assert_eq!(tree().find("/nowhere", &Method::GET), Match::None);
        assert_eq!(tree().find("/items", &Method::GET), Match::None);
    }

    #[test]
    fn the_first_of_two_equal_routes_stays() {
        let mut tree = tree();
        assert!(!tree.insert(&template("/items/:other"), Method::GET, 9));
        assert_eq!(tree.find("/items/7", &Method::GET), Match::Route(0));
    }
}
