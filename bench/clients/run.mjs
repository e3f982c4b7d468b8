// Our TypeScript client against its peers, in one run: `bench/clients/run [ROUTES…]`, 50 and 1,000 without.
//
// All generators read the same contract: ours as it is, the peers as the OpenAPI document that says the same. They take turns, and the least time of each
// counts: what disturbs a run only makes it longer. Whole processes are timed, on the clock.
// `tsc`, the newest that is native and the newest that is JavaScript, checks three programs: the client that nobody calls, one call, and each route called
// once. They differ by what a client leaves for its callers: openapi-typescript writes types only, and openapi-fetch looks at them where it is called.
// One call is bundled by esbuild, minified and compressed.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { calls, dialects, program } from "./calls.mjs";
import { generators } from "./generators.mjs";
import { openapi } from "./openapi.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const release = join(here, "../../target/release");
const bin = join(here, "node_modules/.bin");
const RUNS = Number(process.env.APIC_BENCH_RUNS ?? 5);

const run = (command, options = {}) => {
  const [program, ...args] = command;
  return execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"], ...options });
};

/** Milliseconds on the clock. */
function clocked(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The compilers by version, and where they are. */
const compilers = Object.entries({ "7.0.2": "typescript-7", "5.9.3": "typescript" }).map(([version, name]) => ({
  version,
  tsc: join(here, "node_modules", name, "bin/tsc"),
}));

/** As strict as each client's users may be; what the libraries' own types hold is their business. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
  },
};

/** The whole client, and which program beside it. */
const programs = {
  alone: [],
  one: ["call.ts"],
  all: ["calls.ts"],
};

function measure(folder, routes) {
  const contract = join(folder, "bench.api");
  writeFileSync(contract, run([join(release, "apic-bench"), "contract", String(routes)]));
  const apic = join(release, "apic");
  const document = join(folder, "openapi.json");
  const model = JSON.parse(run([apic, "ir", contract]));
  writeFileSync(document, JSON.stringify(openapi(model)));
  const rows = generators.map((generator) => {
    const place = { folder: join(folder, generator.name.split(" ")[0]), openapi: document, contract, apic, bin };
    mkdirSync(place.folder);
    symlinkSync(join(here, "node_modules"), join(place.folder, "node_modules"));
    writeFileSync(join(place.folder, "package.json"), `{ "type": "module" }\n`);
    return { name: generator.name, call: generator.call, command: generator.command(place), folder: place.folder };
  });
  for (const row of rows) row.generated = [];
  for (let turn = 0; turn < RUNS; turn++) {
    for (const row of rows) row.generated.push(clocked(() => run(row.command, { cwd: row.folder })));
  }
  for (const row of rows) {
    writeFileSync(join(row.folder, "call.ts"), row.call);
    writeFileSync(join(row.folder, "calls.ts"), program(dialects[row.name], calls(model)));
    for (const [name, files] of Object.entries(programs)) {
      const include = ["client.ts", "client/**/*.ts", ...files];
      writeFileSync(join(row.folder, `${name}.json`), JSON.stringify({ ...tsconfig, include }));
    }
    row.checked = Object.fromEntries(compilers.map(({ version }) => [version, { alone: [], one: [], all: [] }]));
  }
  for (let turn = 0; turn < RUNS; turn++) {
    for (const { version, tsc } of compilers) {
      for (const name of Object.keys(programs)) {
        for (const row of rows) {
          const project = join(row.folder, `${name}.json`);
          row.checked[version][name].push(clocked(() => run(["node", tsc, "-p", project])));
        }
      }
    }
  }
  return rows;
}

/** Bytes of a program of one call. */
async function weight(row) {
  const bundle = await build({
    entryPoints: [join(row.folder, "call.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  return gzipSync(bundle.outputFiles[0].contents, { level: 9 }).length;
}

const least = (times) => Math.min(...times);

/** A time of a row, and how many times that of the fastest peer it is. */
function against(rows, row, times) {
  const own = least(times(row));
  const peer = Math.min(...rows.slice(1).map((other) => least(times(other))));
  return `${own.toFixed(0)} ms`.padStart(9) + `${(own / peer).toFixed(2)}×`.padStart(7);
}

/** A line for each generator: its times against the peers', and what one call of it weighs. */
function lines(title, rows, columns, last) {
  console.log(title.padEnd(36) + Object.keys(columns).map((name) => name.padStart(16)).join("") + (last ? "   one call" : ""));
  for (const [index, row] of rows.entries()) {
    const times = Object.values(columns).map((column) => against(rows, row, column));
    console.log(row.name.padEnd(36) + times.join("") + (last ? `${last[index]} B`.padStart(11) : ""));
  }
  console.log("");
}

async function table(rows, routes) {
  lines(`${routes} routes`, rows, { generation: (row) => row.generated }, await Promise.all(rows.map(weight)));
  for (const { version } of compilers) {
    const of = (program) => (row) => row.checked[version][program];
    const columns = { "no call": of("alone"), "one call": of("one"), "every route": of("all") };
    lines(`${routes} routes, tsc ${version}`, rows, columns);
  }
  console.log(`(×: against the fastest of the peers; least of ${RUNS} runs, in turns)\n`);
}

const typed = process.argv.slice(2).map(Number);
for (const routes of typed.length > 0 ? typed : [50, 1000]) {
  const folder = mkdtempSync(join(tmpdir(), "apic-clients-"));
  try {
    await table(measure(folder, routes), routes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
