// Offers text or bytes to the person as a file to keep, made on the device: it works with no network.
const KEPT_MS = 60_000;

export function offerFile(name: string, mime: string, content: string | readonly BlobPart[]): void {
  const address = URL.createObjectURL(new Blob(typeof content === "string" ? [content] : [...content], { type: mime }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
