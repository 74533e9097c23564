// What the database of an account is called, by the account's key.
export const databaseOf = (key: string): string => `outrider.${key}`;
