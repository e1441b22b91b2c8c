// Handing in what is sealed: any order, any number of tries, from where it stopped. Needs no PIN.

import { shallowReactive } from "vue";
import {
  type AppDatabase,
  forgetPerson,
  isFull,
  openPerson,
  type PartRecord,
  type PersonDatabase,
  type PersonOnPhone,
  STRICT,
} from "./database";
import { closeAll, contentOf, markDelivered, putWhereThereIsRoom } from "./parts";
import { base64 } from "./sealing";
import { CHUNK, type PartAnswer, server, Trouble } from "./server";

export interface Round {
  sent: number;
  left: number;
  trouble: Trouble | null;
  /** The keys of people whose sign-in the association does not know any more. */
  unknown: string[];
  /** Seconds by which the phone is ahead; null where nobody could be asked. */
  clockOff: number | null;
  wiped: string[];
}

/** What the app does while a round runs: it shows what was sent, and lets go of who was signed out. */
export interface Listener {
  told(): void;
  /** Called before the keys of a person are forgotten: what they have open is saved and closed. */
  letGo(person: PersonOnPhone, database: PersonDatabase): Promise<void>;
}

const NOBODY: Listener = { told: () => undefined, letGo: async () => undefined };

/** How many bytes of a part the association has, while it is sent. Not on the disk, which may be full. */
export const sentOf = shallowReactive(new Map<string, number>());

/** Send what every person of this phone has finished, and do what the association asks. */
export async function sendRound(app: AppDatabase, listener: Listener = NOBODY): Promise<Round> {
  const round: Round = { sent: 0, left: 0, trouble: null, unknown: [], clockOff: null, wiped: [] };
  let broken: unknown;
  for (const person of await app.getAll("people")) {
    try {
      await roundOf(app, person, round, listener);
    } catch (problem) {
      // What is wrong with the store of one holds up nobody else's.
      if (!(problem instanceof Trouble)) broken ??= problem;
      else {
        round.trouble = problem;
        if (problem.kind === "not-known") round.unknown.push(person.key);
        if (problem.kind === "offline") break;
      }
    }
  }
  if (broken !== undefined) throw broken;
  return round;
}

async function roundOf(app: AppDatabase, person: PersonOnPhone, round: Round, listener: Listener): Promise<void> {
  const said = await server.contact(person.mailbox);
  round.clockOff = Math.round((Date.now() - Date.parse(said.now)) / 1000);
  const signedOut = said.signed_out || person.signedOut;
  if (signedOut !== person.signedOut || (said.recipient && said.recipient !== person.recipient)) {
    const known = { ...person, signedOut, recipient: said.recipient || person.recipient };
    // Where there is no room to note it, what is to be forgotten is forgotten all the same.
    await app.put("people", known).catch((problem) => {
      if (!isFull(problem)) throw problem;
    });
  }
  const database = await openPerson(person.key);
  try {
    if (signedOut) {
      await listener.letGo(person, database);
      await forgetKeys(database);
    }
    await askForKept(database, person.mailbox);
    round.left += await sendAll(database, person, round, listener.told);
    if (signedOut && (await waiting(database)).length === 0) {
      database.close();
      await forgetPerson(person.key);
      await server.wiped(person.mailbox);
      await app.delete("people", person.key);
      round.wiped.push(person.key);
    }
  } finally {
    database.close();
  }
}

/**
 * What the person could open goes at once, which also makes room; what is sealed to the association waits to
 * be handed in.
 */
export async function forgetKeys(database: PersonDatabase): Promise<void> {
  const done = database.transaction(["vault", "kept"], "readwrite", STRICT);
  await Promise.all([done.objectStore("vault").clear(), done.objectStore("kept").clear(), done.done]);
  await closeAll(database);
}

export async function waiting(database: PersonDatabase): Promise<PartRecord[]> {
  return (await database.getAll("parts")).filter((record) => record.state === "finished");
}

