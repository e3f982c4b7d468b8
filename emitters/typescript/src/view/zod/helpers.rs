//! What schemas of numbers share: one constant a width, written where it is used.

use apic_compiler::ir::Int;

use super::value::int_name;

/// An object that says no more than it is asked for, as a strict server wants it.
pub(super) const EXACT: &str = "$exact";

/// An object that may say more.
pub(super) const LOOSE: &str = "$z.looseObject";

/// A field of bytes, as a server that is not strict takes it: it may also be the text of a list.
pub(super) const BYTES: &str = "$bytes";

const READ_BYTES: &[&str] = &[
    "const $byte = $z.union([$u8, $z.string().regex(/^\\d+$/).refine((digits) => Number(digits) < 256)]);",
    "const $bytes = $z.string().refine((text) => {",
    "  if (!text.trimStart().startsWith(\"[\")) return $z.base64().safeParse(text.replace(/[\\r\\n]/g, \"\")).success;",
    "  try {",
    "    return $z.array($byte).safeParse(JSON.parse(text)).success;",
    "  } catch {",
    "    return false;",
    "  }",
    "}, \"must be base64, or a list of bytes\");",
];

/// The first check ends the checks: what is no number cannot be compared.
const READ_DIGITS: &[&str] = &[
    "const $digits = (form: RegExp, number: $z.ZodType<bigint>) =>",
    "  $z",
    "    .string()",
    "    .regex(form, { abort: true })",
    "    .refine((text) => number.safeParse(BigInt(text)).success);",
];

/// Constants that the schemas of a file use, a line each, in order of use.
pub(super) fn helpers(text: &str) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    let ints = [8, 16, 32, 64].into_iter().flat_map(|bits| [(bits, true), (bits, false)]);
    for int in ints.map(|(bits, signed)| Int { bits, signed, word: false }) {
        let name = int_name(int);
        if uses(text, &format!("${name}")) || (name == "u8" && uses(text, BYTES)) {
            wanted.push(format!("const ${name} = {}.refine(Number.isInteger);", width(int)));
        }
        if uses(text, &format!("$big_{name}")) {
            wanted.push(format!("const $big_{name} = $z.bigint().gte({}n).lte({}n);", least(int), most(int)));
        }
    }
    if uses(text, "$f32") {
        wanted.push("const $f32 = $z.number().gt(-3.4028235677973366e38).lt(3.4028235677973366e38);".to_string());
    }
    for (name, form) in [("$signed", "/^[+-]?\\d+$/"), ("$unsigned", "/^\\d+$/")] {
        if uses(text, name) {
            wanted.push(format!("const {name} = {form};"));
        }
    }
    if uses(text, EXACT) {
        wanted.push(format!("const {EXACT} = <T extends $z.ZodRawShape>(shape: T) =>"));
        // Not `strictObject`: that minds keys that are `undefined`, too, which JSON leaves out. And this one tells the place.
        wanted.push("  $z.object(shape).catchall($z.undefined(\"is not asked for\"));".to_string());
    }
    for (name, lines) in [(BYTES, READ_BYTES), ("$digits", READ_DIGITS)] {
        if uses(text, name) {
            wanted.extend(lines.iter().map(ToString::to_string));
        }
    }
    wanted
}

/// Whether a text has a name, and not only the beginning of a longer one.
fn uses(text: &str, name: &str) -> bool {
    text.match_indices(name)
        .any(|(at, _)| !text[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric()))
}

/// Numbers of a width. For 64 bits, the first number beyond the greatest is written exactly; that of the least is written rounded, which is beyond.
fn width(int: Int) -> String {
    match (int.bits, int.signed) {
        (64, true) => "$z.number().gt(-9223372036854775808).lt(9223372036854775808)".to_string(),
        (64, false) => "$z.number().gte(0).lt(18446744073709551616)".to_string(),
        _ => format!("$z.number().gte({}).lte({})", least(int), most(int)),
    }
}

fn least(int: Int) -> i128 {
    if int.signed { -(1 << (u32::from(int.bits) - 1)) } else { 0 }
}

fn most(int: Int) -> i128 {
    (1 << (u32::from(int.bits) - u32::from(int.signed))) - 1
}
