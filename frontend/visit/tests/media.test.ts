import type { RankNode, SelectNode, UploadNode } from "@getodk/xforms-engine";
import { beforeEach, expect, test } from "vitest";
import { photosIn } from "../core/filling";
import { childrenOf, OpenForm, questionsOf } from "../core/form";
import { keepMedia, mediaOf } from "../core/media";
import type { Bytes } from "../core/sealing";
import type { FormInBundle } from "../core/server";
import { Vault } from "../core/vault";
import { MEDIA_FORM } from "./forms";
import { person } from "./people";

const text = (said: string) => new TextEncoder().encode(said) as Bytes;
const FILES: Record<string, Bytes> = { "/1/": text("a door"), "/2/": text("name,label\nb,Boats\nc,Carts\n") };
let vault: Vault;
let asked: string[];

function form(...names: string[]): FormInBundle {
  const media = names.map((name) => ({ name, digest: `sum of ${name}`, url: name.endsWith("csv") ? "/2/" : "/1/" }));
  return { media } as Partial<FormInBundle> as FormInBundle;
}

const fetchOne = async (url: string) => {
  asked.push(url);
  return FILES[url] ?? text("");
};

beforeEach(async () => {
  vault = await Vault.make((await person()).person, "714829", 1_000);
  asked = [];
});

test("pictures are fetched once, kept sealed, and forgotten with their questionnaire", async () => {
  const shown = form("door.jpg");
  for (let day = 0; day < 2; day++) await keepMedia(vault, [shown], fetchOne);
  expect(asked).toEqual(["/1/"]);
  const read = mediaOf(vault, shown);
  const door = await read({ href: "jr://images/door.jpg" });
  expect(new TextDecoder().decode(door?.content)).toBe("a door");
  expect(await read({ href: "jr://images/window.jpg" })).toBeNull();
  const lying = await vault.database.get("kept", "media/sum of door.jpg");
  expect(new TextDecoder("latin1").decode(lying)).not.toContain("door");
  await keepMedia(vault, [], fetchOne);
  expect(await read({ href: "jr://images/door.jpg" })).toBeNull();
});

test("a list in a file of its own can be chosen from, and what is recorded keeps its kind", async () => {
  const shown = form("shops.csv", "door.jpg");
  await keepMedia(vault, [shown], fetchOne);
  const open = await OpenForm.begin(MEDIA_FORM, {}, "en", mediaOf(vault, shown));
  const [shop, first, sound] = questionsOf(childrenOf(open.root)) as unknown as [SelectNode, RankNode, UploadNode];
  expect(shop.currentState.label?.imageSource?.href).toBe("jr://images/door.jpg");
  expect(shop.currentState.valueOptions.map((option: { value: string }) => option.value)).toEqual(["b", "c"]);
  shop.selectValue("c");
  first.setValues(["two", "one"]);
  sound.setValue(new File([text("sound")], "talk.m4a", { type: "audio/mp4" }));
  const xml = await open.write();
  expect(xml).toContain("<shop>c</shop><first>two one</first>");
  expect(photosIn(xml)).toEqual([expect.stringMatching(/^file-[0-9a-f-]{36}\.m4a$/)]);
});