/** Ask what became of the parts that the association keeps aside: one that was settled is forgotten here. */
async function askForKept(database: PersonDatabase, mailbox: string): Promise<void> {
  for (const record of await database.getAll("parts")) {
    if (record.state !== "kept") continue;
    try {
      await note(database, record, await server.part(mailbox, record.id));
    } catch (problem) {
      if (!(problem instanceof Trouble) || problem.kind !== "refused") throw problem;
    }
  }
}

async function note(database: PersonDatabase, record: PartRecord, answer: PartAnswer): Promise<void> {
  if (answer.state === "delivered" || answer.state === "set_aside") await markDelivered(database, record);
  else {
    // One that was taken before its photos were here arrives again.
    const state = answer.state === "kept" ? "kept" : "finished";
    await keepRecord(database, record, { state, problem: answer.problem, told: answer.told ?? "" });
  }
}

/** Write what has become of a part; what is known already is not written again. */
async function keepRecord(
  database: PersonDatabase,
  record: PartRecord,
  known: Pick<PartRecord, "state" | "problem" | "told">,
): Promise<void> {
  const isSame = known.state === record.state && known.problem === record.problem && known.told === record.told;
  if (!isSame) await putWhereThereIsRoom(database, { ...record, ...known, changedAt: Date.now() });
}

async function sendAll(
  database: PersonDatabase,
  person: PersonOnPhone,
  round: Round,
  told: () => void,
): Promise<number> {
  for (const record of await waiting(database)) {
    try {
      await sendPart(database, person.mailbox, record);
      round.sent += 1;
    } catch (problem) {
      await meet(database, record, problem, round);
    }
    told();
  }
  return (await waiting(database)).length;
}

/** A part that is refused, or on which the server fails, holds up no other; without a network all wait. */
async function meet(database: PersonDatabase, record: PartRecord, problem: unknown, round: Round): Promise<void> {
  if (!(problem instanceof Trouble)) throw problem;
  if (problem.kind === "refused") {
    const told = `${problem.what} ${problem.remedy}`.trim();
    await keepRecord(database, record, { state: record.state, problem: problem.code, told });
  } else if (problem.kind !== "offline" || problem.code === "") throw problem;
  round.trouble = problem;
}

export async function sendPart(database: PersonDatabase, mailbox: string, record: PartRecord): Promise<void> {
  const pieces = record.pieces.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  let answer = await server.announce(mailbox, record.id, {
    sealed_key: base64(record.sealedKey),
    pieces,
    ended: record.isEnded !== false,
  });
  sentOf.set(record.id, bytesHere(record, answer));
  for (let again = 0; again < 3 && answer.pieces.some((piece) => piece.missing.length > 0); again++) {
    answer = await sendMissing(database, mailbox, record, answer);
  }
  await note(database, record, answer);
}

async function sendMissing(
  database: PersonDatabase,
  mailbox: string,
  record: PartRecord,
  answer: PartAnswer,
): Promise<PartAnswer> {
  let last = answer;
  for (const { name, missing } of answer.pieces) {
    const content = missing.length > 0 ? await contentOf(database, record, name) : undefined;
    if (!content) continue;
    for (const position of missing) {
      const chunk = content.slice(position * CHUNK, (position + 1) * CHUNK);
      last = await server.chunk(mailbox, record.id, name, position, chunk);
      sentOf.set(record.id, bytesHere(record, last));
    }
  }
  return last;
}

/** Return how many bytes of a part the association has, by what it says is missing. */
function bytesHere(record: PartRecord, answer: PartAnswer): number {
  const missing = new Map(answer.pieces.map((piece) => [piece.name, piece.missing]));
  return record.pieces.reduce((sum, { name, size }) => {
    const left = (missing.get(name) ?? []).reduce((all, at) => all + Math.min(CHUNK, size - at * CHUNK), 0);
    return sum + size - left;
  }, 0);
}
