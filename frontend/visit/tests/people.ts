import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { PersonOnPhone } from "../core/database";
import type { Envelope, PartInfo } from "../core/parts";

let number = 0;

/** A person of a phone, and the key by which the association opens what they send. */
export async function person(): Promise<{ person: PersonOnPhone; identity: string }> {
  const identity = await generateX25519Identity();
  number += 1;
  const recipient = await identityToRecipient(identity);
  const made = { key: `kunming-${number}`, name: "马监督", association: { zh: "协会", en: "Association" } };
  return { person: { ...made, mailbox: `mailbox-${number}`, recipient, signedOut: false }, identity };
}

export const info: PartInfo = {
  visit: 7,
  reference: "V-00007",
  employer: "翠湖饭庄",
  version: 3,
  title: { zh: "走访检查清单", en: "Visit checklist" },
  parts: "documents",
  begunAt: "2026-03-10T01:30:00Z",
  answered: 0,
  asked: 91,
};

export function envelope(xml: string, files: string[] = []): Envelope {
  return { xml, visit: 7, version: 3, begun_at: info.begunAt, finished_at: "2026-03-10T02:00:00Z", files };
}
