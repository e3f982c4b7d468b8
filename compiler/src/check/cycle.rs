//! Cycles among declared types: which types reach each other along some edges, and the shortest way round.

use std::collections::btree_map::{BTreeMap, Entry};
use std::collections::{BTreeSet, VecDeque};

/// Edges by node: `edges[from]` lists the nodes that it points at.
pub(super) type Edges = [Vec<usize>];

/// The strongly connected component of each node (Tarjan, without recursion: chains of types are as long as the contract likes).
pub(super) fn components(edges: &Edges) -> Vec<usize> {
    let mut state = Tarjan {
        index: vec![None; edges.len()],
        low: vec![0; edges.len()],
        component: vec![usize::MAX; edges.len()],
        open: Vec::new(),
        next: 0,
    };
    for node in 0..edges.len() {
        if state.index[node].is_none() {
            state.visit(edges, node);
        }
    }
    state.component
}

struct Tarjan {
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    component: Vec<usize>,
    open: Vec<usize>,
    next: usize,
}

impl Tarjan {
    fn visit(&mut self, edges: &Edges, root: usize) {
        let mut calls = vec![(root, 0)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                self.index[node] = Some(self.next);
                self.low[node] = self.next;
                self.next += 1;
                self.open.push(node);
            } else {
                // Back from the target of the edge before.
                let target = edges[node][edge - 1];
                if self.component[target] == usize::MAX {
                    self.low[node] = self.low[node].min(self.low[target]);
                }
            }
            if let Some(target) = edges[node].get(edge).copied() {
                calls.push((node, edge + 1));
                if self.index[target].is_none() {
                    calls.push((target, 0));
                }
            } else if Some(self.low[node]) == self.index[node] {
                self.close(node);
            }
        }
    }

    fn close(&mut self, root: usize) {
        while let Some(node) = self.open.pop() {
            self.component[node] = root;
            if node == root {
                break;
            }
        }
    }
}

/// The nodes of the shortest cycle through `node` inside its component, `node` first; empty if there is none.
pub(super) fn shortest(edges: &Edges, components: &[usize], node: usize) -> Vec<usize> {
    let mut from = BTreeMap::new();
    let mut queue = VecDeque::from([node]);
    while let Some(current) = queue.pop_front() {
        for target in edges[current].iter().copied().filter(|target| components[*target] == components[node]) {
            if target == node {
                let mut way = vec![current];
                while let Some(before) = way.last().filter(|last| **last != node).and_then(|last| from.get(last)) {
                    way.push(*before);
                }
                way.reverse();
                return way;
            }
            if let Entry::Vacant(place) = from.entry(target) {
                place.insert(current);
                queue.push_back(target);
            }
        }
    }
    Vec::new()
}

/// One cycle a component, through its first node, in the order of these nodes.
pub(super) fn cycles(edges: &Edges) -> Vec<Vec<usize>> {
    let components = components(edges);
    let mut done = BTreeSet::new();
    let mut cycles = Vec::new();
    for node in 0..edges.len() {
        // A component is searched once, from its first node: each node of a component of two or more lies on a cycle.
        if done.insert(components[node]) {
            cycles.extend(Some(shortest(edges, &components, node)).filter(|cycle| !cycle.is_empty()));
        }
    }
    cycles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_cycles_of_a_small_graph() {
        let edges = [vec![1], vec![2], vec![1, 3], vec![3], vec![0]];
        let found = components(&edges);
        assert!(found[1] == found[2] && found[0] != found[1] && found[3] != found[2]);
        assert_eq!(cycles(&edges), [vec![1, 2], vec![3]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let length = 200_000;
        let edges: Vec<Vec<usize>> = (0..length).map(|node| vec![(node + 1) % length]).collect();
        assert_eq!(cycles(&edges).first().map(Vec::len), Some(length));
    }
}
