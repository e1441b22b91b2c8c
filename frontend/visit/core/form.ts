// A questionnaire on the phone: the ODK engine reckons what is asked, we draw it (see screens/).
import {
  type AnyChildNode,
  type AnyNode,
  createInstance,
  type InstanceData,
  type RootNode,
  restoreInstance,
} from "@getodk/xforms-engine";
import { shallowReactive } from "vue";
import type { Language } from "../words";
import type { Given } from "./given";
import type { Media } from "./media";
import type { Photo } from "./parts";

export const PHOTO_TYPE = "image/jpeg";

/** A page of the form: a group at its top, or the questions that stand in none. */
export interface FormPage {
  key: string;
  title: string;
  nodes: AnyChildNode[];
  asked: number;
  answered: number;
}

/**
 * Return the XForm with values already in its first instance, e.g. the visit and the part.
 *
 * A place that ODK Collect notes by itself stands among the questions, where the engine does not open it:
 * it is left out, and empty.
 */
export function withValues(xform: string, given: Given): string {
  const form = new DOMParser().parseFromString(xform, "text/xml");
  const places = new Set(
    [...form.getElementsByTagName("*")]
      .filter((one) => one.localName === "bind" && one.getAttribute("type") === "geopoint")
      .map((one) => one.getAttribute("nodeset")),
  );
  for (const trigger of [...form.getElementsByTagName("*")].filter((one) => one.localName === "trigger"))
    if (places.has(trigger.getAttribute("ref"))) trigger.remove();
  const instance = [...form.getElementsByTagName("*")].find((one) => one.localName === "instance");
  for (const [path, value] of Object.entries(given)) {
    for (const element of elementsAt([...(instance?.children ?? [])], path)) element.textContent = value;
  }
  return new XMLSerializer().serializeToString(form);
}

function elementsAt(roots: Element[], path: string): Element[] {
  const below = (found: Element[], name: string) =>
    found.flatMap((one) => [...one.children].filter((child) => child.localName === name));
  return path.split("/").reduce(below, roots);
}

export class OpenForm {
  private constructor(readonly root: RootNode) {}

  static async begin(xform: string, given: Given, language: Language, media?: Media): Promise<OpenForm> {
    const made = await createInstance(withValues(xform, given), optionsWith(media));
    return new OpenForm(made.root).speak(language);
  }

  static async restore(
    xform: string,
    xml: string,
    photos: Photo[],
    language: Language,
    media?: Media,
  ): Promise<OpenForm> {
    const data = new FormData();
    data.set("xml_submission_file", new File([xml], "xml_submission_file", { type: "text/xml" }));
    for (const { name, content } of photos) {
      const type = name.endsWith(".jpg") ? PHOTO_TYPE : "application/octet-stream";
      data.set(name, new File([content], name, { type }));
    }
    const made = await restoreInstance(
      withValues(xform, {}),
      { data: [data as unknown as InstanceData] },
      optionsWith(media),
    );
    return new OpenForm(made.root).speak(language);
  }

  speak(language: Language): this {
    const wanted = [...this.root.languages].find((one) => one.language.includes(`(${language})`));
    if (wanted && "isSyntheticDefault" in wanted === false) this.root.setLanguage(wanted);
    return this;
  }

  /** Return the instance as it would be handed in. */
  async write(): Promise<string> {
    const { data } = await this.root.prepareInstancePayload({ payloadType: "monolithic" });
    return readText(data[0].get("xml_submission_file"));
  }

  /** Return the pages that are asked now. */
  pages(first: string): FormPage[] {
    const pages: FormPage[] = [];
    let loose: AnyChildNode[] = [];
    const flush = () => {
      const shown = loose.filter(isShown);
      if (shown.length > 0) pages.push(pageOf(`loose-${pages.length}`, first, shown));
      loose = [];
    };
    for (const node of this.root.currentState.children as readonly AnyChildNode[]) {
      if (node.nodeType !== "group") {
        loose.push(node);
        continue;
      }
      flush();
      if (isShown(node)) pages.push(pageOf(node.currentState.reference, labelOf(node), childrenOf(node)));
    }
    flush();
    return pages;
  }

