//! The clients' runtime: real files under `runtime/`, copied with the header and the wanted import extension.

use crate::options::{ImportExt, Options};

const FILES: &[(&str, &str)] = &[
    ("runtime/answer", include_str!("../runtime/answer.ts")),
    ("runtime/client", include_str!("../runtime/client.ts")),
    ("runtime/core", include_str!("../runtime/core.ts")),
    ("runtime/encode", include_str!("../runtime/encode.ts")),
    ("runtime/error", include_str!("../runtime/error.ts")),
    ("runtime/exchange", include_str!("../runtime/exchange.ts")),
    ("runtime/retry", include_str!("../runtime/retry.ts")),
    ("runtime/sse", include_str!("../runtime/sse.ts")),
];

const QUERY: &[(&str, &str)] = &[("runtime/query", include_str!("../runtime/query.ts"))];

const CODEC: &[(&str, &str)] = &[("runtime/codec", include_str!("../runtime/codec.ts"))];

const MOCKS: &[(&str, &str)] = &[("runtime/mock", include_str!("../runtime/mock.ts"))];

const ZOD: &[(&str, &str)] = &[("runtime/validate", include_str!("../runtime/validate.ts"))];

const RULES: &[(&str, &str)] = &[
    ("runtime/judge", include_str!("../runtime/judge.ts")),
    ("runtime/rules", include_str!("../runtime/rules.ts")),
    ("runtime/strict", include_str!("../runtime/strict.ts")),
    ("runtime/texts", include_str!("../runtime/texts.ts")),
    ("runtime/verdict", include_str!("../runtime/verdict.ts")),
];

/// The one line of the runtime that the contract decides.
const LENIENT: &str = "const $strict = false as boolean;";
const STRICT: &str = "const $strict = true as boolean;";

/// Path without extension, and text.
pub(crate) fn files(header: &str, options: &Options, strict: bool) -> impl Iterator<Item = (String, String)> {
    let asked = [
        (options.converts(), CODEC),
        (options.query, QUERY),
        (options.rules, RULES),
        (options.mocks, MOCKS),
        (options.zod, ZOD),
    ];
    let asked = asked.into_iter().filter(|(is_asked, _)| *is_asked).flat_map(|(_, files)| files);
    FILES.iter().chain(asked).map(move |(path, text)| {
        let text = copy(header, text, options.import_ext);
        (path.to_string(), if strict { text.replace(LENIENT, STRICT) } else { text })
    })
}

fn copy(header: &str, text: &str, ext: ImportExt) -> String {
    let mut out = format!("{header}\n");
    for line in text.lines() {
        let is_import = line.contains(" from \"./") || line.contains(" from \"../");
        match line.strip_suffix(".js\";") {
            Some(start) if is_import => out.push_str(&format!("{start}{}\";", suffix(ext))),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// What a relative import ends with.
pub(crate) fn suffix(ext: ImportExt) -> &'static str {
    match ext {
        ImportExt::Js => ".js",
        ImportExt::Ts => ".ts",
        ImportExt::None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Bytes, Int64, Server};

    fn options(import_ext: ImportExt) -> Options {
        Options {
            int64: Int64::Bigint,
            bytes: Bytes::Base64,
            facade: false,
            import_ext,
            server: Server::Apic,
            query: true,
            rules: true,
            zod: false,
            mocks: true,
        }
    }

    #[test]
    fn imports_get_the_wanted_extension() {
        let text = |ext| files("// h", &options(ext), false).map(|(_, text)| text).collect::<Vec<_>>().join("");
        assert!(text(ImportExt::Js).contains("from \"./encode.js\";"));
        assert!(text(ImportExt::Ts).contains("from \"./encode.ts\";"));
        assert!(text(ImportExt::None).contains("from \"../ops\";"));
        for ext in [ImportExt::Ts, ImportExt::None] {
            assert!(!text(ext).contains(".js\""));
        }
    }

    #[test]
    fn a_strict_contract_has_a_strict_judge() {
        let text = |strict| files("// h", &options(ImportExt::Js), strict).map(|(_, text)| text).collect::<String>();
        assert_eq!((text(false).matches(LENIENT).count(), text(true).matches(STRICT).count()), (1, 1));
    }

    #[test]
    fn every_file_starts_with_the_header() {
        for (path, text) in files("// the header", &options(ImportExt::Js), false) {
            assert!(text.starts_with("// the header\n// apic client runtime: "), "{path}");
        }
    }
}
