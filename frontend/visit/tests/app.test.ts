import type { SelectNode } from "@getodk/xforms-engine";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { enter, fill, lock, openBehind, pairPhone, send, show, signOut, start, state, vault } from "../core/app";
import { openApp, type PersonOnPhone } from "../core/database";
import { Filling } from "../core/filling";
import { childrenOf, OpenForm, questionsOf } from "../core/form";
import { LEFT_FOR } from "../core/left";
import { beginPart, reopenPart } from "../core/parts";
import { Stillness } from "../core/stillness";
import { mayUpdate } from "../core/update";
import { LOCK_AFTER, Vault } from "../core/vault";
import { Association } from "./associations";
import { XFORM } from "./forms";
import { info, person } from "./people";

const PIN = "714829";
const STANDING = { at: 5, keeps: false, over: false };
let association: Association;
let who: PersonOnPhone;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("scrollTo", () => undefined);
  association = new Association();
  vi.stubGlobal("fetch", association.fetch);
  fill(null);
  Object.assign(state, { person: null, people: [], discreet: false, covered: false, full: false });
  vault.value = null;
  who = await onPhone();
});

afterEach(() => vi.restoreAllMocks());

/** Someone who uses this phone, with a PIN. */
async function onPhone(): Promise<PersonOnPhone> {
  const { person: made } = await person();
  (await Vault.make(made, PIN, 1_000)).close();
  await (await openApp()).put("people", made);
  return made;
}

/** Open the app and begin to fill in a part. */
async function begin(forWorker = false): Promise<Filling> {
  await start();
  await enter(who, PIN);
  await vi.waitFor(() => expect(state.sending).toBe(false));
  if (!vault.value) throw new Error("the app is locked");
  const part = await beginPart(vault.value, who.recipient, info, forWorker);
  const filling = new Filling(await OpenForm.begin(XFORM, { parts: "documents" }, "en"), part);
  fill(filling, forWorker ? () => STANDING : null);
  show({ name: "interview", part: "3", visit: 7 });
  state.discreet = forWorker;
  return filling;
}

function answer(filling: Filling, value: string): Promise<void> {
  const asked = questionsOf(childrenOf(filling.form.root)).find((one) => one.currentState.reference === "/data/A/A01");
  (asked as SelectNode).selectValue(value);
  return filling.save();
}

/** Let time pass without a touch: ten minutes, after which the app is locked. */
function passTime(length = LOCK_AFTER): void {
  const [at, ticks] = [Date.now(), performance.now()];
  vi.spyOn(Date, "now").mockReturnValue(at + length);
  vi.spyOn(performance, "now").mockReturnValue(ticks + length);
  document.dispatchEvent(new Event("visibilitychange"));
}

async function locked(): Promise<void> {
  passTime();
  await vi.waitFor(() => expect(state.screen.name).toBe("clock"));
  expect(vault.value).toBeNull();
}

describe("in the hands of someone else", () => {
  test("ten minutes without a touch leave a clock; the PIN leads back to where the interview stood", async () => {
    const filling = await begin(true);
    await answer(filling, "yes");
    await locked();
    await vi.waitFor(() => expect(state.sending).toBe(false));
    expect(association.ended).toBeNull();
    expect(mayUpdate()).toBe(false);
    const { database } = await Vault.unlock(who, PIN);
    expect(await database.get("parts", filling.part.id)).toMatchObject({ state: "open", key: null });
    await openBehind(PIN);
    const { screen } = state;
    if (screen.name !== "interview" || !screen.left || !vault.value) throw new Error("it cannot be gone on with");
    expect(screen).toMatchObject({ part: "3", visit: 7, left: STANDING });
    const again = await reopenPart(vault.value, screen.left.part, screen.left.key);
    expect((await again?.restore())?.envelope.xml).toContain("<A01>yes</A01>");
  });

  test("what nobody comes back to is handed in, and is said to have been ended by nobody", async () => {
    const filling = await begin(true);
    await answer(filling, "yes");
    await locked();
    passTime(LEFT_FOR);
    await vi.waitFor(() => expect(association.chunks.get("form")?.size).toBe(1));
    expect(association.ended).toBe(false);
    expect(state.screen.name).toBe("clock");
    expect(mayUpdate()).toBe(true);
    vi.restoreAllMocks();
    await expect(openBehind("000000")).rejects.toThrow();
    expect(state.screen.name).toBe("clock");
    await openBehind(PIN);
    expect(state).toMatchObject({ screen: { name: "today" }, interrupted: 1 });
  });

  test("a sign-out leaves the clock; the PIN leads to what was done", async () => {
    const filling = await begin(true);
    await answer(filling, "yes");
    association.signedOut = true;
    await send();
    await vi.waitFor(() => expect(association.wiped).toBe(true));
    expect(state.screen.name).toBe("clock");
    await expect(openBehind("000000")).rejects.toThrow();
    await openBehind(PIN);
    expect(state.screen.name).toBe("revoked");
  });

  test("a sign-out after it was locked leaves the clock too", async () => {
    await begin(true);
    await lock();
    association.signedOut = true;
    await vi.waitFor(() => expect(state.sending).toBe(false));
    await send();
    expect(state.screen.name).toBe("clock");
    await openBehind(PIN);
    expect(state.screen.name).toBe("revoked");
  });
});

