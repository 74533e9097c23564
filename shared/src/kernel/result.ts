// Result: the answer of anything that may refuse. Errors are plain objects; throwing is for bugs only.
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** What was asked for. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
/** What hindered it: a plain object, never thrown. */
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
