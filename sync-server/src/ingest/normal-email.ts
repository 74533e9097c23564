/** The form by which an address is found: two that differ only in case or in how their letters are put together are one. */
export const normalEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase();
