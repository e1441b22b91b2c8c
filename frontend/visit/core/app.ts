// The state of the whole app: who is here, what is open, and what went wrong.
import { markRaw, type Raw, reactive, shallowRef } from "vue";
import { inLanguage, language, speak } from "../words";
import {
  type AppDatabase,
  isFull,
  openApp,
  openPerson,
  type PersonDatabase,
  type PersonOnPhone,
  STRICT,
} from "./database";
import type { Filling } from "./filling";
import { LEFT_FOR, type Left, left, type Standing } from "./left";
import { keepMedia } from "./media";
import { closeInterrupted, partsOf } from "./parts";
import { type Lock, openLock } from "./sealing";
import { forgetKeys, sendRound } from "./sending";
import { type Bundle, server, Trouble } from "./server";
import { Stillness } from "./stillness";
import { LOCK_AFTER, Vault } from "./vault";

export type Screen =
  | { name: "starting" }
  | { name: "refused" }
  | { name: "two-tabs" }
  | { name: "sign-in" }
  | { name: "set-pin"; person: PersonOnPhone; token: string }
  | { name: "enter-pin" }
  /** Locked while someone else held the phone. `lock` knows the PIN of who was signed out meanwhile. */
  | { name: "clock"; person: PersonOnPhone; lock: Lock | null }
  | { name: "today" }
  | { name: "visit"; visit: number }
  | { name: "form"; part: string }
  | { name: "interview"; part: string; visit: number; left?: Raw<Left> }
  | { name: "queue" }
  | { name: "settings" }
  | { name: "revoked" };

export type PartRow = Awaited<ReturnType<typeof partsOf>>[number];

export const state = reactive({
  screen: { name: "starting" } as Screen,
  people: [] as PersonOnPhone[],
  person: null as PersonOnPhone | null,
  bundle: null as Bundle | null,
  fetchedAt: 0,
  parts: [] as PartRow[],
  interrupted: 0,
  /** Seconds by which this phone is ahead. */
  clockOff: 0,
  sending: false,
  offline: false,
  expired: false,
  full: false,
  problem: "",
  update: false,
  /** Someone else holds the phone: nothing of the app is shown around what they see. */
  discreet: false,
  /** Nobody touched it for long, and an answer is not stored yet: the page stays, unseen, until the PIN. */
  covered: false,
  /** Writes under way: an update of the app waits for them. */
  unsaved: 0,
  othersWaiting: 0,
});

export const vault = shallowRef<Vault | null>(null);
let database: AppDatabase;
const still = new Stillness();
/** What is being filled in: it is on the disk before its store is closed. */
let filling: Filling | null = null;
let standing: (() => Standing) | null = null;

/** Note what is being filled in. `where`: it is an interview, and stands there. */
export function fill(now: Filling | null, where: (() => Standing) | null = null): void {
  filling = now;
  standing = where;
}

/** Read who uses this phone, as the plain values that alone can be stored again. */
async function peopleHere(): Promise<PersonOnPhone[]> {
  return (await database.getAll("people")).map((person) => markRaw(person));
}

export function show(screen: Screen): void {
  state.problem = "";
  state.screen = screen;
  window.scrollTo(0, 0);
}

export async function start(): Promise<void> {
  try {
    database = await openApp();
    speak(String((await database.get("settings", "language")) ?? navigator.language));
    state.clockOff = Number((await database.get("settings", "clock")) ?? 0);
    state.people = await peopleHere();
  } catch {
    speak(navigator.language);
    show({ name: "refused" });
    return;
  }
  await handInInterrupted(state.people).catch(meet);
  const code = codeInAddress();
  if (state.people.length === 0 || code) show({ name: "sign-in" });
  else if (state.people.every((person) => person.signedOut)) show({ name: "revoked" });
  else show({ name: "enter-pin" });
  void navigator.storage?.persist?.();
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, touch, { passive: true, capture: true });
  window.addEventListener("online", () => void send());
  document.addEventListener("visibilitychange", () => void lockWhenIdle());
  window.setInterval(() => void lockWhenIdle(), 5_000);
  window.setInterval(() => void send(), 60_000);
  void send();
}

/** The code that the office's QR carries behind the #, which no server ever sees. */
export function codeInAddress(): string {
  return location.hash
    .slice(1)
    .replace(/[^0-9A-Za-z-]/g, "")
    .slice(0, 12);
}

function touch(): void {
  still.end();
}

async function lockWhenIdle(): Promise<void> {
  await handInLeft();
  if (!vault.value || still.lasted() < LOCK_AFTER) return;
  const isSaved = (await filling?.settle()) !== false;
  if (!vault.value || still.lasted() < LOCK_AFTER) return;
  if (isSaved) await lock();
  else state.covered = true;
}

