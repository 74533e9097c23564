// Messages for the goal: made on this device from what is typed here and from what worked in past campaigns, and by the
// workspace's language model where somebody asks it. Whichever is taken is an edit like any other, with a way back.
import { type CampaignFacts, GOAL_KINDS, type GoalKind, goalKindOf, type Offer, offerIn, plainOffer, type StyleClaim, variantsFor } from "@outrider/shared/campaigns";
import { Sparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { useModelOffer } from "../../app/use-model-offer.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { CampaignLinks } from "./campaign-links.tsx";
import { words } from "./texts.ts";
import { useAskModel } from "./use-ask-model.ts";

const said = words.suggest;

interface Shown { readonly key: string; readonly head: string; readonly subject: string; readonly message: string; readonly claim: StyleClaim | null | undefined }

const VariantCard = ({ variant: { head, subject, message, claim }, onUse }: { readonly variant: Shown; readonly onUse: () => void }) => (
  <li className="flex flex-col gap-1.5 rounded-control border border-line px-3 py-2.5">
    <p className="text-small font-medium text-ink-muted">{head}</p>
    <p className="text-body font-semibold wrap-anywhere">{subject}</p>
    <p className="text-body wrap-anywhere whitespace-pre-wrap">{message}</p>
    {claim !== undefined && <p className="text-small text-ink-muted">{claim === null ? said.noClaim : said.claim(claim)}</p>}
    {claim && <CampaignLinks label={said.basedOn} ids={claim.campaigns} />}
    <div><Button size="small" onClick={onUse} aria-label={`${said.use}: ${subject}`}>{said.use}</Button></div>
  </li>
);

interface SuggestProps { readonly id: string; readonly goal: string; readonly past: readonly CampaignFacts[]; readonly onUsed: () => void }

export const SuggestPanel = ({ id, goal, past, onUsed }: SuggestProps) => {
  const perform = usePerform();
  const toast = useToast();
  const model = useModelOffer();
  const asked = useAskModel("/api/ai/campaign-variants");
  const { rows: lines } = useLiveQuery({ kind: "lineItem", sort: { by: "title" }, limit: 1_000 });
  const sold = useMemo(() => [...new Set(lines.map(({ title }) => title))], [lines]);
  const found = useMemo(() => offerIn(goal, sold), [goal, sold]);
  const [typed, setTyped] = useState<Partial<Record<"products" | "discount" | "until" | "link", string>>>({});
  const [chosen, setChosen] = useState<GoalKind>();
  const shown = { products: found.products.join(", "), discount: found.discount, until: found.until, link: found.link, ...typed };
  const { products, discount, until, link } = shown;
  const offer: Offer = useMemo(() => plainOffer({ products: products.split(","), discount, until, link }), [products, discount, until, link]);
  const kind = chosen ?? goalKindOf(goal, offer);
  const variants = useMemo(() => variantsFor({ goal, offer, kind, past }), [goal, offer, kind, past]);
  const set = (part: keyof typeof shown) => (value: string) => setTyped((before) => ({ ...before, [part]: value }));
  const use = async ({ subject, message }: Shown) => {
    const { reason } = await perform({ name: "edit", args: { id, values: { subject, message } } }, said.used);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    else onUsed();
  };
  const name = asked.said?.by ?? "";
  const cards: readonly Shown[] = [
    ...(asked.said?.variants ?? []).map((variant, at) => ({ ...variant, key: `model ${at}`, head: said.byModel(name), claim: undefined })),
    ...variants.map(({ style, subject, message, claim }) => ({ key: style, head: said.styles[style] ?? style, subject, message, claim })),
  ];
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-3">
        <p className="text-small text-ink-muted">{said.lead}</p>
        <div className="grid gap-3 desk:grid-cols-2">
          <Select label={said.kind} value={kind} options={GOAL_KINDS.map((value) => ({ value, label: said.kinds[value] ?? value }))} onChange={setChosen} />
          <TextField label={said.products} hint={said.productsHint} value={products} onChange={set("products")} autoComplete="off" />
          <TextField label={said.discount} hint={said.discountHint} value={discount} onChange={set("discount")} autoComplete="off" />
          <TextField label={said.until} value={until} onChange={set("until")} autoComplete="off" />
          <TextField label={said.link} hint={said.linkHint} value={link} onChange={set("link")} inputMode="url" autoComplete="off" />
        </div>
        {model !== undefined && model.model !== "" && (
          <div className="flex flex-col gap-1">
            <div><Button icon={Sparkles} variant="quiet" flush busy={asked.busy} disabled={!model.online} onClick={() => void asked.ask({ campaignId: id, goal, products: offer.products, discount: offer.discount, until: offer.until, link: offer.link })}>{asked.busy ? said.asking(model.model) : said.ask(model.model)}</Button></div>
            <p className="text-small text-ink-muted">{model.online ? said.askHint : said.offline}</p>
          </div>
        )}
        {asked.trouble !== undefined && <Banner kind="info" title={asked.trouble} />}
        <ul aria-label={said.title} className="flex flex-col gap-3">{cards.map((card) => <VariantCard key={card.key} variant={card} onUse={() => void use(card)} />)}</ul>
      </div>
    </Panel>
  );
};
