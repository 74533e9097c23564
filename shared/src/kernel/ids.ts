// Identifiers: UUIDs as lower-case text. Random ones come from the platform by argument; derived ones are made beside this.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether it is a UUID as we write them: 36 characters, lower case. Anything may be asked, also what came from outside. */
export const isUuid = (text: unknown): text is string => typeof text === "string" && UUID.test(text);
