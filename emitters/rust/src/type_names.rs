//! The names of types and variants, settled once.

use std::convert::Infallible;
use std::sync::Arc;

use apic_compiler::emit::Renders;
use apic_compiler::ir::{Api, Name};

use crate::names::{TAKEN_TYPES, Taken, type_name, variant_name};

/// Names of types, by their ids.
#[derive(Debug, Hash)]
pub(crate) struct Names {
    pub structs: Vec<String>,
    pub enums: Vec<EnumNames>,
}

#[derive(Debug, Hash)]
pub(crate) struct EnumNames {
    pub name: String,
    pub variants: Vec<String>,
}

// === impl Names ===

impl Names {
    /// Those of the last round, if nothing is named otherwise.
    pub(crate) fn known(api: &Api, renders: &Renders) -> Arc<Self> {
        let types: Vec<&Name> = api.structs.iter().map(|struct_| &struct_.name).collect();
        let Ok::<_, Infallible>(names) = renders.known("names", &(types, &api.enums), || Ok(Arc::new(Self::new(api))));
        names
    }

    fn new(api: &Api) -> Self {
        let mut taken = Taken::new(TAKEN_TYPES);
        let structs = api.structs.iter().map(|struct_| taken.settle(type_name(&struct_.name))).collect();
        let enums = api.enums.iter().map(|enum_| {
            let mut variants = Taken::default();
            let variants = enum_.values.iter().map(|value| variants.settle(variant_name(&value.text))).collect();
            EnumNames { name: taken.settle(type_name(&enum_.name)), variants }
        });
        Self { structs, enums: enums.collect() }
    }
}
