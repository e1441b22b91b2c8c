import type { SelectNode, UploadNode } from "@getodk/xforms-engine";
import { beforeEach, describe, expect, test } from "vitest";
import { Filling, photosIn } from "../core/filling";
import { answerOf, childrenOf, labelOf, OpenForm, questionsOf, withValues } from "../core/form";
import { beginPart, type OpenPart } from "../core/parts";
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
    expect(withValues(XFORM, { nothing: "x" })).not.toContain(">x<");
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
