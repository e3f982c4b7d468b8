//! Writes the benchmark's contract: five CRUD routes per resource, ten resources a group.

/// A contract of `5 * resources` routes in one file.
pub(crate) fn contract(resources: usize) -> String {
    let head = "syntax = \"v1\"\ninfo (\n\ttitle: \"bench\"\n\tversion: \"v1\"\n)\n";
    (0..resources).fold(head.to_string(), |text, index| text + &types(index) + &routes(index))
}

/// Six types: the item as it is answered, created and updated, the list with its request, the request by key.
fn types(index: usize) -> String {
    let item = format!("Item{index}");
    format!(
        "type (\n\
         {item} {{\n\tId int64 `json:\"id\"`\n{plain}\tCreatedAt string `json:\"createdAt\"`\n}}\n\
         Create{item} {{\n{plain}}}\n\
         Update{item} {{\n\tId int64 `path:\"id\"`\n{partial}}}\n\
         List{item}Req {{\n\tPage int `form:\"page,default=1\"`\n\tSize int `form:\"size,optional,range=[:100]\"`\n\
         \tQ string `form:\"q,optional\"`\n}}\n\
         List{item} {{\n\tItems []{item} `json:\"items\"`\n\tNext string `json:\"next,optional\"`\n}}\n\
         {item}IdReq {{\n\tId int64 `path:\"id\"`\n}}\n)\n",
        plain = fields(""),
        partial = fields(",optional"),
    )
}

/// The six fields that all faces of an item share.
fn fields(presence: &str) -> String {
    format!(
        "\tName string `json:\"name{presence}\"`\n\
         \tEmail string `json:\"email,optional\"`\n\
         \tStatus string `json:\"status{presence},options=active|disabled|pending\"`\n\
         \tAge int `json:\"age,optional,range=[0:150]\"`\n\
         \tTags []string `json:\"tags,optional\"`\n\
         \tAttrs map[string]string `json:\"attrs,optional\"`\n"
    )
}

fn routes(index: usize) -> String {
    let item = format!("Item{index}");
    let group = index / 10;
    format!(
        "@server(\n\tgroup: g{group}\n\tprefix: /api/v1\n)\nservice bench-api {{\n\
         \t@handler list{item}\n\tget /items{index} (List{item}Req) returns (List{item})\n\
         \t@handler create{item}\n\tpost /items{index} (Create{item}) returns ({item})\n\
         \t@handler get{item}\n\tget /items{index}/:id ({item}IdReq) returns ({item})\n\
         \t@handler update{item}\n\tput /items{index}/:id (Update{item}) returns ({item})\n\
         \t@handler delete{item}\n\tdelete /items{index}/:id ({item}IdReq)\n}}\n"
    )
}
