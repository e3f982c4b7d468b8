//! Names of the output, settled once: modules of type files, the tree of groups, handlers, middleware.

use apic_compiler::ir::{Api, EnumId, FileName, Name};

use crate::names::{Taken, constant_name, file_module, module_name, value_name};
use crate::types::closed_enum;

/// One file of types: the structs and enums that one `.api` file declares.
#[derive(Debug)]
pub(crate) struct TypeFile {
    pub module: String,
    pub structs: Vec<usize>,
    pub enums: Vec<usize>,
}

/// A group, or a folder on the way to one. The root holds the routes without a group.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// From the root; empty for the root itself.
    pub path: Vec<String>,
    /// Index into [`Api::groups`].
    pub group: Option<usize>,
    /// In order of the group's routes.
    pub handlers: Vec<Handler>,
    pub children: Vec<Node>,
    /// What the contract calls it.
    name: Option<Name>,
}

#[derive(Debug, Hash)]
pub(crate) struct Handler {
    pub module: String,
    pub function: String,
    pub constant: String,
}

/// A name in `middleware`.
#[derive(Debug)]
pub(crate) struct Middleware {
    pub name: Name,
    pub module: String,
    pub function: String,
}

/// Modules that generated code reaches by name beside the groups' own.
const TAKEN_GROUPS: &[&str] = &["logic", "middleware", "routes", "rt", "types"];

// === impl TypeFile ===

impl TypeFile {
    /// In order of declaration.
    pub(crate) fn all(api: &Api) -> Vec<Self> {
        let mut files: Vec<(&FileName, Self)> = Vec::new();
        let mut taken = Taken::new(&["types"]);
        for (id, struct_) in api.structs.iter().enumerate() {
            Self::at(&mut files, &mut taken, &struct_.file).structs.push(id);
        }
        for (id, enum_) in api.enums.iter().enumerate() {
            if closed_enum(api, EnumId(id)).is_some() {
                Self::at(&mut files, &mut taken, &enum_.file).enums.push(id);
            }
        }
        files.into_iter().map(|(_, file)| file).collect()
    }

    /// The file of that name, made if it is the first time.
    fn at<'f, 'a>(files: &'f mut Vec<(&'a FileName, Self)>, taken: &mut Taken, name: &'a FileName) -> &'f mut Self {
        let index = files.iter().position(|(other, _)| *other == name).unwrap_or(files.len());
        if index == files.len() {
            let module = taken.settle(file_module(&name.parts));
            files.push((name, Self { module, structs: Vec::new(), enums: Vec::new() }));
        }
        &mut files[index].1
    }
}

// === impl Node ===

impl Node {
    /// The tree of all groups, all names settled: a group keeps its name before a handler of the folder it lies in.
    pub(crate) fn root(api: &Api) -> Self {
        let mut root = Self::default();
        for (index, group) in api.groups.iter().enumerate() {
            root.insert(&group.segments, index);
        }
        root.settle(api, &[]);
        root
    }

    fn insert(&mut self, segments: &[Name], group: usize) {
        let Some((first, rest)) = segments.split_first() else {
            self.group = Some(group);
            return;
        };
        let index = match self.children.iter().position(|child| child.name.as_ref() == Some(first)) {
            Some(index) => index,
            None => {
                self.children.push(Self { name: Some(first.clone()), ..Self::default() });
                self.children.len() - 1
            }
        };
        self.children[index].insert(rest, group);
    }

    fn settle(&mut self, api: &Api, path: &[String]) {
        self.path = path.to_vec();
        let mut modules = Taken::new(TAKEN_GROUPS);
        // A module may not have its parent's name: clippy takes that for a slip.
        if let Some(own) = path.last() {
            modules.settle(own.clone());
        }
        for child in &mut self.children {
            let module = modules.settle(child.name.as_ref().map(module_name).unwrap_or_default());
            let path: Vec<String> = path.iter().cloned().chain([module]).collect();
            child.settle(api, &path);
        }
        // `mount` stands beside the functions and has the parameter `routes`.
        let mut functions = Taken::new(&["mount", "routes"]);
        let mut constants = Taken::default();
        let routes = self.group.and_then(|group| api.groups.get(group)).map(|group| group.routes.as_slice());
        for route in routes.unwrap_or_default() {
            let function = functions.settle(value_name(&route.handler));
            let module = modules.settle(module_name(&route.handler));
            let constant = constants.settle(constant_name(&function));
            self.handlers.push(Handler { module, function, constant });
        }
    }

    /// The group's own module; empty for the root.
    pub(crate) fn module(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// This node and all below, parents first.
    pub(crate) fn walk(&self) -> Vec<&Self> {
        let mut nodes = vec![self];
        nodes.extend(self.children.iter().flat_map(Self::walk));
        nodes
    }
}

// === impl Middleware ===

impl Middleware {
    /// In order of first mention.
    pub(crate) fn all(api: &Api) -> Vec<Self> {
        let mut names: Vec<&Name> = Vec::new();
        for route in api.routes() {
            for name in &route.middleware {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let mut modules = Taken::new(&["middleware"]);
        let mut functions = Taken::default();
        names
            .into_iter()
            .map(|name| Self {
                name: name.clone(),
                module: modules.settle(module_name(name)),
                function: functions.settle(value_name(name)),
            })
            .collect()
    }
}
