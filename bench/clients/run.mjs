// Our TypeScript client against its peers, in one run: `bench/clients/run [ROUTES…]`, 50 and 1,000 without.
//
// All generators read the same contract: ours as it is, the peers as the OpenAPI document that says the same. They take turns, and the least time of each
// counts: what disturbs a run only makes it longer. Times are on the clock, of whole processes. One call is bundled by esbuild, minified and compressed.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

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
  include: ["**/*.ts"],
};

function measure(folder, routes) {
  const contract = join(folder, "bench.api");
  writeFileSync(contract, run([join(release, "apic-bench"), "contract", String(routes)]));
  const apic = join(release, "apic");
  const document = join(folder, "openapi.json");
  writeFileSync(document, JSON.stringify(openapi(JSON.parse(run([apic, "ir", contract])))));
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
    writeFileSync(join(row.folder, "tsconfig.json"), JSON.stringify(tsconfig));
    row.checked = [];
  }
  for (let turn = 0; turn < RUNS; turn++) {
    for (const row of rows) row.checked.push(clocked(() => run([join(bin, "tsc"), "-p", row.folder])));
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

async function table(rows, routes) {
  const peers = rows.slice(1);
  const fastest = { generated: Math.min(...peers.map((row) => least(row.generated))), checked: Math.min(...peers.map((row) => least(row.checked))) };
  const lines = [];
  for (const row of rows) {
    const generated = least(row.generated);
    const checked = least(row.checked);
    lines.push(
      [
        row.name.padEnd(36),
        `${generated.toFixed(0)} ms`.padStart(9),
        `${(generated / fastest.generated).toFixed(3)}×`.padStart(8),
        `${checked.toFixed(0)} ms`.padStart(9),
        `${(checked / fastest.checked).toFixed(2)}×`.padStart(7),
        `${await weight(row)} B`.padStart(9),
      ].join(" "),
    );
  }
  console.log(`${routes} routes${" ".repeat(24)}  generation    × peer       tsc  × peer  one call`);
  console.log(`${lines.join("\n")}\n(× peer: against the fastest of the peers; least of ${RUNS} runs, in turns)\n`);
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
