// An interview walked one question at a time, and who is asked each of them.
//
// A questionnaire says so in `bind::se:asked`, of a question, or of a group for all that is in it. Where it
// says nothing the interviewer is asked: what was not written for a worker is never shown to one.
import type { AnyChildNode, AnyNode } from "@getodk/xforms-engine";
import { childrenOf, isQuestion, isShown, labelOf } from "./form";

const NAMESPACE = "https://safe-employment.org/xforms/instrument";

export type Asked = "worker" | "interviewer";
export type Marks = ReadonlyMap<string, Asked>;

/** A question or note, the title of the group it stands in, and who is asked. */
export interface Step {
  node: AnyChildNode;
  title: string;
  asked: Asked;
}

/** Return who is asked, by the path of the question or group that says it. */
export function marksOf(xform: string): Marks {
  const form = new DOMParser().parseFromString(xform, "text/xml");
  const marks = new Map<string, Asked>();
  for (const bind of form.getElementsByTagName("*")) {
    const asked = bind.localName === "bind" ? bind.getAttributeNS(NAMESPACE, "asked") : null;
    if (asked) marks.set(bind.getAttribute("nodeset") ?? "", asked === "worker" ? "worker" : "interviewer");
  }
  return marks;
}

function whoIsAsked(marks: Marks, reference: string): Asked {
  const names = reference.replace(/\[\d+\]/g, "").split("/");
  for (let depth = names.length; depth > 1; depth--) {
    const found = marks.get(names.slice(0, depth).join("/"));
    if (found) return found;
  }
  return "interviewer";
}

/** Return what is asked now, in order. */
export function stepsOf(nodes: readonly AnyNode[], marks: Marks, title = ""): Step[] {
  return nodes.filter(isShown).flatMap((node) => {
    if (!isQuestion(node) && node.nodeType !== "note") return stepsOf(childrenOf(node), marks, labelOf(node) || title);
    const asked = whoIsAsked(marks, node.currentState.reference);
    return [{ node: node as AnyChildNode, title, asked }];
  });
}

/** Return the place of the step that follows; of an interview that the worker has ended, the interviewer's. */
export function stepAfter(steps: readonly Step[], at: number, isOver: boolean): number | null {
  const found = steps.findIndex((step, place) => place > at && (!isOver || step.asked === "interviewer"));
  return found < 0 ? null : found;
}

/** Return the place of the step before, not before `from`: nobody goes back to what another has answered. */
export function stepBefore(steps: readonly Step[], at: number, from: number, asked: Asked | null): number | null {
  for (let place = at - 1; place >= from; place--) {
    if (asked === null || steps[place]?.asked === asked) return place;
  }
  return null;
}
