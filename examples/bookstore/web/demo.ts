// What `./demo` runs: the generated client against the running server, with each request and answer printed.
import { addBook, checkBook } from "../gen/ts/routes.js";
import { configure } from "../gen/ts/runtime/core.js";

configure({
  baseUrl: process.argv[2] ?? "http://127.0.0.1:8888",
  use: [
    async (request, next) => {
      console.log(`\n${request.method} ${request.url}${request.body === null ? "" : `\n  ${String(request.body)}`}`);
      const response = await next(request);
      console.log(`${response.status} ${response.headers.get("content-type") ?? ""}\n  ${await response.clone().text()}`);
      return response;
    },
  ],
});

await addBook({ name: "Dune", price: 1299, tags: ["desert"] });
const { price } = await checkBook({ name: "Dune", currency: "USD" });
console.log(`\nDune costs $${(price / 100).toFixed(2)}.`);

// The client's types forbid this request; the server refuses it all the same, and names every fault at once.
const refused = await addBook({ name: "Dune", price: 0, format: "scroll" as never }).result();
if (!refused.ok && refused.error.kind === "problem") {
  console.log();
  for (const v of refused.error.problem.violations ?? []) console.log(`refused: ${v.location} ${v.field} ${v.message}`);
}
