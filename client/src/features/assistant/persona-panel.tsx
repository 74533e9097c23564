// How a contact communicates and decides, each trait with what it rests on.
import { FEWEST_INTERACTIONS, type Persona, type Trait } from "@outrider/shared/sales";
import { text } from "../../app/text.ts";
import { useAssistant, type AssistantAnswer, type RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Asked, type Answered } from "./asked.tsx";
import { AssistantDetails } from "./assistant-details.tsx";
import { ClaimList, Sources } from "./claim-list.tsx";
import { FeedbackBar } from "./feedback-bar.tsx";
import { ModelWords } from "./model-words.tsx";
import { words } from "./texts.ts";
import { useAsOf } from "./use-as-of.ts";
import { type AskedModel, useModelAnswer } from "./use-model-answer.ts";

const said = words.persona;
const TRAITS = ["formality", "channel", "answerHours", "style", "decides", "objects", "engagement", "buying"] as const satisfies readonly (keyof Persona)[];

export const PersonaPanel = ({ view }: { readonly view: RecordPage }) => {
  const asked = useModelAnswer({ assistant: "persona", recordId: view.id });
  return view.deleted ? null : <AssistantDetails title={said.title} hint={said.hint}>{() => <Asking contact={view.id} may={view.may.edit} asked={asked} />}</AssistantDetails>;
};

const Asking = ({ contact, may, asked }: { readonly contact: string; readonly may: boolean; readonly asked: AskedModel }) => {
  const asOf = useAsOf();
  const answer = useAssistant({ ask: "persona", contact, ...asOf }, contact);
  return <Asked answer={answer} kind="persona" model={<ModelWords asked={asked} may={may} />}>{(known) => <Known answer={known} may={may} />}</Asked>;
};

const shown = (name: (typeof TRAITS)[number], value: string | number): string => {
  if (name === "answerHours") return said.hours(Number(value));
  if (name === "buying") return said.of100(Number(value));
  return said.values[value] ?? text.choice(String(value));
};

const TraitRow = ({ name, trait, answer, here }: { readonly name: (typeof TRAITS)[number]; readonly trait: Trait<string | number>; readonly answer: AssistantAnswer; readonly here: string }) => (
  <div className="flex flex-col gap-0.5 py-2">
    <dt className="text-small text-ink-muted">{said.traits[name]}</dt>
    <dd>
      {trait.value === null ? <p className="text-body text-ink-muted">{said.unknown}</p> : (
        <>
          <p className="flex flex-wrap items-baseline gap-x-2 text-body"><span className="font-medium">{shown(name, trait.value)}</span><span className="figures text-small text-ink-muted">{words.confidence.sure(trait.confidence)}</span></p>
          {name === "buying" && <span aria-hidden className="mt-1 block h-1.5 max-w-60 overflow-hidden rounded-pill bg-line"><span className="block h-full rounded-pill bg-accent" style={{ width: `${Number(trait.value)}%` }} /></span>}
          <ClaimList claims={trait.claims} answer={answer} here={here} />
        </>
      )}
    </dd>
  </div>
);

const Known = ({ answer, may }: { readonly answer: Answered<"persona">; readonly may: boolean }) => {
  const { contact, basis, known, archetypes, advice, kind } = answer.result;
  if (!known) return <p className="text-body text-ink-muted">{said.tooFew(basis, FEWEST_INTERACTIONS)}</p>;
  const traits = TRAITS.map((name) => answer.result[name]).filter(({ value }) => value !== null);
  const sure = Math.round(traits.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, traits.length));
  return (
    <>
      {advice.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-body font-semibold">{said.advice}</h3>
          <ul className="flex flex-col gap-1">
            {advice.map(({ code, claims }) => <li key={code} className="text-body">{words.advice(code)}<Sources evidence={[...new Set(claims.flatMap(({ evidence }) => evidence))]} answer={answer} here={contact} /></li>)}
          </ul>
        </section>
      )}
      <dl className="grid divide-y divide-line desk:grid-cols-2 desk:gap-x-6 desk:divide-y-0">
        {TRAITS.map((name) => <TraitRow key={name} name={name} trait={answer.result[name]} answer={answer} here={contact} />)}
      </dl>
      {archetypes.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-body">{said.archetypes}{archetypes.map(({ name, likeness }) => <Badge key={name}>{said.likeness(said.archetype[name], likeness)}</Badge>)}</p>
      )}
      <p className="text-small text-ink-muted">{said.basis(basis)}</p>
      {may && <FeedbackBar suggestion={{ assistant: kind, root: contact, about: "", code: kind, confidence: { value: sure, stated: sure } }} given={answer.feedback[kind]} />}
    </>
  );
};
