import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { isShort, isSimple } from "../core/pins";
import {
  changePin,
  importKey,
  makeLock,
  open,
  openLock,
  random,
  seal,
  sealToAssociation,
  WrongPin,
} from "../core/sealing";
import { waitAfter } from "../core/vault";

const text = (said: string) => new TextEncoder().encode(said);
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const FEW = 1_000;

describe("sealing", () => {
  test("what is sealed opens only for what it is bound to", async () => {
    const key = await importKey(random(32));
    const sealed = await seal(key, text("answer"), "part/form");
    expect(new TextDecoder().decode(await open(key, sealed, "part/form"))).toBe("answer");
    await expect(open(key, sealed, "part/photo")).rejects.toThrow();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await expect(open(key, sealed, "part/form")).rejects.toThrow();
  });

  test("the same answer never looks the same twice", async () => {
    const key = await importKey(random(32));
    expect(await seal(key, text("yes"), "x")).not.toEqual(await seal(key, text("yes"), "x"));
  });

  test("only the PIN opens the lock, and it can be changed", async () => {
    const { lock, key } = await makeLock("714829", FEW);
    const sealed = await seal(key, text("kept"), "x");
    await expect(openLock(lock, "714828")).rejects.toThrow(WrongPin);
    const next = await changePin(lock, "714829", "другое1");
    await expect(openLock(next, "714829")).rejects.toThrow(WrongPin);
    expect(words(await open(await openLock(next, "другое1"), sealed, "x"))).toBe("kept");
  });

  test("the association opens what is sealed to it, the phone does not", async () => {
    const identity = await generateX25519Identity();
    const sealed = await sealToAssociation(await identityToRecipient(identity), text("secret"));
    expect(new TextDecoder().decode(sealed)).toContain("age-encryption.org/v1");
    const opener = new Decrypter();
    opener.addIdentity(identity);
    expect(words(await opener.decrypt(sealed))).toBe("secret");
  });

  test("wrong PINs wait longer each time, at most an hour", () => {
    expect([1, 4, 5, 6, 30].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 3_600_000]);
  });

  test.each([
    ["714829", false, false],
    ["12345", true, true],
    ["123456", false, true],
    ["999999", false, true],
    ["987654", false, true],
  ])("the PIN %s: short %s, simple %s", (pin, short, simple) => {
    expect([isShort(pin), isSimple(pin)]).toEqual([short, simple]);
  });
});
