// typescript-eslint's strictest presets over generated clients: tests/compile.rs runs this where it wrote those of all cases.

import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { linterOptions: { noInlineConfig: true } },
  // The runtime is the same everywhere; all of it is in a client whose values are converted.
  { ignores: ["plain/*/runtime/**", "converted/!(01_scalars)/runtime/**"] },
  {
    files: ["**/*.ts"],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: process.cwd() } },
  },
  {
    files: ["*/*/query.ts", "*/*/query/**"],
    // The options of a deprecated route call it, and are deprecated themselves.
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
);
