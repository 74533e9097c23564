// Numbers and addresses of a person as links that call or write; after a call the sheet to log it is open.
import { Mail, Phone } from "lucide-react";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { words } from "./texts.ts";

const one = (view: RecordPage | null, field: string, set: string): string => {
  const value = view?.values[field];
  return typeof value === "string" ? value : (view?.sets[set]?.[0] ?? "");
};

/** The person of a deal is its contact. */
export const ReachLinks = ({ view, onCalled }: { readonly view: RecordPage; readonly onCalled: (type: "call" | "email") => void }) => {
  const contact = view.kind === "deal" ? view.values["contact"] : undefined;
  const linked = useRecord(typeof contact === "string" ? contact : null);
  const who = view.kind === "deal" ? linked.view : view;
  const [phone, mail] = [one(who, "phone", "phones"), one(who, "email", "emails")];
  if (phone === "" && mail === "") return null;
  const look = buttonClass("secondary");
  return (
    <>
      {phone !== "" && <a href={`tel:${phone.replace(/[^+\d*#]/g, "")}`} className={look} title={phone} aria-label={words.page.call(phone)} onClick={() => onCalled("call")}><Phone aria-hidden className="size-4 shrink-0" />{words.page.callShort}</a>}
      {mail !== "" && <a href={`mailto:${encodeURIComponent(mail).replace("%40", "@")}`} className={look} title={mail} aria-label={words.page.mail(mail)} onClick={() => onCalled("email")}><Mail aria-hidden className="size-4 shrink-0" />{words.page.mailShort}</a>}
    </>
  );
};
