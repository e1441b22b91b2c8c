import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SelectNode, UploadNode } from "@getodk/xforms-engine";
import { beforeEach, describe, expect, test } from "vitest";
import { Filling, photosIn } from "../core/filling";
import { answerOf, childrenOf, labelOf, OpenForm, questionsOf, withValues } from "../core/form";
import { givenIn, partsIn } from "../core/given";
import { beginPart, type OpenPart } from "../core/parts";
import { MOST } from "../core/photos";
import { CHUNK, type FormInBundle } from "../core/server";
import { Vault } from "../core/vault";
import { en } from "../words/en";
import { zh } from "../words/zh";
import { XFORM } from "./forms";
import { info, person } from "./people";

const GIVEN = { visit: "V-00007", parts: "documents" };
const all = (form: OpenForm) => questionsOf(childrenOf(form.root));
const named = (form: OpenForm, path: string) => {
  const found = all(form).find((node) => node.currentState.reference === path);
  if (!found) throw new Error(`${path} is not asked`);
  return found;
};

describe("a questionnaire", () => {
  test("begins with what the app knows", async () => {
    const form = await OpenForm.begin(XFORM, GIVEN, "en");
    expect(await form.write()).toContain("<visit>V-00007</visit><parts>documents</parts>");
    expect(form.pages("Start").map((page) => page.title)).toEqual(["Start", "Cluster A", "Start"]);
  });

  test("asks only for one's own part", async () => {
    const form = await OpenForm.begin(XFORM, { ...GIVEN, parts: "tour" }, "en");
    expect(all(form).map((node) => node.currentState.reference)).not.toContain("/data/A/A01");
  });

  test("speaks the language of the app", async () => {
    const form = await OpenForm.begin(XFORM, GIVEN, "zh");
    expect(labelOf(named(form, "/data/A/A01"))).toBe("有合同吗？");
    form.speak("en");
    expect(labelOf(named(form, "/data/A/A01"))).toBe("Is there a contract?");
  });

  test("does not take values for what it does not ask", () => {
    expect(withValues(XFORM, { nothing: "x", beds: "x", "A/beds": "x" })).not.toContain(">x<");
    expect(withValues(XFORM, { "room/beds": "x" })).toContain("<beds>x</beds>");
  });

  test("counts its photos, also those of a group that is not asked now", async () => {
    const form = await OpenForm.begin(XFORM, GIVEN, "en");
    expect(form.files()).toBe(0);
    const upload = named(form, "/data/A/A01_photo") as UploadNode;
    upload.setValue(new File([new Uint8Array([1])], "x.jpg", { type: "image/jpeg" }));
    expect(form.files()).toBe(1);
  });

  test("is the same after it was restored", async () => {
    const form = await OpenForm.begin(XFORM, GIVEN, "en");
    (named(form, "/data/A/A01") as SelectNode).selectValue("no");
    const upload = named(form, "/data/A/A01_photo") as UploadNode;
    upload.setValue(new File([new Uint8Array([1])], "x.jpg", { type: "image/jpeg" }));
    const xml = await form.write();
    const [name] = photosIn(xml);
    expect(name).toBe(answerOf(upload));
    const again = await OpenForm.restore(XFORM, xml, [{ name: name ?? "", content: new Uint8Array([1]) }], "en");
    expect(await again.write()).toBe(xml);
    expect(again.progress()).toEqual({ asked: 2, answered: 2 });
  });
});

describe("what the app answers", () => {
  const form = (...questions: [path: string, type: string, part?: string][]): FormInBundle => {
    const asked = questions.map(([path, type, part]) => ({ path, type, se: part ? { part } : {} }));
    return { definition: { questions: asked } } as Partial<FormInBundle> as FormInBundle;
  };

  test("is the hidden visit and the choice of parts", () => {
    const ours = form(["visit", "hidden"], ["visit_facts/parts", "select_multiple"], ["A/A01", "select_one", "tour"]);
    expect(givenIn(ours, "V-00007", "tour")).toEqual({ visit: "V-00007", "visit_facts/parts": "tour" });
    expect(givenIn(ours, "V-00007")).toEqual({ visit: "V-00007" });
  });

  test("is no question of the author that is called so", () => {
    const theirs = form(["visit", "text"], ["A/parts", "text"], ["A/A01", "select_one", "tour"]);
    expect(partsIn(theirs)).toEqual([]);
    expect(givenIn(theirs, "V-00007", "tour")).toEqual({});
  });
});

test("no more is taken than the association takes", () => {
  const said = readFileSync(resolve(import.meta.dirname, "../../../safe_employment/visits/models/phone.py"), "utf8");
  expect(said).toContain(`PIECES = ${MOST + 1}\n`);
  expect(said).toContain(`CHUNK_BYTES = ${CHUNK / 1024} * 1024\n`);
});

describe("filling in", () => {
  let part: OpenPart;
  let vault: Vault;
  let form: OpenForm;

  beforeEach(async () => {
    const { person: who } = await person();
    vault = await Vault.make(who, "714829", 1_000);
    part = await beginPart(vault, who.recipient, info);
    form = await OpenForm.begin(XFORM, GIVEN, "en");
  });

  test("writes each answer as it is given", async () => {
    const filling = new Filling(form, part);
    (named(form, "/data/A/A01") as SelectNode).selectValue("yes");
    await filling.save();
    expect((await part.restore())?.envelope.xml).toContain("<A01>yes</A01>");
    expect(filling.saving).toMatchObject({ pending: 0, failed: false });
  });

  test("the last of many answers wins", async () => {
    const filling = new Filling(form, part);
    const node = named(form, "/data/A/A01") as SelectNode;
    const saves = ["yes", "no", "yes", "no"].map((value) => {
      node.selectValue(value);
      return filling.save();
    });
    await Promise.all(saves);
    expect((await part.restore())?.envelope.xml).toContain("<A01>no</A01>");
  });

  test("says that the storage is full, and writes it when there is room again", async () => {
    const filling = new Filling(form, part);
    const append = part.append.bind(part);
    part.append = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    (named(form, "/data/A/A01") as SelectNode).selectValue("yes");
    await filling.save();
    expect(filling.saving).toMatchObject({ failed: true, full: true });
    part.append = append;
    await filling.save();
    expect(filling.saving).toMatchObject({ failed: false, full: false });
    expect((await part.restore())?.envelope.xml).toContain("<A01>yes</A01>");
  });
});

test("both catalogues have every word, and none is empty", () => {
  const flat = (words: object): [string, unknown][] =>
    Object.entries(words).flatMap(([key, word]) => (typeof word === "object" ? flat(word) : [[key, word]]));
  expect(flat(zh).map(([key]) => key)).toEqual(flat(en).map(([key]) => key));
  for (const [key, word] of [...flat(zh), ...flat(en)]) expect(word, key).toBeTruthy();
});
