// The language of the app; further catalogues are added here and nowhere else.
import { computed, ref } from "vue";
import { en, type Words } from "./en";
import { zh } from "./zh";

const catalogues = { zh, en } satisfies Record<string, Words>;
export type Language = keyof typeof catalogues;
export const NAMES: Record<Language, string> = { zh: "中文", en: "English" };
export const VOICES: Record<Language, string> = { zh: "zh-CN", en: "en" };
const TAGS: Record<Language, string> = { zh: "zh-Hans", en: "en" };

export const language = ref<Language>("zh");
export const words = computed<Words>(() => catalogues[language.value]);

export function speak(wanted: string): void {
  language.value = wanted.startsWith("en") ? "en" : "zh";
  document.documentElement.lang = TAGS[language.value];
  document.title = words.value.app;
}

export function inLanguage(said: { zh: string; en: string }): string {
  return said[language.value] || said.zh || said.en;
}
