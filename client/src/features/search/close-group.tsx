// What is close to what was typed without holding its words, beneath what holds them. It says by what it was compared.
import { Link } from "@tanstack/react-router";
import { useAskedClose } from "../../app/use-asked-close.ts";
import { Panel } from "../../ui/panel.tsx";
import { type Open, Result } from "./result-group.tsx";
import { words } from "./texts.ts";

export const CloseGroup = ({ typed, few, onOpen }: { readonly typed: string; readonly few: boolean; readonly onOpen: Open }) => {
  const { answer, hasModel } = useAskedClose(typed, few);
  if (answer === undefined || answer.found.length === 0) return null;
  return (
    <Panel title={words.close.title[answer.by]} flush>
      <ul data-close={answer.by}>
        {answer.found.map(({ row }) => <li key={row.id} className="border-b border-line last:border-b-0"><Result row={row} typed={typed} onOpen={onOpen} /></li>)}
      </ul>
      <p className="px-4 py-2 text-small text-ink-muted">
        {words.close.by[answer.by]}
        {!hasModel && <> <Link to="/settings" className="text-accent-ink underline">{words.close.turnOn}</Link></>}
      </p>
    </Panel>
  );
};
