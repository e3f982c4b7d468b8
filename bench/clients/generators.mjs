// The clients that are compared: how each is generated, and one call with it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Place
 * @property {string} folder where the client belongs; everything is in it
 * @property {string} openapi the OpenAPI document
 * @property {string} contract the contract it was made of
 * @property {string} apic our command
 * @property {string} bin programs from npm
 */

/** Each with its command line and a program of one call: the same route, path parameter and type of the answer. */
export const generators = [
  {
    name: "apic",
    command({ folder, contract, apic }) {
      writeFileSync(join(folder, "apic.toml"), `entry = ${JSON.stringify(contract)}\n[typescript]\nout = "client"\n`);
      return [apic, "-C", folder, "gen", "-q"];
    },
    call: `
      import { createClient } from "./client/runtime/client.js";
      import { getItem0 } from "./client/routes/g0.js";
      const client = createClient({ baseUrl: "http://localhost:8888" });
      const item = await getItem0({ id: 7 }, { client });
      console.log(item.name);`,
  },
  {
    name: "openapi-typescript + openapi-fetch",
    command: ({ folder, openapi, bin }) => [join(bin, "openapi-typescript"), openapi, "-o", join(folder, "client.ts")],
    call: `
      import createClient from "openapi-fetch";
      import type { paths } from "./client.js";
      const client = createClient<paths>({ baseUrl: "http://localhost:8888" });
      const { data, error } = await client.GET("/api/v1/items0/{id}", { params: { path: { id: 7 } } });
      if (data === undefined) throw new Error(String(error));
      console.log(data.name);`,
  },
  {
    name: "orval",
    command({ folder, openapi, bin }) {
      const output = { target: join(folder, "client.ts"), client: "fetch", mode: "single" };
      return [join(bin, "orval"), "--config", config(folder, { bench: { input: openapi, output } })];
    },
    call: `
      import { getItem0 } from "./client.js";
      const { data } = await getItem0(7);
      console.log(data.name);`,
  },
  {
    name: "hey-api",
    command({ folder, openapi, bin }) {
      const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"];
      const file = config(folder, { input: openapi, output: join(folder, "client"), plugins });
      return [join(bin, "openapi-ts"), "-f", file];
    },
    call: `
      import { client } from "./client/client.gen.js";
      import { getItem0 } from "./client/index.js";
      client.setConfig({ baseUrl: "http://localhost:8888" });
      const { data } = await getItem0({ path: { id: 7 }, throwOnError: true });
      console.log(data.name);`,
  },
];

function config(folder, value) {
  const file = join(folder, "generator.config.mjs");
  writeFileSync(file, `export default ${JSON.stringify(value)};\n`);
  return file;
}
