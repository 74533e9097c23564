import { expect, it } from "vitest";
import { invitationOf } from "./invitation.ts";
import { waysOf } from "./ways.ts";

it("U1 shows the ways in that the server has", () => {
  const google = { id: "google", name: "Google", path: "/api/auth/google" };
  expect(waysOf({ register: "by-mail", reset: true, providers: [google], later: 1 })).toEqual({ register: "by-mail", reset: true, providers: [google] });
});

it("U1 takes what it does not know for closed, and leads to no other site", () => {
  const closed = { register: "closed", reset: false, providers: [] };
  for (const answer of [null, 7, {}, { register: "everybody", reset: 1, providers: "x" }]) expect(waysOf(answer)).toEqual(closed);
  expect(waysOf({ providers: [{ id: "x", name: "X", path: "https://thief.example" }, { id: "y", name: "", path: "/api/auth/oidc" }, { id: "z", name: "Z", path: "//thief.example" }] })).toEqual(closed);
});

it("U1 says whom an invitation is for", () => {
  expect(invitationOf({ email: "bo@example.com", workspaceName: "Acme", role: "exec" })).toEqual({ email: "bo@example.com", workspaceName: "Acme" });
  expect(invitationOf(null)).toEqual({ email: "", workspaceName: "" });
});
