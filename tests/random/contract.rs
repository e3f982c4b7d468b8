//! The contract of random types.

use super::types::{Field, Presence, Struct, Type, Types};

pub(super) fn text(types: &Types) -> String {
    let mut text = String::from("syntax = \"v1\"\n\n");
    for struct_ in &types.structs {
        text.push_str(&format!("type {} {{\n", struct_.name));
        text.extend(struct_.embedded.iter().map(|index| format!("\t{}\n", types.structs[*index].name)));
        text.extend(
            struct_.fields.iter().map(|field| format!("\t{} {} `json:\"{}\"`\n", field.name, go(field), tag(field))),
        );
        text.push_str("}\n\n");
    }
    text.push_str("service types {\n");
    text.extend(types.structs.iter().map(route));
    text.push_str("}\n");
    text
}

fn route(struct_: &Struct) -> String {
    let (name, lower) = (&struct_.name, struct_.name.to_lowercase());
    let list = if struct_.alone { "" } else { "[]" };
    format!("\t@doc \"echo\"\n\t@handler send{name}\n\tpost /{lower} ({list}{name}) returns ({list}{name})\n")
}

fn go(field: &Field) -> String {
    let pointer = if field.presence == Presence::Pointer { "*" } else { "" };
    format!("{pointer}{}", go_type(&field.type_))
}

fn go_type(type_: &Type) -> String {
    match type_ {
        Type::Bool => "bool".to_owned(),
        Type::Text => "string".to_owned(),
        Type::Int(name, ..) => (*name).to_owned(),
        Type::Float32 => "float32".to_owned(),
        Type::Float64 => "float64".to_owned(),
        Type::Bytes => "[]byte".to_owned(),
        Type::Any => "interface{}".to_owned(),
        Type::List(item) => format!("[]{}", go_type(item)),
        Type::Array(length, item) => format!("[{length}]{}", go_type(item)),
        Type::Map(numbers, value) => format!("map[{}]{}", if *numbers { "int64" } else { "string" }, go_type(value)),
        Type::Struct(index) => format!("T{index}"),
    }
}

fn tag(field: &Field) -> String {
    let mut tag = field.wire.clone();
    match field.presence {
        Presence::Required => {}
        Presence::Optional | Presence::Pointer => tag.push_str(",optional"),
        Presence::Default => tag.push_str(&format!(",default={}", field.type_.default_text())),
    }
    for (flag, word) in [(field.text, ",string"), (field.omits_empty, ",omitempty")] {
        tag.push_str(if flag { word } else { "" });
    }
    if let Some((low, high)) = field.range {
        tag.push_str(&format!(",range=[{low}:{high}]"));
    }
    if !field.options.is_empty() {
        tag.push_str(&format!(",options=[{}]", field.options.join(",")));
    }
    tag
}
