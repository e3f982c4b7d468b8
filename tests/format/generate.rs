//! Generated files: every construct, in every spelling, with blanks and comments everywhere.

/// Writes a file; the same one for the same seed.
pub(crate) fn file(seed: u64) -> String {
    let mut writer = Writer {
        text: String::new(),
        state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        count: 0,
        later: Vec::new(),
    };
    writer.file();
    match seed % 10 {
        0 => writer.text.replace('\n', "\r\n"),
        1 => format!("\u{feff}{}", writer.text),
        _ => writer.text,
    }
}

struct Writer {
    text: String,
    state: u64,
    /// Numbers names and comments.
    count: usize,
    /// Types that were named and are still to be declared.
    later: Vec<String>,
}

impl Writer {
    /// A number below `below` (xorshift).
    fn pick(&mut self, below: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 20) % below
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.pick(of.len() as u64) as usize]
    }

    fn next(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Blanks and comments without a line end outside comments; a blank at least.
    fn near(&mut self) {
        let number = self.next();
        match self.pick(16) {
            0 => self.put(&format!(" /* near {number} */ ")),
            1 => self.put(&format!("/* near\n * {number}\n */")),
            2 => self.put("\t\t"),
            3 => self.put(" \r "),
            _ => self.put(" "),
        }
    }

    /// Blanks, line ends and comments.
    fn gap(&mut self) {
        let number = self.next();
        match self.pick(14) {
            0 => self.put(&format!(" // gap \"{number}\"\n")),
            1 => self.put(&format!("\n// gap {number}\n")),
            2 => self.put(&format!("\n\n/* gap {number} */\n")),
            3 => self.put("\n"),
            4 => self.put("\n\n\n"),
            5 => self.put("\n \t\n/* 间 */ // 隙\n\n// x\n"),
            _ => self.near(),
        }
    }

    /// Between two parts of a list: a line end mostly.
    fn line(&mut self) {
        let number = self.next();
        match self.pick(12) {
            0 => self.put(&format!(" // behind {number}\n")),
            1 => self.put(&format!(" ; // behind {number}\n")),
            2 => self.put(&format!("\n// above {number}\n")),
            3 => self.put(&format!("\n; // odd {number}\n")),
            4 => self.put(&format!("\n// before {number}\n,\n")),
            5 => self.put(&format!("\n\n// apart {number}\n\n")),
            6 => self.put(&format!("\n/* a {number} */ /* b */")),
            7 => self.put(&format!("\n/* {number} */ ;")),
            _ => self.put("\n"),
        }
        self.gap();
    }

    fn string(&mut self) {
        let text =
            self.one(&["\"v1\"", "\"a b\"", "\"say \\\"hi\\\"\"", "\"C:\\\"", "`raw`", "`raw\n\t two`", "\"中文\""]);
        self.put(text);
        if text.ends_with("\\\"") {
            self.put("\n");
        }
    }

    fn file(&mut self) {
        self.gap();
        if self.pick(2) == 0 {
            self.put("syntax");
            self.gap();
            self.put("=");
            self.gap();
            self.string();
            self.line();
        }
        if self.pick(2) == 0 {
            self.put("info");
            self.gap();
            self.keys();
            self.line();
        }
        for _ in 0..self.pick(6) {
            match self.pick(16) {
                // Nothing is there to be imported, so these files have no model.
                0 => self.import(),
                1..7 => self.group(),
                7..11 => {
                    self.put("type");
                    self.gap();
                    self.declaration();
                }
                _ => self.service(),
            }
            self.line();
        }
        for name in std::mem::take(&mut self.later) {
            self.put(&format!("type {name} {{ In{name} int `json:\"{name}\"` }}"));
            self.line();
        }
    }

    fn import(&mut self) {
        self.put("import");
        self.gap();
        if self.pick(2) == 0 {
            return self.string();
        }
        self.put("(");
        for _ in 0..self.pick(3) {
            self.line();
            self.string();
        }
        self.line();
        self.put(")");
    }

    fn keys(&mut self) {
        self.put("(");
        for _ in 0..self.pick(4) {
            self.line();
            let key = format!("{}{}", self.one(&["key", "a-b", "长"]), self.next());
            self.put(&key);
            // On a later line, a key behind a comma would be part of the value above.
            self.near();
            self.put(":");
            self.value();
        }
        self.line();
        self.put(")");
    }

    fn value(&mut self) {
        self.gap();
        match self.pick(4) {
            0 => self.put("/v1/x"),
            1 => self.put("plain  text"),
            2 => {
                self.put("A");
                self.gap();
                self.put(",");
                self.gap();
                self.put("B");
            }
            _ => self.string(),
        }
    }

    fn group(&mut self) {
        self.put("type");
        self.gap();
        self.put("(");
        for _ in 0..self.pick(3) {
            self.line();
            self.declaration();
        }
        self.line();
        self.put(")");
    }

    fn declaration(&mut self) {
        let name = format!("Type{}", self.next());
        self.put(&name);
        self.gap();
        if self.pick(5) == 0 {
            self.put("=");
            self.gap();
        }
        self.body(3);
    }

    fn body(&mut self, depth: u64) {
        if self.pick(3) == 0 {
            self.put("struct");
            self.gap();
        }
        self.put("{");
        for _ in 0..self.pick(5) {
            self.line();
            self.member(depth);
        }
        self.line();
        self.put("}");
    }

    fn member(&mut self, depth: u64) {
        let name = format!("Name{}", self.next());
        let embedded = self.pick(8);
        if embedded < 2 {
            self.later.push(name.clone());
        }
        match embedded {
            0 => return self.put(&format!("*{name}")),
            1 => return self.put(&format!("{name}\n")),
            2 => {
                self.put(&format!("First{name}"));
                self.gap();
                self.put(",");
                self.gap();
            }
            _ => {}
        }
        self.put(&name);
        self.near();
        self.type_(depth);
        if self.pick(4) > 0 {
            self.gap();
            let number = self.next();
            self.put(&format!("`json:\"n{number}\"`"));
        }
    }

    fn type_(&mut self, depth: u64) {
        match self.pick(if depth == 0 { 4 } else { 8 }) {
            0 => self.put("string"),
            1 => self.put("int64"),
            2 => {
                self.put("interface");
                self.gap();
                self.put("{");
                self.gap();
                self.put("}");
            }
            3 => self.put("any"),
            4 => self.body(depth - 1),
            5 => {
                self.put("map");
                self.gap();
                self.put("[");
                self.gap();
                self.put("string");
                self.gap();
                self.put("]");
                self.gap();
                self.type_(depth - 1);
            }
            6 => {
                let length = self.one(&["[", "[3", "[ 12"]);
                self.put(length);
                self.gap();
                self.put("]");
                self.gap();
                self.type_(depth - 1);
            }
            _ => {
                self.put("*");
                self.gap();
                self.type_(depth - 1);
            }
        }
    }

    fn service(&mut self) {
        if self.pick(2) == 0 {
            self.put("@server");
            self.gap();
            self.keys();
            self.line();
        }
        self.put("service");
        self.gap();
        self.put("shop");
        self.gap();
        self.put("-");
        self.gap();
        self.put("api");
        self.gap();
        self.put("{");
        for _ in 0..self.pick(5) {
            self.line();
            self.item();
        }
        self.line();
        self.put("}");
    }

    fn item(&mut self) {
        if self.pick(2) == 0 {
            self.put("@doc");
            match self.pick(4) {
                0 => {
                    self.gap();
                    self.keys();
                }
                1 => {
                    self.gap();
                    self.put("(");
                    self.gap();
                    self.string();
                    self.gap();
                    self.put(")");
                }
                2 => self.put(" summary: some text\n"),
                _ => {
                    self.gap();
                    self.string();
                }
            }
            self.line();
        }
        let number = self.next();
        self.put("@handler");
        self.gap();
        self.put(&format!("handler{number}"));
        self.line();
        let method = self.one(&["get", "post", "PUT"]);
        self.put(method);
        self.gap();
        self.put(&format!("/items{number}/:id"));
        if self.pick(2) == 0 {
            self.gap();
            self.message();
        }
        if self.pick(2) == 0 {
            self.gap();
            self.put("returns");
            self.gap();
            self.message();
        }
        if self.pick(4) == 0 {
            self.near();
            self.put(";");
        }
    }

    fn message(&mut self) {
        self.put("(");
        self.gap();
        let type_ = match self.pick(4) {
            0 | 1 => String::new(),
            2 => "[]string".to_string(),
            _ => {
                let name = format!("Body{}", self.next());
                self.later.push(name.clone());
                name
            }
        };
        self.put(&type_);
        self.gap();
        self.put(")");
    }
}