  /** How many questions are asked now, and how many of them are answered. */
  progress(): { asked: number; answered: number } {
    return count(childrenOf(this.root));
  }

  /** How many photos and recordings it has, those too that are not asked for now: they may be asked for again. */
  files(): number {
    return countFiles(this.root);
  }

  violations(): readonly { reference: string }[] {
    return this.root.validationState.violations;
  }
}

const INSTANCE = {
  stateFactory: shallowReactive as <T extends object>(object: T) => T,
  instanceAttachments: { fileNameFactory: newName },
};

/** A name that tells nothing; a photo is always a JPEG, of what else was recorded the ending stays. */
function newName({ extension }: { extension: string | null }): string {
  const ending = /^\.([a-z0-9]{1,5})$/i.exec(extension ?? "")?.[1]?.toLowerCase() ?? "bin";
  return `${ending === "jpg" ? "photo" : "file"}-${crypto.randomUUID()}.${ending}`;
}

function optionsWith(media?: Media) {
  // Lists that stand in files of their own are read when the questionnaire opens, pictures when they are seen.
  const fetchFormAttachment = async (resource: { href: string }) => {
    const found = await media?.(resource);
    if (!found) return new Response("", { status: 404 });
    return new Response(found.content, { headers: { "Content-Type": found.type } });
  };
  return { form: { missingResourceBehavior: "BLANK" as const, fetchFormAttachment }, instance: INSTANCE };
}

async function readText(file: File): Promise<string> {
  if (typeof file.text === "function") return file.text();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsText(file);
  });
}

function pageOf(key: string, title: string, nodes: AnyChildNode[]): FormPage {
  return { key, title, nodes, ...count(nodes) };
}

export function childrenOf(node: AnyNode): AnyChildNode[] {
  return ([...(node.currentState.children ?? [])] as AnyChildNode[]).filter(isShown);
}

export function isShown(node: AnyNode): boolean {
  if (!node.currentState.relevant || node.nodeType === "model-value") return false;
  if (node.nodeType === "group") return node.currentState.hasRelevantBodyNodes;
  return true;
}

export function labelOf(node: AnyNode): string {
  return node.currentState.label?.asString ?? "";
}

export function isQuestion(node: AnyNode): boolean {
  return ["input", "select", "upload", "range", "rank", "trigger"].includes(node.nodeType);
}

export function answerOf(node: AnyNode): string {
  const state = node.currentState as { instanceValue?: string };
  return state.instanceValue ?? "";
}

function count(nodes: AnyChildNode[]): { asked: number; answered: number } {
  let asked = 0;
  let answered = 0;
  for (const node of nodes) {
    if (isQuestion(node)) {
      // A photo or a note may be left out; it counts when it is there.
      if (node.nodeType === "upload" || (node.nodeType === "input" && !node.currentState.required)) continue;
      asked += 1;
      if (answerOf(node) !== "") answered += 1;
    } else if (node.currentState.children) {
      const inner = count(childrenOf(node));
      asked += inner.asked;
      answered += inner.answered;
    }
  }
  return { asked, answered };
}

function countFiles(node: AnyNode): number {
  if (node.nodeType === "upload") return answerOf(node) === "" ? 0 : 1;
  return ((node.currentState.children ?? []) as AnyNode[]).reduce((sum, child) => sum + countFiles(child), 0);
}

/** The questions in order, for one at a time. */
export function questionsOf(nodes: readonly AnyNode[]): AnyChildNode[] {
  const found: AnyChildNode[] = [];
  for (const node of nodes) {
    if (!isShown(node)) continue;
    if (isQuestion(node) || node.nodeType === "note") found.push(node as AnyChildNode);
    else found.push(...questionsOf(childrenOf(node)));
  }
  return found;
}
