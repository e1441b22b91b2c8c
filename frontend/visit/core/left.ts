// Interviews that were open when the app locked. Whoever knows the PIN goes on with one, or ends it; what
// nobody comes back to is handed in as far as it was answered, and is said to have been ended by nobody.
import type { Bytes } from "./sealing";
import type { Stillness } from "./stillness";

/** How long it waits for the PIN after the app locked: a critical answer may be in it. */
export const LEFT_FOR = 20 * 60_000;

/** Where an interview stands. */
export interface Standing {
  at: number;
  keeps: boolean;
  over: boolean;
}

export interface Left extends Standing {
  part: string;
  /** The key of the part, encrypted by the PIN. It is here and nowhere on the disk. */
  key: Bytes;
  visit: number;
  version: number;
  since: Stillness;
}

/** By the key of the person who led it. */
export const left = new Map<string, Left>();
