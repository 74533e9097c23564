// Numbers and addresses of a person as links that call or write. How it went is asked when the person comes back
// (reach-offer.tsx): the links say whom it was with, and what it is about.
import { Mail, Phone } from "lucide-react";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { mailHref, telHref } from "../../app/reach-href.ts";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { pageWords } from "./page-texts.ts";

const one = (view: RecordPage | null, field: string, set: string): string => {
  const value = view?.values[field];
  return typeof value === "string" ? value : (view?.sets[set]?.[0] ?? "");
};

/** The room of both while it is not known yet what there is: nothing jumps when they come. */
const Room = () => (
  <>
    <span aria-hidden className={`${buttonClass("secondary")} invisible`}><Phone className="size-4 shrink-0" />{pageWords.page.callShort}</span>
    <span aria-hidden className={`${buttonClass("secondary")} invisible`}><Mail className="size-4 shrink-0" />{pageWords.page.mailShort}</span>
  </>
);

/** The person of a deal is its contact. */
export const ReachLinks = ({ view }: { readonly view: RecordPage }) => {
  const desk = useIsDesk();
  const contact = view.kind === "deal" ? view.values["contact"] : undefined;
  const linked = useRecord(typeof contact === "string" ? contact : null);
  const who = view.kind === "deal" ? linked.view : view;
  if (typeof contact === "string" && linked.state === "loading") return <Room />;
  const [phone, mail] = [one(who, "phone", "phones"), one(who, "email", "emails")];
  if (phone === "" && mail === "") return null;
  const about = { className: desk ? buttonClass("secondary") : "inline-flex size-touch shrink-0 items-center justify-center rounded-control text-ink-muted", "data-reach-on": view.id, "data-reach-who": who?.id };
  return (
    <>
      {phone !== "" && <a {...about} href={telHref(phone)} title={phone} aria-label={pageWords.page.call(phone)}><Phone aria-hidden className="size-5 shrink-0 desk:size-4" />{desk && pageWords.page.callShort}</a>}
      {mail !== "" && <a {...about} href={mailHref(mail)} title={mail} aria-label={pageWords.page.mail(mail)}><Mail aria-hidden className="size-5 shrink-0 desk:size-4" />{desk && pageWords.page.mailShort}</a>}
    </>
  );
};
