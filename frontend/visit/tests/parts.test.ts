import { Decrypter } from "age-encryption";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { PersonOnPhone } from "../core/database";
import {
  beginPart,
  closeInterrupted,
  contentOf,
  FORM,
  finishRecord,
  type OpenPart,
  PartClosed,
  partsOf,
  reopenPart,
} from "../core/parts";
import { importKey, open, sha256 } from "../core/sealing";
import { forgetKeys, waiting } from "../core/sending";
import { MustWait, Vault } from "../core/vault";
import { envelope, info, person } from "./people";

const PIN = "714829";
let who: PersonOnPhone;
let identity: string;
let vault: Vault;

beforeEach(async () => {
  ({ person: who, identity } = await person());
  vault = await Vault.make(who, PIN, 1_000);
});

const begin = (forWorker = false) => beginPart(vault, who.recipient, info, forWorker);
const photo = { name: "photo-a.jpg", content: new Uint8Array([1, 2, 3]) };

async function bytesOnPhone(): Promise<string> {
  const all: unknown[] = [];
  for (const store of ["vault", "kept", "parts", "journal", "photos"] as const)
    all.push(await vault.database.getAll(store));
  return JSON.stringify(all, (_key, value) =>
    value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value,
  );
}

describe("a part", () => {
  test("is there again after the app was closed, with its photos", async () => {
    const part = await begin();
    await part.append(envelope("<data>1</data>"), info);
    await part.append(envelope("<data>2 photo-a.jpg</data>", ["photo-a.jpg"]), { ...info, answered: 2 }, [photo]);
    vault.close();
    vault = await Vault.unlock(who, PIN);
    const again = (await reopenPart(vault, part.id)) as OpenPart;
    const kept = await again.restore();
    expect(kept?.envelope.xml).toBe("<data>2 photo-a.jpg</data>");
    expect(kept?.photos).toEqual([photo]);
    expect(again.info.answered).toBe(2);
  });

  test("falls back to the entry before one that was damaged", async () => {
    const part = await begin();
    await part.append(envelope("<data>1</data>"), info);
    await part.append(envelope("<data>2</data>"), info);
    await vault.database.put("journal", new Uint8Array(40), [part.id, 2]);
    expect((await part.restore())?.envelope.xml).toBe("<data>1</data>");
  });

  test("keeps a bounded journal", async () => {
    const part = await begin();
    for (let entry = 1; entry <= 30; entry++) await part.append(envelope(`<data>${entry}</data>`), info);
    expect(await vault.database.count("journal")).toBe(12);
    expect((await part.restore())?.envelope.xml).toBe("<data>30</data>");
  });

  test("shows nothing on the phone that was answered", async () => {
    const part = await begin();
    await part.append(envelope("<data>confiscated</data>"), info);
    await vault.keep("token", "a-secret-token");
    const lying = await bytesOnPhone();
    for (const secret of ["confiscated", "翠湖饭庄", "a-secret-token", "V-00007"]) expect(lying).not.toContain(secret);
  });

  test("that is finished opens by the association's key alone", async () => {
    const part = await begin();
    await part.append(envelope("<data>finished</data>"), info);
    await part.finish();
    expect(await reopenPart(vault, part.id)).toBeNull();
    const record = await vault.database.get("parts", part.id);
    if (!record) throw new Error("the part is gone");
    expect(record.key).toBeNull();
    const opener = new Decrypter();
    opener.addIdentity(identity);
    const key = await importKey(new Uint8Array(await opener.decrypt(record.sealedKey)));
    const sealed = await contentOf(vault.database, record, FORM);
    if (!sealed) throw new Error("the form is gone");
    expect(new TextDecoder().decode(await open(key, sealed, `${part.id}/form`))).toContain("finished");
  });

  test("of a worker cannot be opened on the phone even while it is filled in", async () => {
    const part = await begin(true);
    await part.append(envelope("<data>held</data>"), info);
    expect(part.record.key).toBeNull();
    expect(await reopenPart(vault, part.id)).toBeNull();
    expect(await closeInterrupted(vault.database)).toBe(1);
    expect(await vault.database.get("parts", part.id)).toMatchObject({ state: "finished", isEnded: false });
  });

  test("of a worker is gone on with by its key in memory, until it is ended", async () => {
    const part = await begin(true);
    await part.append(envelope("<data>held</data>"), info);
    expect(await closeInterrupted(vault.database, part.id)).toBe(0);
    const again = await reopenPart(vault, part.id, part.byPin);
    expect((await again?.restore())?.envelope.xml).toBe("<data>held</data>");
    await again?.finish();
    expect(await vault.database.get("parts", part.id)).toMatchObject({ state: "finished", isEnded: true });
    expect(await reopenPart(vault, part.id, part.byPin)).toBeNull();
  });

  test("that was finished elsewhere takes no more answers, and stays finished", async () => {
    const part = await begin();
    await part.append(envelope("<data>1</data>"), info);
    await finishRecord(vault.database, part.id);
    await expect(part.append(envelope("<data>2</data>"), info)).rejects.toThrow(PartClosed);
    const record = await vault.database.get("parts", part.id);
    expect(record).toMatchObject({ state: "finished", seq: 1, key: null });
  });

  test("is closed with what is answered while it is closed", async () => {
    const part = await begin();
    await part.append(envelope("<data>1</data>"), info);
    const closing = part.finish();
    await part.append(envelope("<data>2</data>"), info).catch(() => undefined);
    await closing;
    const record = await vault.database.get("parts", part.id);
    const form = record && (await contentOf(vault.database, record, FORM));
    if (!form) throw new Error("the form is gone");
    expect(record).toMatchObject({ state: "finished", seq: part.record.seq });
    expect(record?.pieces[0]?.sha256).toBe(await sha256(form));
  });

  test("that was sealed before its person signed in anew hides nothing of what is begun since", async () => {
    const before = await begin();
    await before.append(envelope("<data>before</data>"), info);
    await forgetKeys(vault.database);
    vault.close();
    vault = await Vault.make(who, PIN, 1_000);
    const since = await begin();
    await since.append(envelope("<data>since</data>"), info);
    expect((await partsOf(vault)).map((row) => row.record.id)).toEqual([since.id]);
    expect((await waiting(vault.database)).map((record) => record.id)).toEqual([before.id]);
  });

  test("in which nothing was answered leaves no trace", async () => {
    const part = await begin();
    await part.finish();
    expect(await partsOf(vault)).toEqual([]);
  });
});

