// Advice that is done by writing to somebody: a draft in the person's own mail program, and a call by their phone. What came of
// it is asked as after any call or mail that was begun by a link.
import { type CoachAction, mailOf } from "@outrider/shared/sales";
import { Mail, Phone } from "lucide-react";
import { mailHref, telHref } from "../../app/reach-href.ts";
import { useRecord } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { words } from "./texts.ts";

const said = words.coach;

export const DraftLink = ({ action, deal, subject }: { readonly action: CoachAction; readonly deal: string; readonly subject: string }) => {
  const to = mailOf(action)?.to ?? null;
  const { view } = useRecord(to);
  const [email, phone] = [view?.sets["emails"]?.[0], view?.sets["phones"]?.[0]];
  if (view === null) return null;
  return (
    <>
      {typeof email === "string" && (
        <a className={buttonClass("quiet")} data-reach-on={deal} data-reach-who={view.id} href={`${mailHref(email)}?body=${encodeURIComponent(said.mailBody(view.title, subject))}`}>
          <Mail aria-hidden className="size-4" />{said.mail}
        </a>
      )}
      {typeof phone === "string" && <a className={buttonClass("quiet")} data-reach-on={deal} data-reach-who={view.id} href={telHref(phone)}><Phone aria-hidden className="size-4" />{said.call}</a>}
    </>
  );
};
