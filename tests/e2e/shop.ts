// Every route of the shop through its generated client: one story, from the first category to the last report.
import { about, ping } from "../../examples/shop/web/src/api/routes.js";
import { configure, createClient } from "../../examples/shop/web/src/api/runtime/core.js";
import { signIn } from "./shop/account.js";
import { catalog } from "./shop/catalog.js";
import { live } from "./shop/live.js";
import { office } from "./shop/office.js";
import { orders } from "./shop/orders.js";
import { people } from "./shop/people.js";
import { pictures } from "./shop/pictures.js";
import { refreshes } from "./shop/refresh.js";
import { storefront } from "./shop/storefront.js";
import { bad, ends, good, places, record, same } from "./kit.js";

const { base, mute, gone } = places(process.argv);
const anybody = { baseUrl: base, use: [record] };
configure(anybody);
/** Routes without a request cannot be sent wrongly, so they are asked for where no route is. */
const lost = { client: createClient({ baseUrl: `${base}/nowhere`, use: [record] }) };

same(await good(ping()), undefined, "nothing");
await bad(ping(lost), 404, "not_found");
same((await good(about())).currencies, ["CNY", "EUR", "USD"], "the currencies");
await bad(about(lost), 404, "not_found");

const manager = { ...anybody, auth: await signIn(base) };
configure(manager);
await catalog();
await pictures(base, { client: createClient(anybody) });
const customer = await people();
const order = await storefront(customer);
await orders(order, lost);
await office(customer, lost);
await live(customer, createClient(manager));
await refreshes(base);

const stop = new AbortController();
const waiting = ping({ client: createClient({ baseUrl: mute }), signal: stop.signal });
stop.abort();
await ends(waiting, "abort");
await ends(ping({ client: createClient({ baseUrl: mute }), timeoutMs: 50 }), "timeout");
await ends(ping({ client: createClient({ baseUrl: gone }) }), "network");
