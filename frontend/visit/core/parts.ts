// The parts of visits: a journal of each, photos beside it, all under a key of the part's own.
//
// That key is encrypted to the association when the part begins, and to the PIN for as long as it is open; in
// an interview the second is kept in memory only. Finishing forgets it: from then on nobody opens it on the
// phone. An entry of the journal is the whole form as it will be handed in, so the newest one that was
// written is what is sent, finished or not.
import { isFull, type PartRecord, type PersonDatabase, type Piece, STRICT } from "./database";
import { type Bytes, importKey, open, openJson, random, seal, sealToAssociation, sha256 } from "./sealing";
import type { FormInBundle, VisitInBundle } from "./server";
import type { Vault } from "./vault";

export const FORM = "form";
const KEPT_ENTRIES = 12;

/** What is handed in: read by the association as JSON. */
export interface Envelope {
  xml: string;
  visit: number;
  version: number;
  begun_at: string;
  finished_at: string;
  files: string[];
}

/** What the person may see of a part while unlocked. */
export interface PartInfo {
  visit: number;
  reference: string;
  employer: string;
  version: number;
  title: { zh: string; en: string };
  parts: string;
  begunAt: string;
  answered: number;
  asked: number;
}

export interface Photo {
  name: string;
  content: Bytes;
}

/** The part was closed meanwhile: what was given since is not kept, and is not said to be. */
export class PartClosed extends Error {}

/** A part that is being filled in. */
export class OpenPart {
  constructor(
    readonly vault: Vault,
    readonly record: PartRecord,
    private readonly key: CryptoKey,
    /** The same key, encrypted by the PIN. */
    readonly byPin: Bytes,
    public info: PartInfo,
  ) {}

  get id(): string {
    return this.record.id;
  }

  /**
   * Write the form as it stands, with new photos, in one transaction; resolves when it is on the disk.
   *
   * Throws PartClosed for a part that was finished, here or by signing the phone out: it stays as it was sealed.
   */
  async append(envelope: Envelope, info: PartInfo, photos: Photo[] = []): Promise<void> {
    const { database } = this.vault;
    const text = new TextEncoder().encode(JSON.stringify(envelope));
    const entry = await seal(this.key, text, `${this.id}/${FORM}`);
    const sealedInfo = await this.vault.sealJson(info, `info/${this.id}`);
    const sealed = await Promise.all(
      photos.map(async ({ name, content }) => [name, await seal(this.key, content, `${this.id}/${name}`)] as const),
    );
    const done = database.transaction(["parts", "journal", "photos"], "readwrite", STRICT);
    const now = await done.objectStore("parts").get(this.id);
    if (now?.state !== "open") throw new PartClosed();
    const seq = now.seq + 1;
    const next = { ...now, seq, info: sealedInfo, files: envelope.files, changedAt: Date.now() };
    const writes: Promise<unknown>[] = [
      done.objectStore("journal").add(entry, [this.id, seq]),
      ...sealed.map(([name, content]) => done.objectStore("photos").put(content, [this.id, name])),
      done.objectStore("parts").put(next),
    ];
    if (seq > KEPT_ENTRIES) writes.push(done.objectStore("journal").delete([this.id, seq - KEPT_ENTRIES]));
    await Promise.all([...writes, done.done]);
    Object.assign(this.record, next);
    this.info = info;
  }

  /** Return the newest entry that can be read, with its photos; null where nothing was answered yet. */
  async restore(): Promise<{ envelope: Envelope; photos: Photo[] } | null> {
    const { database } = this.vault;
    for (let seq = this.record.seq; seq > Math.max(0, this.record.seq - KEPT_ENTRIES); seq--) {
      const entry = await database.get("journal", [this.id, seq]);
      if (!entry) continue;
      try {
        const envelope = await openJson<Envelope>(this.key, entry, `${this.id}/${FORM}`);
        return { envelope, photos: await this.photos(envelope.files) };
      } catch {
        // An entry that does not open is passed over; the one before it was complete.
      }
    }
    return null;
  }

  private async photos(names: string[]): Promise<Photo[]> {
    const found: Photo[] = [];
    for (const name of names) {
      const sealed = await this.vault.database.get("photos", [this.id, name]);
      if (sealed) found.push({ name, content: await open(this.key, sealed, `${this.id}/${name}`) });
    }
    return found;
  }

  finish(): Promise<void> {
    return finishRecord(this.vault.database, this.id);
  }
}

/** Return what the person may see of a part that begins now. */
export function newInfo(visit: VisitInBundle, form: FormInBundle, parts = ""): PartInfo {
  const { id, reference, employer } = visit;
  const begunAt = new Date().toISOString();
  return { visit: id, reference, employer, version: form.id, title: form.title, parts, begunAt, answered: 0, asked: 0 };
}

/** Begin a part. `forWorker`: its key is never written, so that an answer is sealed as it is given. */
export async function beginPart(vault: Vault, recipient: string, info: PartInfo, forWorker = false): Promise<OpenPart> {
  const id = crypto.randomUUID();
  const raw = random(32);
  const key = await importKey(raw);
  const byPin = await vault.seal(raw, `part/${id}`);
  const record: PartRecord = {
    id,
    state: "open",
    sealedKey: await sealToAssociation(recipient, raw),
    key: forWorker ? null : byPin,
    info: await vault.sealJson(info, `info/${id}`),
    seq: 0,
    files: [],
    pieces: [],
    problem: "",
    told: "",
    changedAt: Date.now(),
  };
  raw.fill(0);
  const done = vault.database.transaction("parts", "readwrite", STRICT);
  await Promise.all([done.store.add(record), done.done]);
  return new OpenPart(vault, record, key, byPin, info);
}

