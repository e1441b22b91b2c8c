// How a question is drawn, and what of that which is typed is its answer.
import type { AnyNode, RangeNode } from "@getodk/xforms-engine";
import { answerOf } from "./form";

/** What is drawn; `none`: the app says that it is not answered here (see on_phones.py of the association's side). */
export type Drawn = "choices" | "file" | "order" | "place" | "written" | "tick" | "none";

const WRITTEN = ["string", "int", "decimal", "boolean", "date", "time", "dateTime", "barcode", "intent"];

export function drawnAs(node: AnyNode): Drawn {
  if (node.nodeType === "select") return "choices";
  if (node.nodeType === "upload") return "file";
  if (node.nodeType === "rank") return "order";
  if (node.nodeType === "trigger") return "tick";
  if (node.nodeType === "range") return "written";
  if (node.nodeType !== "input") return "none";
  if (node.valueType === "geopoint") return "place";
  return WRITTEN.includes(node.valueType) ? "written" : "none";
}

type Written = AnyNode & { valueType: string; setValue(value: unknown): unknown };

/** Give what was typed to a question; returns false where it is not an answer: then none is kept. */
export function write(node: AnyNode, typed: string): boolean {
  const to = node as Written;
  const said = understood(node, typed);
  try {
    to.setValue(said ?? "");
  } catch {
    to.setValue("");
    return false;
  }
  return said === "" || (said !== null && answerOf(node) !== "");
}

/** Return an answer as its field shows it. */
export function shown(node: AnyNode): string {
  const answer = answerOf(node);
  if ((node as Written).valueType === "time") return answer.slice(0, 5);
  if ((node as Written).valueType !== "dateTime" || answer === "") return answer;
  // The field shows the phone's own time, whatever the zone in which it was written.
  const at = new Date(answer);
  return Number.isNaN(at.getTime())
    ? ""
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

// Signs that no XML may hold, such as come along with what is pasted: one of them and the whole form would not
// be read again, here or by the association.
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const PLAIN: Record<string, RegExp> = { int: /^[-+]?\d+$/, decimal: /^[-+]?(\d+\.?\d*|\.\d+)$/ };

function understood(node: AnyNode, typed: string): string | Date | null {
  const { valueType } = node as Written;
  const plain = PLAIN[valueType];
  if (plain) {
    // Keyboards for Chinese write figures in full width.
    const figures = typed.normalize("NFKC").trim();
    if (figures === "") return "";
    if (!plain.test(figures)) return null;
    return node.nodeType === "range" && !isStep(node, Number(figures)) ? null : figures;
  }
  if (valueType === "time" && /^\d\d:\d\d$/.test(typed)) return `${typed}:00`;
  if (valueType === "dateTime" && typed !== "") return typed.includes("T") ? new Date(typed) : null;
  return typed.replace(NOT_IN_XML, "");
}

/** The least, the greatest and the step of a range. */
export function boundsOf(node: RangeNode): { start: number; end: number; step: number } {
  const { start, end, step } = node.definition.bounds;
  return { start: Number(start), end: Number(end), step: Number(step) };
}

function isStep(node: AnyNode, figure: number): boolean {
  const { start, end, step } = boundsOf(node as RangeNode);
  const steps = (figure - start) / step;
  return figure >= Math.min(start, end) && figure <= Math.max(start, end) && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** A place in degrees and metres, as a question for a place takes it. */
export interface Place {
  latitude: number;
  longitude: number;
  altitude: number | null;
  accuracy: number | null;
}

export class NoPlace extends Error {
  constructor(readonly why: "denied" | "unknown") {
    super(why);
  }
}

const LONGEST = 60_000;

/** Return where the phone is, by its own receiver: nobody else is asked. */
export async function whereWeAre(): Promise<Place> {
  const receiver = navigator.geolocation;
  if (!receiver) throw new NoPlace("unknown");
  const how = { enableHighAccuracy: true, maximumAge: 0, timeout: LONGEST };
  return new Promise((found, failed) =>
    receiver.getCurrentPosition(
      ({ coords: { latitude, longitude, altitude, accuracy } }) => found({ latitude, longitude, altitude, accuracy }),
      (problem) => failed(new NoPlace(problem.code === 1 ? "denied" : "unknown")),
      how,
    ),
  );
}
