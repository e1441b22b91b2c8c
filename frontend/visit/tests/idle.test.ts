import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { start, state, uncover, vault } from "../core/app";
import { LOCK_AFTER, Vault } from "../core/vault";
import { person } from "./people";

beforeEach(async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("no network");
  });
  vi.stubGlobal("scrollTo", () => undefined);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date", "performance"] });
  await start();
  const { person: who } = await person();
  vault.value = await Vault.make(who, "714829", 1_000);
  state.person = who;
});

afterEach(() => {
  vault.value?.close();
  vi.useRealTimers();
});

const wait = (time: number) => vi.advanceTimersByTime(time);

test("ten minutes without a touch lock the app", () => {
  window.dispatchEvent(new Event("keydown"));
  wait(LOCK_AFTER - 10_000);
  expect(vault.value).not.toBeNull();
  wait(15_000);
  expect(vault.value).toBeNull();
});

test("a clock that was set back does not keep it open", () => {
  window.dispatchEvent(new Event("keydown"));
  vi.setSystemTime(Date.now() - 24 * 3600_000);
  wait(LOCK_AFTER + 5_000);
  expect(vault.value).toBeNull();
});

test("an answer that could not be stored stays on the page behind the PIN", () => {
  window.dispatchEvent(new Event("keydown"));
  state.notSaved = true;
  wait(LOCK_AFTER + 5_000);
  expect([state.covered, vault.value === null]).toEqual([true, false]);
  uncover();
  wait(60_000);
  expect(state.covered).toBe(false);
  state.notSaved = false;
  wait(LOCK_AFTER);
  expect([state.covered, vault.value === null]).toEqual([false, true]);
});
