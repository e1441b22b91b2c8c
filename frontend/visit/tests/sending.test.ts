import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AppDatabase, openApp, type PersonOnPhone } from "../core/database";
import { beginPart, PartClosed } from "../core/parts";
import { forgetKeys, sendRound, sentOf, waiting } from "../core/sending";
import { CHUNK } from "../core/server";
import { Vault } from "../core/vault";
import { Association } from "./associations";
import { envelope, info, person } from "./people";

let app: AppDatabase;
let who: PersonOnPhone;
let vault: Vault;

let association: Association;

beforeEach(async () => {
  app = await openApp();
  await app.clear("people");
  ({ person: who } = await person());
  await app.put("people", who);
  vault = await Vault.make(who, "714829", 1_000);
  association = new Association();
  vi.stubGlobal("fetch", association.fetch);
});

afterEach(() => vi.restoreAllMocks());

/** Let nothing more be written. */
function fillUp(): void {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
}

async function finished(bytes = 3 * CHUNK): Promise<string> {
  const part = await beginPart(vault, who.recipient, info);
  const photo = { name: "photo-a.jpg", content: new Uint8Array(bytes) };
  await part.append(envelope("<data/>", ["photo-a.jpg"]), info, [photo]);
  await part.finish();
  return part.id;
}

describe("sending", () => {
  test("hands in what is finished and forgets its content", async () => {
    const id = await finished();
    const round = await sendRound(app);
    expect(round).toMatchObject({ sent: 1, left: 0, trouble: null });
    expect((await vault.database.get("parts", id))?.state).toBe("delivered");
    expect(await vault.database.count("photos")).toBe(0);
  });

  test("goes on where the network broke, whatever the request", async () => {
    await finished();
    for (let broken = 1; broken < 12; broken++) {
      association.requests = 0;
      association.failAt = new Set([broken]);
      await sendRound(app);
    }
    association.failAt.clear();
    await sendRound(app);
    expect(await waiting(vault.database)).toEqual([]);
    expect([...(association.chunks.get("photo-a.jpg") ?? [])].sort()).toEqual([0, 1, 2, 3]);
  });

  test("keeps what the association has but could not take", async () => {
    association.state = "kept";
    const id = await finished();
    await sendRound(app);
    expect((await vault.database.get("parts", id))?.state).toBe("kept");
  });

  test.each(["delivered", "set_aside"] as const)("asks what became of it: %s, and it is forgotten", async (settled) => {
    association.state = "kept";
    const id = await finished();
    await sendRound(app);
    await sendRound(app);
    expect((await vault.database.get("parts", id))?.state).toBe("kept");
    expect(await vault.database.count("photos")).toBe(1);
    association.state = settled;
    await sendRound(app);
    expect((await vault.database.get("parts", id))?.state).toBe("delivered");
    expect(await vault.database.count("photos")).toBe(0);
  });

  test("sends the photos of a part that was taken before they were here", async () => {
    association.state = "kept";
    const id = await finished();
    await sendRound(app);
    association.chunks.get("photo-a.jpg")?.delete(1);
    association.state = "delivered";
    await sendRound(app);
    expect(association.chunks.get("photo-a.jpg")?.size).toBe(4);
    expect((await vault.database.get("parts", id))?.state).toBe("delivered");
  });

  test("a part on which the server fails does not hold up the others", async () => {
    const id = await finished();
    const other = await finished();
    association.failing = [id, other].sort()[0] ?? id;
    expect(await sendRound(app)).toMatchObject({ sent: 1, left: 1 });
  });

  test("whose sign-in has ended is told, and nobody else on the phone", async () => {
    const { person: other } = await person();
    await app.put("people", other);
    association.stranger = other.mailbox;
    await finished();
    expect(await sendRound(app)).toMatchObject({ sent: 1, unknown: [other.key] });
  });

  test("a phone that was signed out hands in even what was open, then forgets everything", async () => {
    const part = await beginPart(vault, who.recipient, info);
    await part.append(envelope("<data>open</data>"), info);
    association.signedOut = true;
    association.failAt = new Set([2]);
    await sendRound(app);
    expect(await vault.database.count("vault"), "the PIN opens nothing any more").toBe(0);
    expect(await waiting(vault.database)).toHaveLength(1);
    vault.close();
    association.failAt.clear();
    const round = await sendRound(app);
    expect(round.wiped).toEqual([who.key]);
    expect(association.wiped).toBe(true);
    expect(association.chunks.has("form")).toBe(true);
    expect(await app.getAll("people")).toEqual([]);
  });

  test("is told in words what was not taken, and what is looked at", async () => {
    const id = await finished();
    association.refusing = { [id]: { code: "PHONE_OTHER_CONTENT", what: "Another was here.", remedy: "Wait." } };
    await sendRound(app);
    const refused = await vault.database.get("parts", id);
    expect(refused).toMatchObject({ problem: "PHONE_OTHER_CONTENT", told: "Another was here. Wait." });
    Object.assign(association, { refusing: {}, state: "kept", told: "Not on the team." });
    await sendRound(app);
    expect(await vault.database.get("parts", id)).toMatchObject({ state: "kept", told: "Not on the team." });
  });

  test("on a full phone all is sent in one round, for everyone on it, and makes room", async () => {
    const { person: other } = await person();
    await app.put("people", other);
    const theirs = await Vault.make(other, "714829", 1_000);
    const part = await beginPart(theirs, other.recipient, info);
    await part.append(envelope("<data/>"), info);
    await part.finish();
    await finished();
    await finished();
    fillUp();
    const round = await sendRound(app);
    expect(round).toMatchObject({ sent: 3, trouble: null });
    expect([await vault.database.count("photos"), await theirs.database.count("journal")]).toEqual([0, 0]);
  });

  test("says how much of a part has arrived without writing it down", async () => {
    const id = await finished();
    association.failAt = new Set([4]);
    await sendRound(app);
    const record = await vault.database.get("parts", id);
    const all = record?.pieces.reduce((sum, piece) => sum + piece.size, 0) ?? 0;
    const form = record?.pieces[0]?.size;
    expect(sentOf.get(id)).toBe(form);
    association.failAt.clear();
    await sendRound(app);
    expect(sentOf.get(id)).toBe(all);
  });

  test("lets go of whoever is signed out before what is sealed is on its way", async () => {
    const part = await beginPart(vault, who.recipient, info);
    await part.append(envelope("<data>open</data>"), info);
    association.signedOut = true;
    const requests: number[] = [];
    const letGo = async () => {
      requests.push(association.requests);
    };
    await sendRound(app, { told: () => undefined, letGo });
    expect(requests[0], "the contact alone").toBe(1);
  });

  test("nothing is written to a part that the sign-out has sealed, and nothing of it lost", async () => {
    const part = await beginPart(vault, who.recipient, info);
    await part.append(envelope("<data>before</data>"), info);
    await forgetKeys(vault.database);
    await expect(part.append(envelope("<data>after</data>"), info)).rejects.toThrow(PartClosed);
    expect(await waiting(vault.database)).toMatchObject([{ id: part.id, state: "finished", seq: 1 }]);
    expect(await vault.database.count("journal")).toBe(1);
  });

  test("a phone that is full hands everything in, and so gets room again", async () => {
    await finished();
    const other = await finished();
    const put = IDBObjectStore.prototype.put;
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === "parts") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    });
    try {
      expect(await sendRound(app)).toMatchObject({ sent: 2, trouble: null });
    } finally {
      full.mockRestore();
    }
    expect([await vault.database.count("journal"), await vault.database.count("photos")]).toEqual([0, 0]);
    await sendRound(app);
    expect((await vault.database.get("parts", other))?.state).toBe("delivered");
  });

  test("what is wrong with one person's store holds up nobody else's", async () => {
    await app.put("people", { ...who, key: "a-first", mailbox: "not\na token" });
    const id = await finished();
    await expect(sendRound(app)).rejects.toThrow();
    expect((await vault.database.get("parts", id))?.state).toBe("delivered");
  });

  test("an answer of somebody in between is no answer of the association", async () => {
    const id = await finished();
    vi.stubGlobal("fetch", async () => new Response("<html>Please pay for this network</html>"));
    expect(await sendRound(app)).toMatchObject({ trouble: { kind: "offline" } });
    expect((await vault.database.get("parts", id))?.state).toBe("finished");
  });

  test("a connection that says nothing is given up, and tried anew", async () => {
    const id = await finished();
    const patience = new AbortController();
    vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(patience.signal);
    vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
      return new Promise((_answer, fail) => init.signal?.addEventListener("abort", () => fail(new Error("aborted"))));
    });
    const round = sendRound(app);
    await vi.waitFor(() => expect(AbortSignal.timeout).toHaveBeenCalled());
    patience.abort();
    expect(await round).toMatchObject({ trouble: { kind: "offline" } });
    vi.stubGlobal("fetch", association.fetch);
    await sendRound(app);
    expect((await vault.database.get("parts", id))?.state).toBe("delivered");
  });
});
