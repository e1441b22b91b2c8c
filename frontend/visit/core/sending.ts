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
import { closeAll, contentOf, markDelivered } from "./parts";
import { base64 } from "./sealing";
import { CHUNK, type PartAnswer, server, Trouble } from "./server";

export interface Round {
  sent: number;
  left: number;
  trouble: Trouble | null;
  clockOff: number;
  wiped: string[];
}

/** Send what every person of this phone has finished, and do what the association asks. */
export async function sendRound(app: AppDatabase, told: () => void = () => undefined): Promise<Round> {
  const round: Round = { sent: 0, left: 0, trouble: null, clockOff: 0, wiped: [] };
  for (const person of await app.getAll("people")) {
    try {
      await roundOf(app, person, round, told);
    } catch (problem) {
      if (!(problem instanceof Trouble)) throw problem;
      round.trouble = problem;
      if (problem.kind === "offline") break;
    }
  }
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
    if (signedOut) await forgetKeys(database);
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
      if (problem.kind !== "refused") throw problem;
      await database.put("parts", { ...record, problem: problem.code, changedAt: Date.now() });
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
  if (answer.state === "delivered" || answer.state === "set_aside") await markDelivered(database, record);
  else if (answer.state === "kept") {
    await database.put("parts", { ...record, state: "kept", problem: answer.problem, changedAt: Date.now() });
  }
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
      await database.put("parts", record);
      told();
    }
  }
  return last;
}
