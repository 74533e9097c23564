/** What no text of the database holds: NUL, half a pair of surrogates. Nobody writes it on purpose, and PostgreSQL refuses it. */
export const UNSTORABLE = /\0|\p{Surrogate}/u;
