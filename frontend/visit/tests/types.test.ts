import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { AnyChildNode } from "@getodk/xforms-engine";
import { expect, test } from "vitest";
import { drawnAs, shown, write } from "../core/answering";
import { answerOf, childrenOf, isQuestion, OpenForm, questionsOf } from "../core/form";

interface Case {
  type: string;
  becomes: string;
  name: string;
  xform: string;
}

// Written from the table of the association's side (instruments/on_phones.py), a form for each type.
const cases: Case[] = JSON.parse(readFileSync(resolve(import.meta.dirname, "types.json"), "utf8"));

async function opened({ xform, name }: Case): Promise<{ form: OpenForm; node: AnyChildNode | undefined }> {
  const form = await OpenForm.begin(xform, {}, "en");
  const node = questionsOf(childrenOf(form.root)).find((one) => one.currentState.reference.endsWith(`/${name}`));
  return { form, node };
}

const typed = (type: string) => opened(cases.find((one) => one.type === type) as Case);

test.each(cases)("$type is $becomes", async (one) => {
  const { form, node } = await opened(one);
  const written = (await form.write()).match(new RegExp(`<${one.name}>([^<]+)<`))?.[1] ?? "";
  if (["noted", "empty", "known"].includes(one.becomes)) {
    expect(node).toBeUndefined();
    if (one.type !== "hidden") expect(written !== "").toBe(one.becomes === "noted");
    return;
  }
  if (!node) throw new Error("it is not shown");
  if (node.nodeType === "note") expect(one.type).toBe("note");
  else {
    const drawn = { not_asked: "none", photographed: "file", by_hand: "written" }[one.becomes];
    expect(isQuestion(node)).toBe(true);
    if (drawn) expect(drawnAs(node)).toBe(drawn);
    else expect(drawnAs(node)).not.toBe("none");
  }
});

test.each([
  ["integer", "12", "12"],
  ["integer", "１２", "12"],
  ["integer", " 7 ", "7"],
  ["integer", "-3", "-3"],
  ["decimal", "1.5", "1.5"],
  ["decimal", "．５", "0.5"],
  ["range", "10", "10"],
  ["time", "22:30", "22:30:00"],
  ["date", "2026-03-10", "2026-03-10"],
  ["barcode", "6901234567892", "6901234567892"],
  ["text", " two words ", " two words "],
])("%s: “%s” is kept as %s", async (type, said, kept) => {
  const { node } = await typed(type);
  if (!node) throw new Error("it is not shown");
  expect(write(node, said)).toBe(true);
  expect(answerOf(node)).toBe(kept);
  expect(write(node, ""), "nothing is no answer, and nothing wrong").toBe(true);
  expect(answerOf(node)).toBe("");
});

test.each([
  ["integer", "1.7"],
  ["integer", "a dozen"],
  ["integer", "13812345678"],
  ["decimal", "1,5"],
  ["decimal", "-"],
  ["range", "11"],
])("%s: “%s” is no answer, and what stood before it is not kept in its place", async (type, said) => {
  const { node } = await typed(type);
  if (!node) throw new Error("it is not shown");
  write(node, "5");
  expect(write(node, said)).toBe(false);
  expect(answerOf(node)).toBe("");
});

test.each(["\u000b", "\u0000", "\ufffe", "\ud800"])(
  "a sign that no XML may hold does not spoil the form: %j",
  async (sign) => {
    const { form, node } = await typed("text");
    if (!node) throw new Error("it is not shown");
    expect(write(node, `pasted${sign} words 👍`)).toBe(true);
    const again = await OpenForm.restore(cases[0]?.xform ?? "", await form.write(), [], "en");
    const kept = questionsOf(childrenOf(again.root)).find((one) => one.currentState.reference.endsWith("/asked"));
    expect(kept && answerOf(kept)).toBe("pasted words 👍");
  },
);

test("a range is answered by its steps alone", async () => {
  const { node } = await opened(cases[cases.length - 1] as Case);
  if (!node) throw new Error("it is not shown");
  expect([write(node, "15"), answerOf(node), write(node, "16"), answerOf(node)]).toEqual([true, "15", false, ""]);
});

test("a day with its hour is kept with the zone, and shown as it was typed", async () => {
  const { node } = await typed("dateTime");
  if (!node) throw new Error("it is not shown");
  expect(write(node, "2026-03-10T22:30")).toBe(true);
  expect(answerOf(node)).toMatch(/^2026-03-10T22:30:00(\.0+)?([-+]\d\d:\d\d|Z)$/);
  expect(shown(node)).toBe("2026-03-10T22:30");
  expect(write(node, "2026-03"), "half a day").toBe(false);
});
