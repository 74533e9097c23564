import { describe, expect, it } from "vitest";
import { fieldLabel } from "./field-label.ts";

describe("names of fields", () => {
  it("R16 are the schema's, and a field of another version is called as it came", () => {
    expect(fieldLabel("deal", "closeDate")).toBe("Close date");
    expect(fieldLabel("deal", "constructor")).toBe("constructor");
    expect(fieldLabel("deal", "ofTomorrow")).toBe("ofTomorrow");
  });
});