/** Hand in the interviews that nobody has come back to. */
async function handInLeft(): Promise<void> {
  const over = state.people.filter(({ key }) => (left.get(key)?.since.lasted() ?? 0) >= LEFT_FOR);
  if (over.length === 0) return;
  for (const { key } of over) left.delete(key);
  await handInInterrupted(over).catch(meet);
  void send();
}

/** Close the store; behind the clock where someone else holds the phone. An interview waits for the PIN. */
export async function lock(): Promise<void> {
  const { person } = state;
  if (person && filling && standing) {
    const { id, byPin, info } = filling.part;
    const { visit, version } = info;
    left.set(person.key, { part: id, key: byPin, visit, version, ...standing(), since: new Stillness() });
  }
  if (person && state.discreet) await close({ name: "clock", person, lock: null });
  else await close({ name: state.people.length > 0 ? "enter-pin" : "sign-in" });
}

/** Show something else at once, then save and close what was open. */
async function close(then: Screen): Promise<void> {
  const opened = vault.value;
  const open = filling;
  vault.value = filling = null;
  Object.assign(state, { person: null, bundle: null, parts: [], interrupted: 0, covered: false });
  show(then);
  if (!opened) return;
  try {
    await open?.settle();
    await handInInterrupted([opened.person]);
  } catch (problem) {
    await meet(problem);
  }
  opened.close();
  void send();
}

/** Close the interviews that nobody can go on with, which needs no PIN; their person is told how many. */
async function handInInterrupted(people: PersonOnPhone[]): Promise<void> {
  for (const { key } of people) {
    const store = await openPerson(key);
    try {
      const count = await closeInterrupted(store, left.get(key)?.part);
      const before = Number((await database.get("settings", `interrupted-${key}`)) ?? 0);
      if (count > 0) await database.put("settings", before + count, `interrupted-${key}`);
    } finally {
      store.close();
    }
  }
}

/** Open the app behind the clock by the PIN of who was here; who was signed out meanwhile is told so then. */
export async function openBehind(pin: string): Promise<void> {
  const { screen } = state;
  if (screen.name !== "clock") return;
  if (!screen.lock) return enter(state.people.find(({ key }) => key === screen.person.key) ?? screen.person, pin);
  await openLock(screen.lock, pin);
  show({ name: "revoked" });
}

export async function chooseLanguage(wanted: string): Promise<void> {
  speak(wanted);
  await database.put("settings", wanted, "language");
}

export async function pairPhone(code: string, name: string): Promise<void> {
  const before = await peopleHere();
  // What is left of who signed out goes by the sign-in that it was sealed under.
  if (before.some((one) => one.signedOut)) await sendRound(database).catch(() => undefined);
  const staying = before.filter((one) => !one.signedOut).map((one) => one.mailbox);
  const said = await server.pair(code, name, staying);
  history.replaceState(null, "", location.pathname);
  const key = `${said.association.slug}-${said.person.id}`;
  const { mailbox, recipient } = said;
  const person: PersonOnPhone = markRaw({
    key,
    name: said.person.name,
    association: { zh: said.association.zh, en: said.association.en },
    mailbox,
    recipient,
    signedOut: false,
  });
  const done = database.transaction("people", "readwrite", STRICT);
  await Promise.all([done.store.put(person), done.done]);
  state.people = await peopleHere();
  if (said.person.language) await chooseLanguage(said.person.language.startsWith("en") ? "en" : "zh");
  show({ name: "set-pin", person, token: said.token });
}

/** Open the store of a person: the first time by making it, later by their PIN. */
export async function enter(person: PersonOnPhone, pin: string, token = ""): Promise<void> {
  const opened =
    token && !(await Vault.exists(person)) ? await Vault.make(person, pin) : await Vault.unlock(person, pin);
  if (token) await opened.keep("token", token);
  touch();
  vault.value?.close();
  vault.value = opened;
  state.person = person;
  state.expired = false;
  await handInInterrupted([person]);
  state.interrupted = Number((await database.get("settings", `interrupted-${person.key}`)) ?? 0);
  await database.delete("settings", `interrupted-${person.key}`);
  const kept = await opened.kept<{ bundle: Bundle; at: number }>("bundle");
  state.bundle = kept?.bundle ?? null;
  state.fetchedAt = kept?.at ?? 0;
  await refresh();
  const back = left.get(person.key);
  left.delete(person.key);
  if (back) show({ name: "interview", part: String(back.version), visit: back.visit, left: markRaw(back) });
  else show({ name: "today" });
  if (token || !kept || navigator.onLine) void fetchBundle();
  void send();
}

