//! What a new project starts from: a contract, and the logic that makes it answer.

use crate::args::Template;

/// Files by their path in the project. `SERVICE` stands for its name.
pub(super) type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($path:literal),*) => {
        &[$(($path, include_str!(concat!("../../../templates/", $folder, "/", $path)))),*]
    };
}

const MINIMAL: Files = files!("minimal": "main.api", "src/logic/hello.rs");

const CRUD: Files = files!("crud":
    "main.api",
    "src/logic/notes/create_note.rs",
    "src/logic/notes/delete_note.rs",
    "src/logic/notes/get_note.rs",
    "src/logic/notes/list_notes.rs",
    "src/logic/notes/update_note.rs",
    "src/state.rs"
);

const STREAM: Files = files!("stream": "main.api", "src/logic/listen.rs", "src/logic/post.rs", "src/state.rs");

/// The example of the same name, whose service is called otherwise.
const BOOKSTORE: Files = &[
    ("main.api", include_str!("../../../../../examples/bookstore/bookstore.api")),
    ("src/logic/add_book.rs", include_str!("../../../../../examples/bookstore/src/logic/add_book.rs")),
    ("src/logic/check_book.rs", include_str!("../../../../../examples/bookstore/src/logic/check_book.rs")),
    ("src/state.rs", include_str!("../../../../../examples/bookstore/src/state.rs")),
];

/// What every project has.
pub(super) const COMMON: Files =
    files!("common": ".gitattributes", ".gitignore", ".github/workflows/check.yml", "README.md");

/// What it has on request.
pub(super) const HOOKS: Files = files!("common": ".githooks/pre-commit");

/// The files of a template.
pub(super) fn files(from: Template) -> Files {
    match from {
        Template::Minimal => MINIMAL,
        Template::Crud => CRUD,
        Template::Stream => STREAM,
        Template::Bookstore => BOOKSTORE,
    }
}

/// A path that answers a GET, to try.
pub(super) fn sample(from: Template) -> &'static str {
    match from {
        Template::Minimal => "/hello/world",
        Template::Crud => "/api/v1/notes",
        Template::Stream => "/messages",
        Template::Bookstore => "/books/Dune",
    }
}

/// The outputs besides the server.
pub(super) fn settings(from: Template) -> &'static str {
    match from {
        Template::Minimal | Template::Crud | Template::Bookstore => "[typescript]\n",
        Template::Stream => "# [typescript]: its client does not read event streams yet\n",
    }
}
