// A person's own store, opened by their PIN and closed after ten minutes without a touch.
import { openPerson, type PersonDatabase, type PersonOnPhone, STRICT } from "./database";
import {
  type Bytes,
  changePin,
  type Lock,
  makeLock,
  open,
  openJson,
  openLock,
  seal,
  sealJson,
  WrongPin,
} from "./sealing";

export const LOCK_AFTER = 10 * 60_000;
export const PIN_SIGNS = 6;
// After the fifth wrong PIN each further try waits twice as long, at most an hour. Nothing is ever erased. The
// wait is counted by what no setting of the clock changes. That begins anew with the app, and so does the wait.
const FREE_TRIES = 5;
const LONGEST = 60 * 60_000;

export class MustWait extends Error {
  constructor(readonly until: number) {
    super("wait before the next PIN");
  }
}

export function waitAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : Math.min(LONGEST, 30_000 * 2 ** (tries - FREE_TRIES));
}

export class Vault {
  private constructor(
    readonly person: PersonOnPhone,
    readonly database: PersonDatabase,
    private readonly key: CryptoKey,
  ) {}

  static async make(person: PersonOnPhone, pin: string, iterations?: number): Promise<Vault> {
    const database = await openPerson(person.key);
    const { lock, key } = await makeLock(pin, iterations);
    const done = database.transaction("vault", "readwrite", STRICT);
    await done.store.add({ ...lock, tries: 0 }, "vault");
    await done.done;
    return new Vault(person, database, key);
  }

  static async exists(person: PersonOnPhone): Promise<boolean> {
    const database = await openPerson(person.key);
    const found = await database.count("vault");
    database.close();
    return found > 0;
  }

  /** Open the store. `ticks` are milliseconds since the app was opened, which no setting of the clock changes. */
  static async unlock(person: PersonOnPhone, pin: string, now = Date.now(), ticks = performance.now()): Promise<Vault> {
    const database = await openPerson(person.key);
    try {
      const kept = await database.get("vault", "vault");
      if (!kept) throw new WrongPin();
      const left = (waits.get(person.key) ?? waitAfter(kept.tries)) - ticks;
      if (left > 0) throw new MustWait(now + left);
      // The try is written before it is made, so that ending the app does not give it back.
      const tries = kept.tries + 1;
      await put(database, { ...kept, tries });
      waits.set(person.key, ticks + waitAfter(tries));
      const key = await openLock(kept, pin);
      await put(database, { ...kept, tries: 0 });
      waits.delete(person.key);
      return new Vault(person, database, key);
    } catch (problem) {
      database.close();
      throw problem;
    }
  }

  async changePin(pin: string, next: string): Promise<void> {
    const kept = await this.database.get("vault", "vault");
    if (!kept) throw new WrongPin();
    const lock: Lock = await changePin(kept, pin, next);
    await put(this.database, { ...lock, tries: 0 });
  }

  async keep(name: string, value: unknown): Promise<void> {
    const sealed = await sealJson(this.key, value, `kept/${name}`);
    const done = this.database.transaction("kept", "readwrite", STRICT);
    await done.store.put(sealed, name);
    await done.done;
  }

  async kept<T>(name: string): Promise<T | null> {
    const sealed = await this.database.get("kept", name);
    return sealed ? openJson<T>(this.key, sealed, `kept/${name}`) : null;
  }

  async keepFile(name: string, content: Bytes): Promise<void> {
    const sealed = await this.seal(content, `kept/${name}`);
    const done = this.database.transaction("kept", "readwrite", STRICT);
    await done.store.put(sealed, name);
    await done.done;
  }

  async keptFile(name: string): Promise<Bytes | null> {
    const sealed = await this.database.get("kept", name);
    return sealed ? this.open(sealed, `kept/${name}`) : null;
  }

  async keptNames(beginning: string): Promise<string[]> {
    return (await this.database.getAllKeys("kept")).filter((name) => name.startsWith(beginning));
  }

  async forget(name: string): Promise<void> {
    await this.database.delete("kept", name);
  }

  seal(plain: Bytes, bound: string): Promise<Bytes> {
    return seal(this.key, plain, bound);
  }

  open(sealed: Bytes, bound: string): Promise<Bytes> {
    return open(this.key, sealed, bound);
  }

  sealJson(value: unknown, bound: string): Promise<Bytes> {
    return sealJson(this.key, value, bound);
  }

  openJson<T>(sealed: Bytes, bound: string): Promise<T> {
    return openJson<T>(this.key, sealed, bound);
  }

  close(): void {
    this.database.close();
  }
}

type Kept = Lock & { tries: number };

/** When each person may try again, in milliseconds since the app was opened. */
const waits = new Map<string, number>();

async function put(database: PersonDatabase, value: Kept): Promise<void> {
  const done = database.transaction("vault", "readwrite", STRICT);
  await done.store.put(value, "vault");
  await done.done;
}
