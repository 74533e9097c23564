// Which addresses a link in a text may have. Invariant: none that runs anything, whoever wrote it.
const SAFE = /^(https?:\/\/|mailto:|tel:)\S+$/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

export const isSafeHref = (href: string): boolean => SAFE.test(href);

/** What somebody typed as an address, as one; null where it may be none. */
export function hrefOf(typed: string): string | null {
  const trimmed = typed.trim();
  const whole = SCHEME.test(trimmed) && !/^[^:]+:\d/.test(trimmed) ? trimmed : /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(trimmed) ? `mailto:${trimmed}` : `https://${trimmed}`;
  return isSafeHref(whole) ? whole : null;
}
