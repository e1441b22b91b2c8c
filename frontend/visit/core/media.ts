// The pictures, sounds and lists that questionnaires show: fetched with the day, kept under the PIN.
import type { Bytes } from "./sealing";
import type { FormInBundle } from "./server";
import type { Vault } from "./vault";

/** Return a file that the questionnaire names, such as jr://images/door.jpg; null where it is not here. */
export type Media = (resource: { href: string }) => Promise<{ content: Bytes; type: string } | null>;

const TYPES: Record<string, string> = {
  svg: "image/svg+xml",
  csv: "text/csv",
  xml: "text/xml",
  geojson: "application/geo+json",
};
const PREFIX = "media/";

/** Fetch what is not here yet, and forget what no questionnaire shows any more. */
export async function keepMedia(
  opened: Vault,
  forms: FormInBundle[],
  fetchOne: (url: string) => Promise<Bytes>,
): Promise<void> {
  const wanted = new Map(forms.flatMap((form) => form.media.map(({ digest, url }) => [PREFIX + digest, url])));
  const here = new Set(await opened.keptNames(PREFIX));
  for (const name of here) if (!wanted.has(name)) await opened.forget(name);
  for (const [name, url] of wanted) if (!here.has(name)) await opened.keepFile(name, await fetchOne(url));
}

export function mediaOf(opened: Vault, form: FormInBundle): Media {
  return async ({ href }) => {
    const name = decodeURIComponent(href.slice(href.lastIndexOf("/") + 1));
    const named = form.media.find((one) => one.name === name);
    const content = named ? await opened.keptFile(PREFIX + named.digest) : null;
    const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    return content && { content, type: TYPES[ending] ?? "" };
  };
}
