// The gallery: every component in every state, in the theme of the app or in either.
import { useState } from "react";
import { text } from "../../app/text.ts";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { ChartsGallery } from "./charts-gallery.tsx";
import { ControlsGallery } from "./controls-gallery.tsx";
import { MessagesGallery } from "./messages-gallery.tsx";
import { PeopleGallery } from "./people-gallery.tsx";
import { RecordsGallery } from "./records-gallery.tsx";

type Shown = "system" | "light" | "dark";
const THEMES: readonly Shown[] = ["system", "light", "dark"];

const DesignPage = () => {
  const [theme, setTheme] = useState<Shown>("system");
  useTitle(text.nav.design);
  return (
    <main data-theme={theme === "system" ? undefined : theme} className="flex min-h-dvh flex-col bg-canvas text-ink">
      <div className="px-4 py-4 desk:px-6">
        <PageHeader
          title={text.nav.design}
          actions={<Segmented label={text.settings.theme} segments={THEMES.map((value) => ({ value, label: text.settings.themes[value] }))} value={theme} onChange={setTheme} />}
        />
      </div>
      <div className="grid flex-1 items-start gap-4 p-4 desk:grid-cols-3 desk:p-6">
        {[ControlsGallery, MessagesGallery, RecordsGallery].map((Gallery, at) => <div key={at} className="flex min-w-0 flex-col gap-4"><Gallery />{at === 1 && <PeopleGallery />}{at === 0 && <ChartsGallery />}</div>)}
      </div>
    </main>
  );
};

export default DesignPage;