export async function refresh(): Promise<void> {
  const opened = vault.value;
  if (!opened) return;
  try {
    const parts = await partsOf(opened);
    if (vault.value === opened) state.parts = parts;
  } catch (problem) {
    // The store was closed meanwhile: locked, or forgotten.
    if (vault.value === opened && !(problem instanceof DOMException)) throw problem;
  }
}

/** Fetch the day's visits; forms that an open part was begun with are kept whatever becomes of them. */
export async function fetchBundle(): Promise<void> {
  const opened = vault.value;
  if (!opened) return;
  const token = await opened.kept<string>("token");
  const begun = state.parts.filter((row) => row.record.state === "open").map((row) => row.info.version);
  try {
    const bundle = await server.bundle(token ?? "", [...new Set(begun)]);
    const known = new Set(bundle.forms.map((form) => form.id));
    const needed = state.bundle?.forms.filter((form) => begun.includes(form.id) && !known.has(form.id)) ?? [];
    bundle.forms.push(...needed);
    const at = Date.now();
    await opened.keep("bundle", { bundle, at });
    if (vault.value !== opened) return;
    Object.assign(state, { bundle, fetchedAt: at, offline: false, expired: false });
    await keepClock(Math.round((at - Date.parse(bundle.now)) / 1000));
    await keepMedia(opened, bundle.forms, (url) => server.media(token ?? "", url));
  } catch (problem) {
    await meet(problem);
  }
}

/** Take note of a trouble; nothing that is stored is lost by any of them. */
export async function meet(problem: unknown): Promise<void> {
  if (isFull(problem)) state.full = true;
  else if (!(problem instanceof Trouble)) state.problem = String(problem);
  else if (problem.kind === "offline") state.offline = true;
  else if (problem.kind === "not-known") state.expired = true;
  else if (problem.kind === "signed-out") await send();
  else state.problem = problem.code;
}

let again = false;

/** Send what is sealed, for everyone on this phone; one round at a time. */
export async function send(): Promise<void> {
  if (!database) return;
  if (state.sending) {
    again = true;
    return;
  }
  state.sending = true;
  try {
    const round = await sendRound(database, { told: () => void refresh(), letGo });
    state.offline = round.trouble?.kind === "offline";
    if (state.person && round.unknown.includes(state.person.key)) state.expired = true;
    if (round.clockOff !== null) await keepClock(round.clockOff);
    state.othersWaiting = round.left;
    await afterRound(round.wiped);
  } catch (problem) {
    if (isFull(problem)) state.full = true;
    else throw problem;
  } finally {
    state.sending = false;
    await refresh();
  }
  if (again) {
    again = false;
    await send();
  }
}

/** Keep by how much this phone is ahead, for a start without a network. */
async function keepClock(off: number): Promise<void> {
  if (off === state.clockOff) return;
  state.clockOff = off;
  await database.put("settings", off, "clock");
}

/** Before the keys of someone who was signed out are forgotten: what they have open is saved and closed. */
async function letGo({ key }: PersonOnPhone, store: PersonDatabase): Promise<void> {
  left.delete(key);
  const { screen, person } = state;
  const isBehind = screen.name === "clock" && screen.person.key === key && !screen.lock;
  if (person?.key !== key && !isBehind) return;
  // Whoever else holds the phone goes on seeing a clock: the PIN alone leads to what was done.
  const known = isBehind ? screen.person : state.discreet ? person : null;
  const lock = (await store.get("vault", "vault")) ?? null;
  if (isBehind && !lock) return;
  await close(known ? { name: "clock", person: known, lock } : { name: "revoked" });
}

async function afterRound(wiped: string[]): Promise<void> {
  for (const key of wiped) await database.delete("settings", `interrupted-${key}`);
  state.people = await peopleHere();
  const nobody = state.people.length > 0 && state.people.every((person) => person.signedOut);
  if (state.screen.name === "enter-pin" && (nobody || wiped.length > 0)) show({ name: "revoked" });
}

/** Sign out by oneself: what is begun is sealed, all else is forgotten, the rest goes when it can. */
export async function signOut(): Promise<void> {
  const opened = vault.value;
  if (!opened) return;
  await forgetKeys(opened.database);
  await database.put("people", { ...opened.person, signedOut: true });
  await send();
}

/** Sign out someone who has forgotten their PIN: what they began is sealed already and is handed in as it is. */
export async function signOutWithoutPin(person: PersonOnPhone): Promise<void> {
  left.delete(person.key);
  const store = await openPerson(person.key);
  await forgetKeys(store);
  store.close();
  await database.put("people", { ...person, signedOut: true });
  state.people = await peopleHere();
  show({ name: "revoked" });
  await send();
}

export function formOf(version: number) {
  return state.bundle?.forms.find((form) => form.id === version);
}

export function visitOf(id: number) {
  return state.bundle?.visits.find((visit) => visit.id === id);
}

export { inLanguage, language };
