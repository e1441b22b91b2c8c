// The state of the whole app: who is here, what is open, and what went wrong.
import { reactive, shallowRef } from "vue";
import { inLanguage, language, speak } from "../words";
import { type AppDatabase, isFull, openApp, openPerson, type PersonOnPhone, STRICT } from "./database";
import { keepMedia } from "./media";
import { closeInterrupted, partsOf } from "./parts";
import { forgetKeys, sendRound } from "./sending";
import { type Bundle, server, Trouble } from "./server";
import { LOCK_AFTER, Vault } from "./vault";

export type Screen =
  | { name: "starting" }
  | { name: "refused" }
  | { name: "two-tabs" }
  | { name: "sign-in" }
  | { name: "set-pin"; person: PersonOnPhone; token: string }
  | { name: "enter-pin" }
  | { name: "today" }
  | { name: "visit"; visit: number }
  | { name: "form"; part: string }
  | { name: "interview"; part: string; visit: number }
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
  /** Writes under way: an update of the app waits for them. */
  unsaved: 0,
  /** An answer is on the page that could not be stored. */
  notSaved: false,
  /** The page asks for the PIN, and is still there behind it. */
  covered: false,
  othersWaiting: 0,
});

export const vault = shallowRef<Vault | null>(null);
let database: AppDatabase;
let touched = { at: Date.now(), ticks: performance.now() };

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
    state.people = await database.getAll("people");
  } catch {
    speak(navigator.language);
    show({ name: "refused" });
    return;
  }
  const code = codeInAddress();
  if (state.people.length === 0 || code) show({ name: "sign-in" });
  else if (state.people.every((person) => person.signedOut)) show({ name: "revoked" });
  else show({ name: "enter-pin" });
  void navigator.storage?.persist?.();
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, touch, { passive: true, capture: true });
  window.addEventListener("online", () => void send());
  document.addEventListener("visibilitychange", lockWhenIdle);
  window.setInterval(lockWhenIdle, 5_000);
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
  touched = { at: Date.now(), ticks: performance.now() };
}

/** By the clock, which goes on while the phone sleeps, or by what no setting of the clock changes. */
function isIdle(): boolean {
  return Math.max(Date.now() - touched.at, performance.now() - touched.ticks) >= LOCK_AFTER;
}

function lockWhenIdle(): void {
  if (!vault.value || !isIdle()) return;
  // What could not be stored is nowhere but on the page: it is covered, not closed.
  if (state.notSaved) state.covered = true;
  else lock();
}

/** Show the page again after the PIN. */
export function uncover(): void {
  touch();
  state.covered = false;
}

export function lock(): void {
  vault.value?.close();
  vault.value = null;
  Object.assign(state, { person: null, bundle: null, parts: [], interrupted: 0, covered: false });
  show({ name: state.people.length > 0 ? "enter-pin" : "sign-in" });
}

export async function chooseLanguage(wanted: string): Promise<void> {
  speak(wanted);
  await database.put("settings", wanted, "language");
}

export async function pairPhone(code: string, name: string): Promise<void> {
  const said = await server.pair(code, name);
  history.replaceState(null, "", location.pathname);
  const key = `${said.association.slug}-${said.person.id}`;
  const { mailbox, recipient } = said;
  const person: PersonOnPhone = {
    key,
    name: said.person.name,
    association: { zh: said.association.zh, en: said.association.en },
    mailbox,
    recipient,
    signedOut: false,
  };
  const known = await database.get("people", key);
  if (known?.signedOut) await sendRound(database).catch(() => undefined);
  const done = database.transaction("people", "readwrite", STRICT);
  await Promise.all([done.store.put(person), done.done]);
  state.people = await database.getAll("people");
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
  state.interrupted = await closeInterrupted(opened.database);
  const kept = await opened.kept<{ bundle: Bundle; at: number }>("bundle");
  state.bundle = kept?.bundle ?? null;
  state.fetchedAt = kept?.at ?? 0;
  await refresh();
  show({ name: "today" });
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
  else if (problem.kind === "signed-out") await signedOut();
  else state.problem = problem.code;
}

async function signedOut(): Promise<void> {
  await send();
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
    const round = await sendRound(database, () => void refresh().then(leaveIfSignedOut));
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

/** Close what is open where its person was signed out: at once, for what is sealed takes time to be sent. */
async function leaveIfSignedOut(): Promise<void> {
  state.people = await database.getAll("people");
  const mine = state.people.find((person) => person.key === state.person?.key);
  if (!state.person || (mine && !mine.signedOut)) return;
  vault.value?.close();
  vault.value = null;
  Object.assign(state, { person: null, bundle: null, parts: [], covered: false });
  show({ name: "revoked" });
}

async function afterRound(wiped: string[]): Promise<void> {
  await leaveIfSignedOut();
  const nobody = state.people.length > 0 && state.people.every((person) => person.signedOut);
  // Who signs in anew meanwhile is left to it.
  const isSigningIn = ["sign-in", "set-pin"].includes(state.screen.name);
  if ((wiped.length > 0 || nobody) && !vault.value && !isSigningIn) show({ name: "revoked" });
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
  const store = await openPerson(person.key);
  await forgetKeys(store);
  store.close();
  await database.put("people", { ...person, signedOut: true });
  state.people = await database.getAll("people");
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