/** Return an open part; null for one that only the association can open. `kept`: the key of one for a worker. */
export async function reopenPart(vault: Vault, id: string, kept: Bytes | null = null): Promise<OpenPart | null> {
  const record = await vault.database.get("parts", id);
  const byPin = record?.key ?? kept;
  if (record?.state !== "open" || !byPin) return null;
  const raw = await vault.open(byPin, `part/${id}`);
  const key = await importKey(raw);
  raw.fill(0);
  return new OpenPart(vault, record, key, byPin, await vault.openJson<PartInfo>(record.info, `info/${id}`));
}

/** Return the parts of a person, those aside that were sealed before they signed in anew: they only wait to be sent. */
export async function partsOf(vault: Vault): Promise<{ record: PartRecord; info: PartInfo }[]> {
  const records = await vault.database.getAll("parts");
  const found = await Promise.all(records.map(async (record) => ({ record, info: await infoOf(vault, record) })));
  return found
    .flatMap(({ record, info }) => (info ? [{ record, info }] : []))
    .sort((one, other) => other.record.changedAt - one.record.changedAt);
}

/** Return what the person may see; null for what was left under a PIN that is forgotten: it is only handed in. */
async function infoOf(vault: Vault, record: PartRecord): Promise<PartInfo | null> {
  try {
    return await vault.openJson<PartInfo>(record.info, `info/${record.id}`);
  } catch {
    return null;
  }
}

/**
 * Close a part: its key on the phone is forgotten, its pieces stand in the queue. Needs no PIN.
 *
 * The sums of photos take a while: what was answered meanwhile is closed with it. `isEnded`: by a person.
 */
export async function finishRecord(database: PersonDatabase, id: string, isEnded = true): Promise<void> {
  while (!(await finishAsItIs(database, id, isEnded)));
}

/** Return whether the part is closed now; false where it was written to in between. */
async function finishAsItIs(database: PersonDatabase, id: string, isEnded: boolean): Promise<boolean> {
  const record = await database.get("parts", id);
  if (record?.state !== "open") return true;
  const pieces = await piecesOf(database, record);
  const done = database.transaction("parts", "readwrite", STRICT);
  const now = await done.store.get(id);
  const isSame = now?.state === "open" && now.seq === record.seq;
  if (isSame && now.seq === 0) await done.store.delete(id);
  else if (isSame) await done.store.put({ ...now, key: null, state: "finished", pieces, isEnded });
  await done.done;
  return isSame;
}

async function piecesOf(database: PersonDatabase, record: PartRecord): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const name of [FORM, ...record.files]) {
    const content = await contentOf(database, record, name);
    if (content) pieces.push({ name, size: content.length, sha256: await sha256(content) });
  }
  return pieces;
}

export async function contentOf(
  database: PersonDatabase,
  record: PartRecord,
  name: string,
): Promise<Bytes | undefined> {
  return name === FORM ? database.get("journal", [record.id, record.seq]) : database.get("photos", [record.id, name]);
}

/** Interviews whose key is gone: nobody ended them, they are handed in as far as they were answered. */
export async function closeInterrupted(database: PersonDatabase, but = ""): Promise<number> {
  const open = (await database.getAll("parts")).filter((record) => record.state === "open" && !record.key);
  const gone = open.filter((record) => record.id !== but);
  for (const record of gone) await finishRecord(database, record.id, false);
  return gone.length;
}

/** Close every open part as it stands, for a phone that was signed out. Needs no PIN. */
export async function closeAll(database: PersonDatabase): Promise<void> {
  await closeInterrupted(database);
  for (const record of await database.getAll("parts")) await finishRecord(database, record.id);
}

/** Write a record anew; on a phone that is full the old one stays, and the next round writes it. */
export async function putWhereThereIsRoom(database: PersonDatabase, record: PartRecord): Promise<void> {
  try {
    await database.put("parts", record);
  } catch (problem) {
    if (!isFull(problem)) throw problem;
  }
}

/** Forget the content of a part that has arrived, which makes room; the line in the queue stays. */
export async function markDelivered(database: PersonDatabase, record: PartRecord): Promise<void> {
  const done = database.transaction(["journal", "photos"], "readwrite", STRICT);
  const range = IDBKeyRange.bound([record.id, 0], [record.id, Number.MAX_SAFE_INTEGER]);
  const photos = IDBKeyRange.bound([record.id, ""], [record.id, "\uffff"]);
  await Promise.all([done.objectStore("journal").delete(range), done.objectStore("photos").delete(photos), done.done]);
  await putWhereThereIsRoom(database, { ...record, state: "delivered", problem: "", told: "", changedAt: Date.now() });
}

export async function forgetDelivered(database: PersonDatabase): Promise<void> {
  for (const record of await database.getAll("parts")) {
    if (record.state === "delivered") await database.delete("parts", record.id);
  }
}
