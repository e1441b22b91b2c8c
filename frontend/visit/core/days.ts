// Which day it is for the association, whatever the phone's clock says.
import type { Bundle } from "./server";

/**
 * Return the day as YYYY-MM-DD in the association's zone. `off` is by how many seconds the phone was last
 * known to be ahead. It is never before the day on which the visits were fetched: a clock that fell back to
 * 1970 is wrong.
 */
export function dayOf(now: number, off: number, bundle: Pick<Bundle, "today" | "zone"> | null): string {
  const zone = bundle?.zone || undefined;
  const day = new Date(now - off * 1000).toLocaleDateString("sv-SE", { timeZone: zone });
  return bundle && day < bundle.today ? bundle.today : day;
}
