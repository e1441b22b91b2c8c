import { CHUNK } from "../core/server";

/** An association that keeps chunks, and can fail at any request. */
export class Association {
  chunks = new Map<string, Set<number>>();
  sizes = new Map<string, number>();
  requests = 0;
  failAt = new Set<number>();
  signedOut = false;
  wiped = false;
  /** Whether the last part that was announced was ended by a person. */
  ended: boolean | null = null;
  state: "delivered" | "kept" | "set_aside" = "delivered";
  told = "";
  stranger = "";
  failing = "";
  /** What a request is refused with, by a part of its address. */
  refusing: Record<string, object> = {};

  fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    this.requests += 1;
    const address = String(input);
    if (this.failAt.has(this.requests)) throw new TypeError("no network");
    if (this.stranger && new Headers(init?.headers).get("Authorization")?.endsWith(this.stranger))
      return new Response(JSON.stringify({ code: "PHONE_NOT_KNOWN" }), { status: 401 });
    if (this.failing && address.includes(this.failing)) return new Response("", { status: 500 });
    const refused = Object.entries(this.refusing).find(([part]) => address.includes(part));
    if (refused) return new Response(JSON.stringify(refused[1]), { status: 409 });
    return new Response(JSON.stringify(this.answer(address.replace("/phone/api/", ""), init)));
  };

  private answer(path: string, init?: RequestInit): unknown {
    if (path === "contact/") return { now: new Date().toISOString(), signed_out: this.signedOut, recipient: "" };
    if (path === "wiped/") {
      this.wiped = true;
      return { wiped: true };
    }
    const [, , name, position] = path.split("/");
    if (position) this.chunks.get(name ?? "")?.add(Number(position));
    else if (init?.body) {
      const said = JSON.parse(String(init.body));
      this.ended = said.ended;
      for (const piece of said.pieces) {
        if (!this.chunks.has(piece.name)) this.chunks.set(piece.name, new Set());
        this.sizes.set(piece.name, piece.size);
      }
    }
    const pieces = [...this.sizes].map(([one, size]) => ({
      name: one,
      missing: [...Array(Math.ceil(size / CHUNK)).keys()].filter((place) => !this.chunks.get(one)?.has(place)),
    }));
    const whole = pieces.every((piece) => piece.missing.length === 0);
    return { part: "x", state: whole ? this.state : "arriving", problem: "", told: whole ? this.told : "", pieces };
  }
}
