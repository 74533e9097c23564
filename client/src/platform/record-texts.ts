// Takes away the small texts that pages keep about records; those of the device itself (theme, language) stay.
const OF_RECORDS = /^outrider\.reach/;

export function forgetRecordTexts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (OF_RECORDS.test(name)) localStorage.removeItem(name);
  } catch {
    // Blocked: then there is nothing.
  }
}
