// A token that runs out while a page is open: one middleware signs in anew, once for all calls that were refused meanwhile.
import * as account from "../../../examples/shop/web/src/api/routes/account.js";
import * as orders from "../../../examples/shop/web/src/api/routes/admin/order.js";
import { createClient, type Middleware } from "../../../examples/shop/web/src/api/runtime/core.js";
import { bad, first, good, record, same } from "../kit.js";
import { token } from "./account.js";

/** Keeps a token, and fetches another one if the server says that it has expired. A call is repeated once. */
function keeper(current: string, renew: () => Promise<string>): { auth: () => string; refresh: Middleware } {
  let renewing: Promise<string> | undefined;
  const refresh: Middleware = async (req, next) => {
    const used = current;
    const response = await next(req);
    if (response.status !== 401 || (await response.clone().json()).code !== "token_expired") return response;
    // Whoever comes first renews; the others wait for it, or find it done.
    if (used === current) current = await (renewing ??= renew().finally(() => (renewing = undefined)));
    req.headers.set("Authorization", `Bearer ${current}`);
    return next(req);
  };
  return { auth: () => current, refresh };
}

export async function refreshes(base: string): Promise<void> {
  const anybody = createClient({ baseUrl: base });
  let renewed = 0;
  const { auth, refresh } = keeper(await token(-60), async () => {
    renewed++;
    return (await account.login({ name: "tom", password: "black tea" }, { client: anybody })).token;
  });
  const client = createClient({ baseUrl: base, auth, use: [refresh, record] });
  const answers = await Promise.all([1, 2, 3].map(() => good(account.me({ client }))));
  same(answers.map((clerk) => clerk.name), ["tom", "tom", "tom"], "who is signed in after all");
  same(renewed, 1, "one sign-in for three calls");
  same((await good(orders.count({ client })))["paid"] ?? 0, 0, "a call with the new token");
  same((await good(first(orders.watch({ kind: "refund" }, { client, headers: { "Last-Event-ID": "0" } })))).kind, "refund", "a stream");
  same(renewed, 1, "no sign-in for a token that is good");

  // One that is refused for good is not asked for again and again.
  const lost = keeper(await token(-60), async () => {
    renewed++;
    return token(-60);
  });
  await bad(account.me({ client: createClient({ baseUrl: base, auth: lost.auth, use: [lost.refresh, record] }) }), 401, "token_expired");
  same(renewed, 2, "tried once");
}
