import { describe, expect, it } from "vitest";
import { hrefOf, isSafeHref } from "./link-href.ts";

describe("links in notes", () => {
  it("R8 an address is completed as people type it", () => {
    expect(hrefOf(" example.test/plan ")).toBe("https://example.test/plan");
    expect(hrefOf("http://example.test")).toBe("http://example.test");
    expect(hrefOf("ada@example.test")).toBe("mailto:ada@example.test");
    expect(hrefOf("tel:+35312345")).toBe("tel:+35312345");
    expect(hrefOf("localhost:8787/x")).toBe("https://localhost:8787/x");
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "java\nscript:alert(1)", "//example.test", "", "blob:https://x"])("R8 %j is no link", (href) => {
    expect(isSafeHref(href)).toBe(false);
  });

  it("R8 what runs something is not made safe by completing it", () => {
    expect(hrefOf("javascript:alert(1)")).toBeNull();
    expect(hrefOf("data:text/html,x")).toBeNull();
    expect(hrefOf("two words")).toBeNull();
  });
});
