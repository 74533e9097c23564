// Others who are here: their signs, and their carets in a text.
import { Panel } from "../../ui/panel.tsx";
import { PersonSign } from "../../ui/person-sign.tsx";
import "../../ui/note.css";

const people = [["a", "Ada King"], ["b", "Marco Sand"], ["c", "Li Wei"], ["d", "Ingrid Holm"], ["e", "Tomás Ruiz"], ["f", "Priya Nair"]] as const;

const Caret = ({ tone, name }: { readonly tone: string; readonly name: string }) => <span className={`note-caret note-person-${tone}`}><span className="note-caret-name">{name}</span></span>;

export const PeopleGallery = () => (
  <>
    <Panel title="People who are here">
      <ul aria-label="People who are here" className="flex flex-wrap gap-x-4 gap-y-2">
        {people.map(([tone, name]) => <li key={tone} className="flex items-center gap-1.5 text-small text-ink-muted"><PersonSign name={name} tone={tone} />{name}</li>)}
      </ul>
    </Panel>
    <Panel title="A note with other people's carets" flush>
      <div className="note-text">
        <h2>Rollout</h2>
        <p>The board decides <span className="note-selection note-person-a">in March</span><Caret tone="a" name="Ada King" />, after the pilot.</p>
        <ul><li><p>Ask for the delivery plan<Caret tone="b" name="Marco Sand" /></p></li><li><p>Who else runs it in the region?</p></li></ul>
        <blockquote><p>“Only if it works with no network.”<Caret tone="c" name="Li Wei" /></p></blockquote>
      </div>
    </Panel>
  </>
);
