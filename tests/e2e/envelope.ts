// S33. Every route of the envelope example through its generated client, which takes `{"code":0,"msg":"ok","data":…}` off again.
import { greet, ping } from "../../examples/envelope/gen/ts/routes.js";
import { configure, createClient } from "../../examples/envelope/gen/ts/runtime/core.js";
import { bad, check, ends, good, places, record, same } from "./kit.js";

const { base, mute, gone } = places(process.argv);
configure({ baseUrl: base, use: [record] });
const lost = { client: createClient({ baseUrl: `${base}/nowhere`, use: [record] }) };

same(await good(greet({ name: "ann" })), { text: "hello, ann" }, "the data alone");
same(await good(ping()), undefined, "nothing");

// The number stays readable; the code is the reason.
const refused = await greet({ name: "eve" }).result();
check(!refused.ok && refused.error.kind === "problem", "a refusal");
const { status, code, detail } = refused.error.problem;
same([status, code, detail], [409, "not_greeted", "eve is not greeted"], "the refusal");
await bad(greet({ name: "moon" as never }), 400, "invalid_request", "path name options");
await bad(ping(lost), 404, "not_found");
await ends(ping({ client: createClient({ baseUrl: mute, timeoutMs: 50 }) }), "timeout");
await ends(ping({ client: createClient({ baseUrl: gone }) }), "network");

// What travels.
const answer = async (path: string, method = "GET"): Promise<unknown> => (await fetch(base + path, { method })).json();
same(await answer("/greet/bob"), { code: 0, msg: "ok", data: { text: "hello, bob" } }, "a success");
same(await answer("/ping", "POST"), { code: 0, msg: "ok" }, "a success without data");
const eve = (await answer("/greet/eve")) as Record<string, unknown>;
same([eve["code"], eve["msg"], eve["reason"]], [1042, "eve is not greeted", "not_greeted"], "a failure");
