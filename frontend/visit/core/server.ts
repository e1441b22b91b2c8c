// Speaking with the association. Every answer that is not a success is one of four kinds of trouble.
import type { Bytes } from "./sealing";

export const CHUNK = 256 * 1024;

export type TroubleKind = "offline" | "signed-out" | "not-known" | "refused";

export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    readonly code = "",
    readonly what = "",
    readonly remedy = "",
  ) {
    super(code || kind);
  }
}

export interface VisitInBundle {
  id: number;
  reference: string;
  state: string;
  takes_answers: boolean;
  is_today: boolean;
  on: string;
  employer: string;
  address: string;
  team: string[];
  code: string;
}

export interface FormInBundle {
  id: number;
  form_id: string;
  version: string;
  kind: string;
  state: string;
  title: { zh: string; en: string };
  digest: string;
  xform: string;
  definition: { questions: { path: string; type: string; se: Record<string, string> }[] };
  media: { name: string; digest: string; url: string }[];
}

export interface Bundle {
  now: string;
  today: string;
  /** The association's time zone, such as Asia/Shanghai. */
  zone: string;
  person: { id: number; name: string; language: string };
  association: { zh: string; en: string };
  recipient: string;
  visits: VisitInBundle[];
  forms: FormInBundle[];
}

export interface PairAnswer {
  token: string;
  mailbox: string;
  device: number;
  person: { id: number; name: string; language: string };
  association: { slug: string; zh: string; en: string };
  recipient: string;
  now: string;
}

export interface PartAnswer {
  part: string;
  state: "arriving" | "delivered" | "kept" | "set_aside";
  problem: string;
  /** Why it is kept aside, in words. */
  told?: string;
  pieces: { name: string; missing: number[] }[];
}

const ROOT = "/phone/api/";
// A connection that says nothing for so long is broken: a chunk takes less on the slowest network.
const PATIENCE = 120_000;
const PATIENCE_WITH_FILES = 1_800_000;

async function reach(path: string, token: string, init: RequestInit = {}, patience = PATIENCE): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  headers.set("Accept-Language", document.documentElement.lang);
  let response: Response;
  try {
    const signal = AbortSignal.timeout(patience);
    response = await fetch(ROOT + path, { ...init, headers, signal, credentials: "omit", cache: "no-store" });
  } catch {
    throw new Trouble("offline");
  }
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as { code?: string; what?: string; remedy?: string };
  if (!said.code || response.status >= 500) throw new Trouble("offline", `HTTP_${response.status}`);
  const kind = response.status === 410 ? "signed-out" : response.status === 401 ? "not-known" : "refused";
  throw new Trouble(kind, said.code, said.what, said.remedy);
}

async function ask<T>(path: string, token: string, init: RequestInit = {}): Promise<T> {
  const response = await reach(path, token, init);
  try {
    return (await response.json()) as T;
  } catch {
    // Cut off on the way, or said by somebody in between.
    throw new Trouble("offline", "NOT_READ");
  }
}

const json = (method: string, value: unknown): RequestInit => ({
  method,
  body: JSON.stringify(value),
  headers: { "Content-Type": "application/json" },
});

export const server = {
  /** `before`: by what the people of this phone hand in until now, so that it stays the same phone. */
  pair: (code: string, name: string, before: string[]) =>
    ask<PairAnswer>("pair/", "", json("POST", { code, name, before })),
  bundle: (token: string, forms: number[]) => ask<Bundle>(`bundle/?forms=${forms.join(",")}`, token),
  /** A file that a questionnaire shows, by the address that the bundle gives. */
  media: async (token: string, url: string): Promise<Bytes> => {
    const response = await reach(url.replace(ROOT, ""), token, {}, PATIENCE_WITH_FILES);
    const content = await response.arrayBuffer().catch(() => {
      throw new Trouble("offline", "NOT_READ");
    });
    return new Uint8Array(content);
  },
  contact: (mailbox: string) =>
    ask<{ now: string; signed_out: boolean; recipient: string }>(
      "contact/",
      mailbox,
      json("POST", { clock: new Date().toISOString() }),
    ),
  wiped: (mailbox: string) => ask<{ wiped: boolean }>("wiped/", mailbox, json("POST", {})),
  announce: (mailbox: string, part: string, said: unknown) =>
    ask<PartAnswer>(`parts/${part}/`, mailbox, json("PUT", said)),
  part: (mailbox: string, part: string) => ask<PartAnswer>(`parts/${part}/`, mailbox),
  chunk: (mailbox: string, part: string, name: string, position: number, content: Bytes) =>
    ask<PartAnswer>(`parts/${part}/${encodeURIComponent(name)}/${position}/`, mailbox, {
      method: "PUT",
      body: content,
      headers: { "Content-Type": "application/octet-stream" },
    }),
};
