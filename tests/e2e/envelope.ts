// Every route of the envelope through its generated client: what is inside comes out, failures by their reason.
import { greet, ping } from "../../examples/envelope/gen/ts/routes.js";
import { configure, createClient } from "../../examples/envelope/gen/ts/runtime/core.js";
import { bad, ends, good, places, record, same } from "./kit.js";

const { base, mute, gone } = places(process.argv);
configure({ baseUrl: base, use: [record] });

same(await good(greet({ name: "ann" })), { text: "hello, ann" }, "the data of the envelope");
await bad(greet({ name: "eve" }), 409, "not_greeted");
await bad(greet({ name: "zoe" as never }), 400, "invalid_request", "path name options");
same(await good(ping()), undefined, "nothing");
await bad(ping({ client: createClient({ baseUrl: `${base}/nowhere`, use: [record] }) }), 404, "not_found");
await ends(ping({ client: createClient({ baseUrl: mute, timeoutMs: 50 }) }), "timeout");
await ends(ping({ client: createClient({ baseUrl: gone }) }), "network");
