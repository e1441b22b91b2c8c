import type { SelectNode } from "@getodk/xforms-engine";
import { describe, expect, test } from "vitest";
import { marksOf, type Step, stepAfter, stepBefore, stepsOf } from "../core/asked";
import { childrenOf, OpenForm } from "../core/form";
import { INTERVIEW, XFORM } from "./forms";

const names = (steps: Step[]) => steps.map((step) => step.node.currentState.reference.replace(/^.*\//, ""));

async function steps(answers: Record<string, string> = {}, xform = INTERVIEW): Promise<Step[]> {
  const form = await OpenForm.begin(xform, {}, "en");
  const walk = () => stepsOf(childrenOf(form.root), marksOf(xform));
  for (const [name, answer] of Object.entries(answers)) {
    const found = walk().find((step) => step.node.currentState.reference.endsWith(`/${name}`));
    if (!found) throw new Error(`${name} is not asked`);
    (found.node as SelectNode).selectValue(answer);
  }
  return walk();
}

describe("who is asked", () => {
  test("is said by a question, or by the group it stands in", async () => {
    const found = await steps({ alone: "yes", hurt: "yes" });
    expect(names(found)).toEqual(["alone", "hurt", "emergency", "hours", "afraid"]);
    expect(found.map((step) => step.asked)).toEqual(["interviewer", "worker", "interviewer", "worker", "interviewer"]);
    expect(found.map((step) => step.title)).toEqual(["Before", "Now", "Now", "Now", "After"]);
  });

  test("is the interviewer where nothing says it", async () => {
    const found = await steps({}, XFORM);
    expect(new Set(found.map((step) => step.asked))).toEqual(new Set(["interviewer"]));
  });

  test("an interview that the worker has ended goes on with the interviewer alone", async () => {
    const found = await steps({ alone: "yes" });
    expect(names(found)).toEqual(["alone", "hurt", "hours", "afraid"]);
    expect(stepAfter(found, 1, false)).toBe(2);
    expect(stepAfter(found, 1, true)).toBe(3);
    expect(stepAfter(found, 3, true)).toBeNull();
  });

  test("nobody goes back to what another has answered", async () => {
    const found = await steps({ alone: "yes", hurt: "yes" });
    expect(stepBefore(found, 3, 3, "worker")).toBeNull();
    expect(stepBefore(found, 4, 2, "interviewer")).toBe(2);
    expect(stepBefore(found, 4, 0, null), "read aloud").toBe(3);
  });
});
