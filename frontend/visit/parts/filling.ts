import type { InjectionKey, ShallowRef } from "vue";
import type { Filling } from "../core/filling";
import type { Media } from "../core/media";

/** What the questions of a form write to. */
export const FILLING: InjectionKey<ShallowRef<Filling | undefined>> = Symbol("filling");

/** Where its pictures and sounds are. */
export const MEDIA: InjectionKey<ShallowRef<Media | undefined>> = Symbol("media");
