//! The templates by name.

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("api.rs", include_str!("../templates/api.rs.hbs")),
    ("config.rs", include_str!("../templates/config.rs.hbs")),
    ("enum", include_str!("../templates/enum.hbs")),
    ("lib.rs", include_str!("../templates/lib.rs.hbs")),
    ("logic.rs", include_str!("../templates/logic.rs.hbs")),
    ("main.rs", include_str!("../templates/main.rs.hbs")),
    ("middleware.rs", include_str!("../templates/middleware.rs.hbs")),
    ("modules.rs", include_str!("../templates/modules.rs.hbs")),
    ("routes.rs", include_str!("../templates/routes.rs.hbs")),
    ("service.yaml", include_str!("../templates/service.yaml.hbs")),
    ("state.rs", include_str!("../templates/state.rs.hbs")),
    ("struct", include_str!("../templates/struct.hbs")),
    ("types.rs", include_str!("../templates/types.rs.hbs")),
    ("types_file.rs", include_str!("../templates/types_file.rs.hbs")),
];
