// What lies on the phone. One small database says who uses it; each person has a database of their own.
// Writes are `strict`: the browser tells that they are done when they are on the disk.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Bytes, Lock } from "./sealing";

/** Someone who uses this phone. The mailbox token can only hand in what is sealed. */
export interface PersonOnPhone {
  key: string;
  name: string;
  association: { zh: string; en: string };
  mailbox: string;
  recipient: string;
  signedOut: boolean;
}

export interface AppSchema extends DBSchema {
  people: { key: string; value: PersonOnPhone };
  settings: { key: string; value: unknown };
}

export type PartState = "open" | "finished" | "delivered" | "kept";

export interface Piece {
  name: string;
  size: number;
  sha256: string;
}

/** A part as it lies on the phone. `key` opens it by the PIN; without it only the association can. */
export interface PartRecord {
  id: string;
  state: PartState;
  sealedKey: Bytes;
  key: Bytes | null;
  info: Bytes;
  seq: number;
  files: string[];
  pieces: Piece[];
  /** False for an interview that nobody ended: a person looks at it before it is taken. */
  isEnded?: boolean;
  /** The code of why it was not taken, and what the association said of it in words. */
  problem: string;
  told: string;
  changedAt: number;
}

export interface PersonSchema extends DBSchema {
  vault: { key: "vault"; value: Lock & { tries: number } };
  kept: { key: string; value: Bytes };
  parts: { key: string; value: PartRecord };
  journal: { key: [string, number]; value: Bytes };
  photos: { key: [string, string]; value: Bytes };
}

export type AppDatabase = IDBPDatabase<AppSchema>;
export type PersonDatabase = IDBPDatabase<PersonSchema>;

export const STRICT = { durability: "strict" } as const;

export async function openApp(): Promise<AppDatabase> {
  return openDB<AppSchema>("visit-app", 1, {
    upgrade(database) {
      database.createObjectStore("people", { keyPath: "key" });
      database.createObjectStore("settings");
    },
  });
}

export async function openPerson(key: string): Promise<PersonDatabase> {
  return openDB<PersonSchema>(`visit-person-${key}`, 1, {
    upgrade(database) {
      database.createObjectStore("vault");
      database.createObjectStore("kept");
      database.createObjectStore("parts", { keyPath: "id" });
      database.createObjectStore("journal");
      database.createObjectStore("photos");
    },
    // When a person's store is forgotten, a page that still has it open lets go.
    blocking(_now, _next, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

export async function forgetPerson(key: string): Promise<void> {
  await deleteDB(`visit-person-${key}`);
}

export function isFull(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === "QuotaExceededError";
}
