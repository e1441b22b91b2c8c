// What the app answers itself: which visit it is, and which part of it somebody fills in.
import type { FormInBundle } from "./server";

export const PARTS = ["documents", "tour", "interviews"] as const;
export type Part = (typeof PARTS)[number];

/** Answers by the path of their question, such as `visit_facts/parts`. */
export type Given = Record<string, string>;

const nameOf = (path: string) => path.split("/").at(-1);

/** Return the question by which a questionnaire is divided: the choice that is called `parts`. */
function choiceOf(form: FormInBundle) {
  return form.definition.questions.find(({ path, type }) => nameOf(path) === "parts" && type === "select_multiple");
}

/** Return the parts into which a questionnaire is divided among the team, by its own questions. */
export function partsIn(form: FormInBundle): Part[] {
  const named = new Set(form.definition.questions.flatMap(({ se }) => (se.part ?? "").split(" ")));
  return choiceOf(form) ? PARTS.filter((part) => named.has(part)) : [];
}

/** Return what the app answers: hidden fields called `visit`, and the parts. All else is asked by the author. */
export function givenIn(form: FormInBundle, visit: string, parts = ""): Given {
  const hidden = form.definition.questions.filter(({ path, type }) => type === "hidden" && nameOf(path) === "visit");
  const given: Given = Object.fromEntries(hidden.map(({ path }) => [path, visit]));
  const choice = parts && partsIn(form).length > 0 ? choiceOf(form) : undefined;
  if (choice) given[choice.path] = parts;
  return given;
}
