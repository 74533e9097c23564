// The service worker's answer to another app that shares something: keeps it on this device and sends the person to the
// page that shows it. It needs no network, and says so where it could not be kept.
import type { SharedInbox } from "./shared-inbox.ts";

export const SHARE_TARGET = "/share-target";

const words = (form: FormData): string =>
  ["title", "text", "url"].map((name) => form.get(name)).filter((value): value is string => typeof value === "string" && value.trim() !== "").join("\n");

/** Answers with the address to go on to. */
export async function receiveShare(request: Request, inbox: SharedInbox): Promise<string> {
  try {
    const form = await request.formData();
    const files = form.getAll("files").filter((value): value is File => typeof value !== "string" && (value.size > 0 || value.name !== ""));
    await inbox.put({ text: words(form), files });
    return "/share";
  } catch {
    return "/share?failed=true";
  }
}
