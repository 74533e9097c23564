import { arbState } from "@outrider/shared/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { glanceOf, glanceOfPacked } from "./glance.ts";
import { pack } from "./pack.ts";

it("S3 a record looks the same at a glance, packed or not", () => {
  const stamp = { at: 7, origin: "d.1", by: "u" };
  const arbMark = fc.record({ deletedAt: fc.option(fc.constantFrom(null, 5, 0), { nil: undefined }), mergedInto: fc.option(fc.constantFrom(null, "", "r2", 4), { nil: undefined }), root: fc.option(fc.constantFrom(null, "r3"), { nil: undefined }) });
  fc.assert(
    fc.property(arbState(), arbMark, (drawn, marks) => {
      const fields = { ...drawn.fields };
      for (const [name, value] of Object.entries(marks)) if (value !== undefined) fields[name] = { ...stamp, value };
      const state = { ...drawn, fields };
      expect(glanceOfPacked(pack(state))).toEqual(glanceOf(state));
    }),
  );
});
