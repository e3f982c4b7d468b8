//! Edits at random, as an editor leaves them between two saves: for the tests, and for the fuzz target `again`.

/// What an editor may put anywhere.
const PIECES: &[&str] = &[
    "x",
    " ",
    "\n",
    "\n\n",
    "\t",
    "/*",
    "*/",
    "//",
    "// c\n",
    "\"",
    "`",
    "{",
    "}",
    "(",
    ")",
    "@",
    ",",
    ";",
    "\u{a0}",
    "名",
    "（",
    "type X {}\n",
    "type X ",
    "type (\n\tY {}\n)\n",
    "service a-api {\n\t@handler h\n\tget /h\n}\n",
    "@server (\n\tprefix: /v1\n)\n",
    "@doc \"d\"\n",
    "@handler z\n",
    "get /z (A)\n",
    "syntax = \"v1\"\n",
    "info (\n\tx: y\n)\n",
    "import \"d.api\"\n",
    "\tG int `json:\"g\"`\n",
    "returns (A)",
    "`json:\"q\"`",
    "\r\n",
    "\r",
    "struct",
    "type",
    "service",
];

/// xorshift
pub(crate) fn pick(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    ((*state >> 20) % below as u64) as usize
}

/// Replaces up to a few lines of a text by up to two pieces, at any place.
pub(crate) fn edited(text: &str, state: &mut u64) -> String {
    let place = |state: &mut u64| {
        let mut at = pick(state, text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = match pick(state, 4) {
        // The beginning of a line, where most edits are.
        0 => {
            let at = place(state);
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            (line, line)
        }
        1 | 2 => {
            let at = place(state);
            (at, at)
        }
        _ => {
            let from = place(state);
            let mut to = (from + pick(state, 40)).min(text.len());
            while !text.is_char_boundary(to) {
                to += 1;
            }
            (from, to)
        }
    };
    let pieces: String = (0..pick(state, 3)).map(|_| piece(text, state)).collect();
    [&text[..from], &pieces, &text[to..]].concat()
}

/// One of [`PIECES`], or a few lines of the text, as if they were copied.
fn piece<'a>(text: &'a str, state: &mut u64) -> &'a str {
    if pick(state, 4) > 0 {
        return PIECES[pick(state, PIECES.len())];
    }
    let mut lines = text.split_inclusive('\n').skip(pick(state, 1 + text.lines().count()));
    let length: usize = lines.by_ref().take(1 + pick(state, 6)).map(str::len).sum();
    let end = text.len() - lines.map(str::len).sum::<usize>();
    &text[end - length..end]
}
