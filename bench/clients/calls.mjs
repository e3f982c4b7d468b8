// A program that calls every route once: what an application has checked, as opposed to a client that nobody uses.

import { text } from "./openapi.mjs";

/** Something of this type, as code. */
function sample(model, type) {
  switch (type.kind) {
    case "scalar":
      return type.of.scalar === "string" ? `"a"` : type.of.scalar === "bool" ? "true" : "7";
    case "enum":
      return JSON.stringify(model.enums[type.of].values[0].json);
    case "list":
      return `[${sample(model, type.of)}]`;
    case "map":
      return `{ a: ${sample(model, type.of.value)} }`;
    default:
      throw new Error(`the contract of the benchmark asks for no ${type.kind}`);
  }
}

/**
 * @typedef {object} Call
 * @property {string} name of the function
 * @property {string} group its file
 * @property {string} method
 * @property {string} path as in OpenAPI
 * @property {string[]} parts of the path, as entries of an object
 * @property {string[]} query the same
 * @property {string[]} body the same
 * @property {string | undefined} field of the answer
 */

/** @returns {Call[]} one for each route, with a value for everything that it takes */
export function calls(model) {
  const entry = (at, name) => `${name}: ${sample(model, model.structs[at.struct].fields[at.field].type)}`;
  return model.groups.flatMap((group) =>
    group.routes.map(({ handler, method, path, request, response }) => ({
      name: text(handler.words),
      group: group.segments.map((segment) => text(segment.words)).join("/"),
      method,
      path: path.segments.map((part) => `/${part.literal ?? `{${part.parameter}}`}`).join(""),
      parts: (request?.path ?? []).map((part) => entry(part.field, part.name)),
      query: (request?.query ?? []).map((at) => entry(at, at.wire)),
      body: (request?.body ?? []).map((at) => entry(at, at.wire)),
      field: response && model.structs[response.type.of].fields[0].slots[0].wire,
    })),
  );
}

const object = (entries) => `{ ${entries.join(", ")} }`;
const optional = (name, entries) => (entries.length > 0 ? [`${name}: ${object(entries)}`] : []);

/** Names of functions, from one file. */
const named = (calls, file) => `import { ${calls.map(({ name }) => name).join(", ")} } from ${JSON.stringify(file)};\n`;

/** How each client is called: what stands above, and the expression that gives what came back. */
export const dialects = {
  apic: {
    above: (calls) =>
      [...new Set(calls.map(({ group }) => group))]
        .map((group) => named(calls.filter((call) => call.group === group), `./client/routes/${group}.js`))
        .join(""),
    data: ({ name, parts, query, body }) => `await ${name}(${object([...parts, ...query, ...body])})`,
  },
  "openapi-typescript + openapi-fetch": {
    above: () => `import createClient from "openapi-fetch";
import type { paths } from "./client.js";
const client = createClient<paths>({ baseUrl: "http://localhost:8888" });\n`,
    data({ method, path, parts, query, body }) {
      const params = [...optional("path", parts), ...optional("query", query)];
      const init = [...optional("params", params), ...optional("body", body)];
      return `(await client.${method}(${JSON.stringify(path)}, ${object(init)})).data`;
    },
  },
  orval: {
    above: (calls) => named(calls, "./client.js"),
    data({ name, parts, query, body }) {
      const values = parts.map((entry) => entry.slice(entry.indexOf(":") + 2));
      const rest = [query, body].filter((entries) => entries.length > 0).map(object);
      return `(await ${name}(${[...values, ...rest].join(", ")})).data`;
    },
  },
  "hey-api": {
    above: (calls) => named(calls, "./client/index.js"),
    data({ name, parts, query, body }) {
      const options = [...optional("path", parts), ...optional("query", query), ...optional("body", body)];
      return `(await ${name}(${object(options)})).data`;
    },
  },
};

/** Every call in a function of its own, which reads a field of the answer. */
export function program({ above, data }, calls) {
  const functions = calls.map((call, index) => {
    const read = call.field ? `;\n  return answer?.${call.field};` : ";\n  return answer;";
    return `export async function call${index}() {\n  const answer = ${data(call)}${read}\n}\n`;
  });
  return above(calls) + functions.join("");
}
