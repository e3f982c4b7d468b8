// Signing in, and what the guarded routes say to whom.
import * as account from "../../../examples/shop/web/src/api/routes/account.js";
import * as orders from "../../../examples/shop/web/src/api/routes/admin/order.js";
import * as settings from "../../../examples/shop/web/src/api/routes/admin/setting.js";
import { type CallOpts, createClient } from "../../../examples/shop/web/src/api/runtime/core.js";
import { bad, check, good, record, same } from "../kit.js";

/** The default of `examples/shop/etc/shop-api.yaml`. */
const SECRET = "a secret for trying the example out";

/** A token as the shop signs it, which is good for so many seconds from now on. Also runs in a browser, so without Node's own modules. */
export async function token(seconds: number, secret = SECRET): Promise<string> {
  const base64url = (bytes: Uint8Array): string =>
    btoa(String.fromCharCode(...bytes)).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");
  const bytes = new TextEncoder();
  const text = (value: unknown): string => base64url(bytes.encode(JSON.stringify(value)));
  const now = Math.floor(Date.now() / 1000);
  const signed = `${text({ alg: "HS256", typ: "JWT" })}.${text({ sub: "mei", role: "manager", iat: now - 100, exp: now + seconds })}`;
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return `${signed}.${base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(signed))))}`;
}

/** Gives the token of a manager; `base` is where the server is. */
export async function signIn(base: string): Promise<string> {
  const as = (auth: string): CallOpts => ({ client: createClient({ baseUrl: base, auth, use: [record] }) });
  const session = await good(account.login({ name: "mei", password: "green tea" }));
  same([session.name, session.role], ["mei", "manager"], "who signed in");
  const hours = (session.expiresAt - Date.now() / 1000) / 3600;
  check(hours > 7.9 && hours < 8.1, "a token for eight hours");
  await bad(account.login({ name: "mei", password: "black tea" }), 401, "wrong_password");
  await bad(account.login({ name: "nobody", password: "green tea" }), 401, "wrong_password");
  await bad(account.login({ name: 7 } as never), 400, "invalid_request", "body /name type", "body /password required");

  const me = await account.me(as(session.token)).response();
  same([me.data, me.headers.get("cache-control")], [{ name: "mei", role: "manager" }, "no-store"], "who is signed in");
  same(await good(account.me(as(await token(60)))), { name: "mei", role: "manager" }, "a token that this test signed");
  await bad(account.me(), 401, "unauthenticated");
  await bad(account.me(as("x.y.z")), 401, "token_invalid");
  await bad(account.me(as(await token(60, "another secret of enough letters"))), 401, "token_invalid");
  await bad(account.me(as(await token(-60))), 401, "token_expired");
  // Nothing of the request is looked at before the token.
  await bad(orders.get({ id: "no number" }), 401, "unauthenticated");

  const clerk = as((await good(account.login({ name: "tom", password: "black tea" }))).token);
  const now = await good(settings.get(clerk));
  await bad(settings.replace({ ...now, name: "Tom's" }, clerk), 403, "managers_only");
  return session.token;
}
