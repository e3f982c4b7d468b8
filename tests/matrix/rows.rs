//! The changes, one a row.

use super::project::Project;

/// A change of a project that was generated and worked on.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) change: fn(&Project),
    /// The code of the next run, and what it says.
    pub(super) exit: i32,
    pub(super) says: &'static [&'static str],
    /// What the user types then, if the run refused.
    pub(super) release: &'static [&'static str],
    /// Files that are there afterwards; with a `!` in front, that are not.
    pub(super) after: &'static [&'static str],
    /// Whether the user's code has to follow before it compiles.
    pub(super) breaks: bool,
}

const NOTHING: Row = Row { name: "", change: |_| {}, exit: 0, says: &[], release: &[], after: &[], breaks: false };
const SHOW: &str = "src/logic/items/show_item.rs";
const ROUTES: &str = "src/api/routes/items.rs";

pub(super) const ROWS: &[Row] = &[
    Row { name: "nothing", says: &[" unchanged ("], ..NOTHING },
    Row {
        name: "add a route",
        change: |project| {
            project
                .edit("\t@handler addItem", "\t@handler dropItem\n\tdelete /items/:id (ItemReq)\n\n\t@handler addItem")
        },
        says: &["created  src/logic/items/drop_item.rs (yours to fill in, DELETE /items/:id dropItem)"],
        after: &["src/logic/items/drop_item.rs", SHOW],
        ..NOTHING
    },
    Row {
        name: "add a group",
        change: |project| {
            project.add("\n@server (\n\tgroup: admin/stock\n)\nservice SERVICE {\n\t@handler count\n\tget /stock returns (Item)\n}\n")
        },
        says: &["created  src/logic/admin/stock/count.rs"],
        after: &["src/logic/admin/stock.rs", "src/api/routes/admin/stock.rs"],
        ..NOTHING
    },
    Row {
        name: "remove a route",
        change: |project| project.edit("\t@handler showItem\n\tget /items/:id (ItemReq) returns (Item)\n", ""),
        says: &["note: src/logic/items/show_item.rs is no longer used: GET /items/:id showItem is gone"],
        after: &[SHOW],
        ..NOTHING
    },
    Row {
        name: "rename a handler",
        change: |project| project.edit("@handler showItem", "@handler getItem"),
        says: &["is no longer used: GET /items/:id showItem went to src/logic/items/get_item.rs"],
        after: &[SHOW, "src/logic/items/get_item.rs"],
        ..NOTHING
    },
    Row {
        name: "rename a path",
        change: |project| project.edit("get /items/:id", "get /things/:id"),
        says: &[" written, "],
        after: &[SHOW],
        ..NOTHING
    },
    Row {
        name: "move between groups",
        change: |project| {
            project.edit(
                "\n\t@handler showItem",
                "}\n\n@server (\n\tgroup: shelf\n)\nservice SERVICE {\n\t@handler showItem",
            )
        },
        says: &["is no longer used: GET /items/:id showItem went to src/logic/shelf/show_item.rs"],
        after: &[SHOW, "src/logic/shelf/show_item.rs", "gen/ts/routes/shelf.ts"],
        ..NOTHING
    },
    Row {
        name: "rename the group",
        change: |project| project.edit("group: items", "group: goods"),
        says: &["removed  gen/ts/routes/items.ts", "addItem went to src/logic/goods/add_item.rs"],
        after: &[SHOW, "!src/api/routes/items.rs", "!src/logic/items.rs"],
        ..NOTHING
    },
    Row {
        name: "change a type",
        change: |project| project.edit("Price int64 ", "Price string"),
        says: &["replaced src/api/types/main.rs", "replaced gen/ts/types/main.ts"],
        ..NOTHING
    },
    Row {
        name: "rename a type",
        change: |project| {
            project.edit("Item)", "Article)");
            project.edit("type Item {", "type Article {");
        },
        says: &["replaced src/api/types/main.rs"],
        breaks: true,
        ..NOTHING
    },
    Row {
        name: "first middleware",
        change: |project| project.edit("group: items", "group: items\n\tmiddleware: Audit"),
        says: &["created  src/middleware/audit.rs (yours to fill in"],
        after: &["src/middleware/audit.rs"],
        ..NOTHING
    },
    Row {
        name: "edit a generated file",
        change: |project| project.touch(ROUTES, "// by hand\n"),
        exit: 4,
        says: &["edited           src/api/routes/items.rs", "release: apic gen --force src/api/routes/items.rs"],
        release: &["gen", "--force", ROUTES],
        ..NOTHING
    },
    Row {
        name: "edit a generated file that goes",
        change: |project| {
            project.touch(ROUTES, "// by hand\n");
            project.edit("group: items", "group: goods");
        },
        exit: 4,
        says: &["extra, edited    src/api/routes/items.rs", "release: apic gen --force src/api/routes/items.rs"],
        release: &["gen", "--force", ROUTES],
        after: &["!src/api/routes/items.rs"],
        ..NOTHING
    },
    Row {
        name: "delete a generated file",
        change: |project| project.delete(ROUTES),
        says: &["created  src/api/routes/items.rs"],
        ..NOTHING
    },
    Row {
        name: "delete a scaffold",
        change: |project| project.delete(SHOW),
        says: &["created  src/logic/items/show_item.rs (yours to fill in"],
        ..NOTHING
    },
    Row {
        name: "delete a starter",
        change: |project| project.delete("etc/delete-a-starter.yaml"),
        says: &[" unchanged ("],
        after: &["!etc/delete-a-starter.yaml"],
        ..NOTHING
    },
    Row {
        name: "delete the manifest",
        change: |project| project.delete("apic-manifest.json"),
        says: &[" unchanged ("],
        ..NOTHING
    },
    Row { name: "crlf checkout", change: Project::check_out_with_crlf, says: &[" unchanged ("], ..NOTHING },
    Row {
        name: "crlf checkout and a route",
        change: |project| {
            project.edit("get /items/:id", "get /things/:id");
            project.check_out_with_crlf();
        },
        says: &["replaced src/api/routes/items.rs"],
        ..NOTHING
    },
];
