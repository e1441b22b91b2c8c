// Handing in what is sealed: any order, any number of tries, from where it stopped. Needs no PIN.

import {
  type AppDatabase,
  forgetPerson,
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

/** Send what every person of this phone has finished, and do what the association asks. */
export async function sendRound(app: AppDatabase, told: () => void = () => undefined): Promise<Round> {
  const round: Round = { sent: 0, left: 0, trouble: null, unknown: [], clockOff: null, wiped: [] };
  let broken: unknown;
  for (const person of await app.getAll("people")) {
    try {
      await roundOf(app, person, round, told);
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

async function roundOf(app: AppDatabase, person: PersonOnPhone, round: Round, told: () => void): Promise<void> {
  const said = await server.contact(person.mailbox);
  round.clockOff = Math.round((Date.now() - Date.parse(said.now)) / 1000);
  const signedOut = said.signed_out || person.signedOut;
  if (signedOut !== person.signedOut || (said.recipient && said.recipient !== person.recipient)) {
    await app.put("people", { ...person, signedOut, recipient: said.recipient || person.recipient });
  }
  const database = await openPerson(person.key);
  try {
    if (signedOut) {
      await forgetKeys(database);
      told();
    }
    await askForKept(database, person.mailbox);
    round.left += await sendAll(database, person, round, told);
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

/** What the person could open goes at once; what is sealed to the association waits to be handed in. */
export async function forgetKeys(database: PersonDatabase): Promise<void> {
  await closeAll(database);
  const done = database.transaction(["vault", "kept"], "readwrite", STRICT);
  await Promise.all([done.objectStore("vault").clear(), done.objectStore("kept").clear(), done.done]);
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
    if (state === record.state) return;
    await putWhereThereIsRoom(database, { ...record, state, problem: answer.problem, changedAt: Date.now() });
  }
}

async function sendAll(
  database: PersonDatabase,
  person: PersonOnPhone,
  round: Round,
  told: () => void,
): Promise<number> {
  for (const record of await waiting(database)) {
    try {
      await sendPart(database, person.mailbox, record, told);
      round.sent += 1;
    } catch (problem) {
      if (!(problem instanceof Trouble)) throw problem;
      // A part on which the association's server fails does not hold up the others; without a network all wait.
      const failed = problem.kind === "offline" && problem.code !== "";
      if (problem.kind === "refused")
        await putWhereThereIsRoom(database, { ...record, problem: problem.code, changedAt: Date.now() });
      else if (!failed) throw problem;
      round.trouble = problem;
    }
    told();
  }
  return (await waiting(database)).length;
}

export async function sendPart(
  database: PersonDatabase,
  mailbox: string,
  record: PartRecord,
  told: () => void = () => undefined,
): Promise<void> {
  const pieces = record.pieces.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  let answer = await server.announce(mailbox, record.id, { sealed_key: base64(record.sealedKey), pieces });
  for (let again = 0; again < 3 && answer.pieces.some((piece) => piece.missing.length > 0); again++) {
    answer = await sendMissing(database, mailbox, record, answer, told);
  }
  await note(database, record, answer);
}

async function sendMissing(
  database: PersonDatabase,
  mailbox: string,
  record: PartRecord,
  answer: PartAnswer,
  told: () => void,
): Promise<PartAnswer> {
  let last = answer;
  for (const { name, missing } of answer.pieces) {
    const content = missing.length > 0 ? await contentOf(database, record, name) : undefined;
    if (!content) continue;
    for (const position of missing) {
      const chunk = content.slice(position * CHUNK, (position + 1) * CHUNK);
      last = await server.chunk(mailbox, record.id, name, position, chunk);
      const piece = record.pieces.find((each) => each.name === name);
      if (piece) piece.sent = Math.min(piece.size, piece.sent + chunk.length);
      await putWhereThereIsRoom(database, record);
      told();
    }
  }
  return last;
}
