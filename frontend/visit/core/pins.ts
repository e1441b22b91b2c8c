// Whether a PIN is one that is tried first.
import { PIN_SIGNS } from "./vault";

export function isShort(pin: string): boolean {
  return [...pin].length < PIN_SIGNS;
}

export function isSimple(pin: string): boolean {
  const signs = [...pin].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(signs.slice(1).map((sign, place) => sign - (signs[place] ?? 0)));
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
}
