// The version of the record schema. A change from a newer schema waits until this server can judge it.
export const SCHEMA_VERSION = 5;