describe("a shared phone", () => {
  test("keeps two people apart", async () => {
    const part = await begin();
    await part.append(envelope("<data>mine</data>"), info);
    const { person: other } = await person();
    const theirs = await Vault.make(other, PIN, 1_000);
    expect(await partsOf(theirs)).toEqual([]);
    await expect(theirs.openJson(part.record.info, `info/${part.id}`)).rejects.toThrow();
  });

  test("makes who tries PINs wait, and erases nothing", async () => {
    const part = await begin();
    await part.append(envelope("<data>1</data>"), info);
    vault.close();
    const now = Date.now();
    for (let go = 0; go < 5; go++) await expect(Vault.unlock(who, "000000", now, 0)).rejects.toThrow();
    await expect(Vault.unlock(who, PIN, now + 1_000, 1_000)).rejects.toThrow(MustWait);
    vault = await Vault.unlock(who, PIN, now + 31_000, 31_000);
    expect(await partsOf(vault)).toHaveLength(1);
  });

  test.each([
    ["as it was", 0],
    ["set forward", 24 * 3600_000],
    ["set back", -24 * 3600_000],
  ])("counts the wait whatever becomes of the clock: %s", async (_what, off) => {
    const now = Date.now();
    for (let go = 0; go < 5; go++) await expect(Vault.unlock(who, "000000", now, 0)).rejects.toThrow();
    await expect(Vault.unlock(who, PIN, now + off, 29_000)).rejects.toThrow(MustWait);
    (await Vault.unlock(who, PIN, now + off, 31_000)).close();
  });

  test.each([
    ["a clock that was set forward", 5, 24 * 3600_000, 30_000],
    ["a clock that was set back", 5, -24 * 3600_000, 30_000],
    ["very many wrong PINs", 40, 0, 3600_000],
  ])("counts it anew when the app was opened again, with %s, and locks nobody out", async (_what, tries, off, wait) => {
    const now = Date.now();
    for (let go = 0; go < tries; go++) await expect(Vault.unlock(who, "000000", now, go * 3600_001)).rejects.toThrow();
    vi.resetModules();
    const again = await import("../core/vault");
    const opened = (ticks: number) => again.Vault.unlock(who, PIN, now + off, ticks);
    await expect(opened(1_000)).rejects.toMatchObject({ until: now + off + wait - 1_000 });
    await expect(opened(wait - 1)).rejects.toThrow("wait");
    (await opened(wait)).close();
    vi.resetModules();
    (await (await import("../core/vault")).Vault.unlock(who, PIN, now, 0)).close();
  });

  test("asks nobody to wait who had a few tries left", async () => {
    for (let go = 0; go < 4; go++) await expect(Vault.unlock(who, "000000", Date.now(), 0)).rejects.toThrow();
    vi.resetModules();
    (await (await import("../core/vault")).Vault.unlock(who, PIN, Date.now(), 0)).close();
  });
});
