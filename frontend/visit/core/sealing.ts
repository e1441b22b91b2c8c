// Encryption on the phone (docs/decisions/0016). All by Web Crypto; what goes to the association is also
// age. A sealed value is twelve bytes of nonce, then AES-256-GCM ciphertext with its tag; what it is bound
// to must be said again to open it.
import { Encrypter } from "age-encryption";

export type Bytes = Uint8Array<ArrayBuffer>;

export const ITERATIONS = 600_000;
const NONCE = 12;
const text = new TextEncoder();

export class WrongPin extends Error {}

export function random(size: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(size));
}

export async function seal(key: CryptoKey, plain: Bytes, bound: string): Promise<Bytes> {
  const nonce = random(NONCE);
  const how = { name: "AES-GCM", iv: nonce, additionalData: text.encode(bound) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
  const whole = new Uint8Array(NONCE + sealed.length);
  whole.set(nonce);
  whole.set(sealed, NONCE);
  return whole;
}

export async function open(key: CryptoKey, sealed: Bytes, bound: string): Promise<Bytes> {
  const how = { name: "AES-GCM", iv: sealed.slice(0, NONCE), additionalData: text.encode(bound) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.slice(NONCE)));
}

export async function sealJson(key: CryptoKey, value: unknown, bound: string): Promise<Bytes> {
  return seal(key, text.encode(JSON.stringify(value)), bound);
}

export async function openJson<T>(key: CryptoKey, sealed: Bytes, bound: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await open(key, sealed, bound))) as T;
}

export async function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function pinKey(pin: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", text.encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The key of one person's data, encrypted by their PIN. */
export interface Lock {
  salt: Bytes;
  iterations: number;
  wrapped: Bytes;
}

export async function makeLock(pin: string, iterations = ITERATIONS): Promise<{ lock: Lock; key: CryptoKey }> {
  const raw = random(32);
  const lock = await lockKey(raw, pin, iterations);
  const key = await importKey(raw);
  raw.fill(0);
  return { lock, key };
}

async function lockKey(raw: Bytes, pin: string, iterations: number): Promise<Lock> {
  const salt = random(16);
  return { salt, iterations, wrapped: await seal(await pinKey(pin, salt, iterations), raw, "data key") };
}

async function unwrap(lock: Lock, pin: string): Promise<Bytes> {
  const key = await pinKey(pin, lock.salt, lock.iterations);
  try {
    return await open(key, lock.wrapped, "data key");
  } catch {
    throw new WrongPin();
  }
}

export async function openLock(lock: Lock, pin: string): Promise<CryptoKey> {
  const raw = await unwrap(lock, pin);
  const key = await importKey(raw);
  raw.fill(0);
  return key;
}

export async function changePin(lock: Lock, pin: string, next: string): Promise<Lock> {
  return lockKey(await unwrap(lock, pin), next, lock.iterations);
}

export async function sealToAssociation(recipient: string, plain: Bytes): Promise<Bytes> {
  const to = new Encrypter();
  to.addRecipient(recipient);
  return new Uint8Array(await to.encrypt(plain));
}

export async function sha256(content: Bytes): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function base64(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}
