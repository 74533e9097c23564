// Whom an invitation is for, as the server says it to who holds its link.

export type Invitation = { readonly email: string; readonly workspaceName: string };

export const invitationOf = (answer: unknown): Invitation => {
  const given: Readonly<Record<string, unknown>> = typeof answer === "object" && answer !== null ? { ...answer } : {};
  const of = (key: string): string => (typeof given[key] === "string" ? given[key] : "");
  return { email: of("email"), workspaceName: of("workspaceName") };
};