test("who uses the phone in between ends nobody else's interview", async () => {
  const other = await onPhone();
  const filling = await begin(true);
  state.discreet = false;
  await answer(filling, "yes");
  await lock();
  fill(null);
  await enter(other, PIN);
  await lock();
  expect(state.screen.name).toBe("enter-pin");
  await enter(who, PIN);
  expect(state.screen).toMatchObject({ name: "interview", left: { part: filling.part.id } });
});

test("an interview whose page was closed is handed in when the app is opened, before any PIN", async () => {
  const theirs = await onPhone();
  const opened = await Vault.unlock(theirs, PIN);
  const part = await beginPart(opened, theirs.recipient, info, true);
  const filling = new Filling(await OpenForm.begin(XFORM, { parts: "documents" }, "en"), part);
  await answer(filling, "yes");
  opened.close();
  await start();
  await vi.waitFor(() => expect(association.chunks.get("form")?.size).toBe(1));
  expect(association.ended).toBe(false);
  expect(state.screen.name).toBe("enter-pin");
  await enter(theirs, PIN);
  expect(state.interrupted).toBe(1);
});

test("an answer that could not be stored is covered, not dropped, and stored when there is room", async () => {
  const filling = await begin();
  await answer(filling, "no");
  const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await answer(filling, "yes");
  expect(filling.saving.full).toBe(true);
  passTime();
  await vi.waitFor(() => expect(state.covered).toBe(true));
  expect(vault.value).not.toBeNull();
  full.mockRestore();
  passTime();
  await vi.waitFor(() => expect(state).toMatchObject({ covered: false, screen: { name: "enter-pin" } }));
  const again = await reopenPart(await Vault.unlock(who, PIN), filling.part.id);
  expect((await again?.restore())?.envelope.xml).toContain("<A01>yes</A01>");
});

test("who is signed out answers nothing more once what is open is sent", async () => {
  const filling = await begin();
  await answer(filling, "no");
  association.signedOut = true;
  const seen: string[] = [];
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) => {
    if (address.includes("/parts/")) seen.push(state.screen.name);
    return association.fetch(address, init);
  });
  const round = send();
  const last = answer(filling, "yes");
  await round;
  await last;
  expect(new Set(seen)).toEqual(new Set(["revoked"]));
  expect(filling.saving).toMatchObject({ failed: false, pending: 0 });
  await vi.waitFor(() => expect(association.wiped).toBe(true));
});

test("a phone that signs in anew tells that it is the same, and hands in first what is left of who signed out", async () => {
  const left = await onPhone();
  await (await openApp()).put("people", { ...left, signedOut: true });
  await start();
  await vi.waitFor(() => expect(state.sending).toBe(false));
  await (await openApp()).put("people", { ...left, signedOut: true });
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    asked.push(address.replace("/phone/api/", ""));
    if (!address.endsWith("/pair/")) return association.fetch(address, init);
    expect(JSON.parse(String(init?.body)).before).toEqual([who.mailbox]);
    const [slug, id] = who.key.split("-");
    const said = { id, name: who.name, language: "" };
    const home = { slug, ...who.association };
    return new Response(JSON.stringify({ token: "t", mailbox: "m", person: said, association: home, recipient: "r" }));
  });
  await pairPhone("7K2M-Q9XA", "x");
  expect(asked.indexOf("wiped/")).toBeLessThan(asked.indexOf("pair/"));
  expect(await (await openApp()).getAll("people")).toMatchObject([{ key: who.key, mailbox: "m" }]);
});

test("who signs out is forgotten", async () => {
  await begin();
  await signOut();
  await vi.waitFor(() => expect(association.wiped).toBe(true));
  expect(state.screen.name).toBe("revoked");
  expect(await (await openApp()).getAll("people")).toEqual([]);
});

test.each([
  ["set back", -3_600_000, LOCK_AFTER, LOCK_AFTER],
  ["asleep, when nothing counts but the clock", LOCK_AFTER, 0, LOCK_AFTER],
  ["touched a moment ago", 1_000, 1_000, 1_000],
])("stillness of a phone that was %s", (_case, clock, ticks, lasted) => {
  const still = new Stillness();
  still.end(5_000_000, 10);
  expect(still.lasted(5_000_000 + clock, 10 + ticks)).toBe(lasted);
});
