// Every route of the bookstore through its generated client, against a running server.
import { addBook, checkBook } from "../../examples/bookstore/gen/ts/routes.js";
import { configure, createClient } from "../../examples/bookstore/gen/ts/runtime/core.js";
import { bad, check, ends, good, places, record, same } from "./kit.js";

const { base, mute, gone } = places(process.argv);
configure({ baseUrl: base, use: [record] });

const dune = await good(addBook({ name: "Dune", price: 1299, tags: ["desert", "沙丘"] }));
same(dune, { name: "Dune", price: 1299, format: "paperback", tags: ["desert", "沙丘"], note: null }, "the book as stored");

// Both styles of one call: a promise that throws, and a result that does not.
same(await checkBook({ name: "Dune" }), { found: true, price: 1299 }, "the price");
same(await good(checkBook({ name: "Dune", currency: "USD" })), { found: true, price: 1416 }, "the price in another currency");
same(await good(checkBook({ name: "a/b ? # % + 名 🙂" })), { found: false, price: 0 }, "an unknown book");

await bad(addBook({ name: "Dune", price: 0, format: "scroll" as never }), 400, "invalid_request", "body /price range", "body /format options");
await bad(addBook({} as never), 400, "invalid_request", "body /name required", "body /price required");
await bad(addBook({ name: 7, price: 1.5, tags: ["a", {}] } as never), 400, "invalid_request", "body /name type", "body /price type", "body /tags/1 type");
await bad(checkBook({ name: "Dune", currency: "GBP" as never }), 400, "invalid_request", "query currency options");
await bad(checkBook({ name: "Dune" }, { client: createClient({ baseUrl: `${base}/nowhere` }) }), 404, "not_found");

// Failures that no server answered.
const stop = new AbortController();
const silent = createClient({ baseUrl: mute, timeoutMs: 50 });
const patient = createClient({ baseUrl: mute });
const aborted = checkBook({ name: "Dune" }, { client: patient, signal: stop.signal });
stop.abort();
await ends(aborted, "abort");
await ends(checkBook({ name: "Dune" }, { client: silent }), "timeout");
await ends(checkBook({ name: "Dune" }, { client: createClient({ baseUrl: gone }) }), "network");
await ends(checkBook({ name: ".." }), "encode");
const thrown: unknown = await checkBook({ name: "Dune", currency: "GBP" as never }).then(() => undefined, (e: unknown) => e);
check(thrown instanceof Error, "the promise itself to be rejected with an Error");
