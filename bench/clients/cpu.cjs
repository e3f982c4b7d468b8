// Loaded before a program: at its end, the processor time of all its threads is written to the file `APIC_BENCH_CPU`, in milliseconds.

const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.APIC_BENCH_CPU, String((user + system) / 1000));
});
