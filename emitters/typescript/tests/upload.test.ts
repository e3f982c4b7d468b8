// Files as parts of a multipart body, over a socket.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { $parts, $send, type Call } from "../runtime/core.js";
import { withRetry } from "../runtime/retry.js";

test("fields and files are parts, a list repeats its part, what is unset is none, and a retry sends it again", async () => {
  const seen: { type: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ type: String(request.headers["content-type"]), body: Buffer.concat(chunks).toString() });
    response.writeHead(seen.length === 1 ? 503 : 200, { "Retry-After": "0" }).end("1");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const client = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, use: [withRetry()] };
  const form = {
    title: "é\r\n",
    n: [1, 2],
    map: { a: 1 },
    none: undefined,
    empty: "",
    photo: new File(["\0\xff"], 'a"b.png', { type: "image/png" }),
    more: [new Blob(["x"]), new Blob([])],
    absent: null,
  };
  const call: Call<unknown> = $send("ping", "POST", "/x", { client }, { form, pack: $parts });
  assert.equal(await call, 1);
  server.close();
  assert.equal(seen.length, 2);
  for (const { type, body } of seen) {
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1] ?? "none";
    const parts = body.split(`--${boundary}`).slice(1, -1);
    assert.deepEqual(
      parts.map((part) => part.replace(/^\r\nContent-Disposition: form-data; |\r\n$/g, "")),
      [
        'name="title"\r\n\r\né\r\n',
        'name="n"\r\n\r\n1',
        'name="n"\r\n\r\n2',
        'name="map"\r\n\r\n{"a":1}',
        'name="photo"; filename="a%22b.png"\r\nContent-Type: image/png\r\n\r\n\0\xff',
        'name="more"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\nx',
        'name="more"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n',
      ],
    );
  }
});
