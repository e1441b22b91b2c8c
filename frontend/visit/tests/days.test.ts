import { expect, test } from "vitest";
import { dayOf } from "../core/days";

const bundle = { today: "2026-03-10", zone: "Asia/Shanghai" };

test.each([
  ["2026-03-10T01:00:00Z", 0, "2026-03-10", "as it is"],
  ["2026-03-10T16:30:00Z", 0, "2026-03-11", "after midnight in the association's zone"],
  ["2026-03-10T21:00:00Z", 6 * 3600, "2026-03-10", "a phone that is six hours ahead"],
  ["1970-01-01T00:00:00Z", 0, "2026-03-10", "a battery that was empty"],
  ["2026-03-12T01:00:00Z", 0, "2026-03-12", "visits that were fetched before yesterday"],
])("%s, ahead by %s seconds, is %s: %s", (now, off, day) => {
  expect(dayOf(Date.parse(now), off, bundle)).toBe(day);
});

test("a summer's evening in another zone", () => {
  expect(dayOf(Date.parse("2026-07-01T02:00:00Z"), 0, { today: "2026-06-30", zone: "America/Lima" })).toBe(
    "2026-06-30",
  );
});
