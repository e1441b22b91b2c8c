import type { InjectionKey, ShallowRef } from "vue";
import type { Filling } from "../core/filling";

/** What the questions of a form write to. */
export const FILLING: InjectionKey<ShallowRef<Filling | undefined>> = Symbol("filling");
