import { beforeEach, describe, expect, it } from "vitest";
import { tellUnsaved } from "./answers";
import { size } from "./files";
import { followKeys, step } from "./keys";
import { cookie } from "./lists";
import { closeMenus } from "./menus";

describe("a number of bytes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KB"],
    [15 * 1024 * 1024, "15 MB"],
    [3 * 1024 ** 4, "3072 GB"],
  ])("%i is written %s", (bytes, text) => expect(size(bytes)).toBe(text));
});

describe("a cookie", () => {
  it("is found by its whole name", () => expect(cookie("xcsrftoken=no; csrftoken=a%3Db", "csrftoken")).toBe("a=b"));
  it("is nothing where there is none", () => expect(cookie("a=b", "csrftoken")).toBe(""));
});

describe("keys in a list", () => {
  beforeEach(() => {
    document.body.innerHTML = `<input data-search><table>
      <tr data-row><th><a href="/1" id="one">1</a></th></tr>
      <tr data-row><th>no link</th></tr>
      <tr data-row><th><a href="/3" id="three">3</a></th></tr></table>`;
  });

  it("go down over rows without a link, and stop at the end", () => {
    for (const expected of ["one", "three", "three"]) {
      step(document, 1);
      expect(document.activeElement?.id).toBe(expected);
    }
    step(document, -1);
    expect(document.activeElement?.id).toBe("one");
  });

  it("do nothing while one writes", () => {
    followKeys(document);
    const search = document.querySelector("input") as HTMLInputElement;
    search.focus();
    search.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    expect(document.activeElement).toBe(search);
    search.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    expect(document.activeElement).toBe(search);
  });
});

describe("a menu", () => {
  it("closes by a click elsewhere and stays open by one inside", () => {
    document.body.innerHTML = `<details data-closes open><summary>m</summary><p>in</p></details><p id="out">out</p>`;
    closeMenus(document);
    const menu = document.querySelector("details") as HTMLDetailsElement;
    document.querySelector<HTMLElement>("details p")?.click();
    expect(menu.open).toBe(true);
    document.getElementById("out")?.click();
    expect(menu.open).toBe(false);
  });
});

describe("an answer that did not arrive", () => {
  it("is said beside its question, not silently kept on the page", () => {
    document.body.innerHTML = `<form data-answer id="one"><span id="status" data-unsaved="Not saved.">saved</span></form>
      <form id="two"><span id="other">saved</span></form>`;
    tellUnsaved(document);
    for (const id of ["one", "two"]) {
      document.getElementById(id)?.dispatchEvent(new Event("htmx:sendError", { bubbles: true }));
    }
    expect(document.getElementById("status")?.textContent).toBe("Not saved.");
    expect(document.getElementById("other")?.textContent).toBe("saved");
  });
});
