// What a panel shows when a call failed.
import type { Failure, Violation } from "./api/runtime/core.js";
import { find, make } from "./dom.js";

/** One line for a reader. */
const sentence = (error: Failure): string => {
  switch (error.kind) {
    case "problem":
      return error.problem.detail ?? error.problem.title;
    case "network":
      return "The server cannot be reached.";
    case "unexpected":
      // Not the server's own word: somebody stands in front of it.
      return error.status === 502 ? "The server cannot be reached." : `The answer was ${error.status}.`;
    case "timeout":
      return "The server took too long.";
    default:
      return error.message;
  }
};

const violationsOf = (error: Failure | undefined): readonly Violation[] =>
  error?.kind === "problem" ? (error.problem.violations ?? []) : [];

/** Shows a failure in `root`, or that there is none. */
export const show = (root: HTMLElement, error: Failure | undefined, violations = violationsOf(error)): void => {
  const lines = violations.map(({ field, message }) => `${field} ${message}`);
  find(root, ".failure").textContent = error ? [sentence(error), ...lines].join("; ") : "";
};

/** Marks the fields of a form whose inputs are named as the server names fields; gives back what has no input here. */
export const mark = (form: HTMLFormElement, violations: readonly Violation[]): readonly Violation[] => {
  for (const old of form.querySelectorAll(".refusal")) old.remove();
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  return violations.filter(({ field, message }) => {
    const input = form.elements.namedItem(field);
    if (!(input instanceof HTMLElement)) return true;
    input.setAttribute("aria-invalid", "true");
    input.after(make("small", message, { className: "refusal" }));
    return false;
  });
};

/** The answer to a form: what is wrong with a field stands at it, the rest in a line below. */
export const answer = (form: HTMLFormElement, error: Failure | undefined): void => {
  show(form, error, mark(form, violationsOf(error)));
  form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
};
