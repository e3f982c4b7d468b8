//! Everything that can be wrong with a contract whose names are bound: one check a file.

mod ambiguous_info_key;
mod annotation_key_typo;
mod anonymous_body;
mod bad_annotation_value;
mod bad_default;
mod bad_duration;
mod bad_ignore;
mod bad_option_reference;
mod bad_options;
mod bad_policy_value;
mod bad_range;
mod bare_int64;
mod blank;
mod blank_field;
mod block;
mod body_on_get;
mod cycle;
mod duplicate_field;
mod duplicate_route;
mod duplicate_wire_name;
mod embedded_tag;
mod embedding_cycle;
mod empty_anonymous_struct;
mod goctl_incompatible;
mod handler;
mod legacy_struct_keyword;
mod map_key_type;
mod no_routes;
mod no_wire_form;
mod option_type;
mod param_name_varies;
mod path_dots;
mod path_parameter;
mod recursive_value;
mod redundant_pointer;
mod request_field;
mod required_pointer;
mod service_name_mismatch;
mod source_type;
mod sse_without_response;
mod tag;
mod tag_key;
mod tag_option;
#[cfg(test)]
pub(crate) mod testing;
mod type_name_collision;
mod undefined_security_scheme;
mod undocumented_route;
mod unquoted_value;
mod unsupported_method;
mod untagged_field;
mod unused_type;
mod zero_length_array;

use crate::diagnostics::Sink;
use crate::resolve::Resolved;
use crate::wire::Wire;

/// One check: reads the closure, pushes what it finds, relies on no other check.
type Check = fn(&Resolved<'_>, &Wire, &mut Sink);

/// All checks, in the order of language.md §4.
const CHECKS: &[Check] = &[
    no_routes::check,
    ambiguous_info_key::check,
    type_name_collision::check,
    map_key_type::check,
    zero_length_array::check,
    redundant_pointer::check,
    empty_anonymous_struct::check,
    recursive_value::check,
    embedding_cycle::check,
    embedded_tag::check,
    duplicate_field::check,
    duplicate_wire_name::check,
    blank_field::check,
    untagged_field::check,
    no_wire_form::check,
    service_name_mismatch::check,
    handler::check,
    unsupported_method::check,
    path_dots::check,
    duplicate_route::check,
    path_parameter::check,
    body_on_get::check,
    sse_without_response::check,
    anonymous_body::check,
    bad_duration::check,
    bad_annotation_value::check,
    bad_policy_value::check,
    undefined_security_scheme::check,
    annotation_key_typo::check,
    tag_key::check,
    tag_option::check,
    option_type::check,
    bad_range::check,
    bad_options::check,
    bad_default::check,
    bad_option_reference::check,
    source_type::check,
    request_field::check,
    unused_type::check,
    undocumented_route::check,
    required_pointer::check,
    param_name_varies::check,
    unquoted_value::check,
    legacy_struct_keyword::check,
    bare_int64::check,
    goctl_incompatible::check,
    bad_ignore::check,
];

/// Runs all checks.
pub(crate) fn run(resolved: &Resolved<'_>, wire: &Wire, sink: &mut Sink) {
    for check in CHECKS {
        check(resolved, wire, sink);
    }
}
