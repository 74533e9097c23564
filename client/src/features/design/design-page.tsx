// The gallery: every component in every state. Both themes side by side where there is room, else one at a time.
import { useState } from "react";
import { text } from "../../app/text.ts";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { ControlsGallery } from "./controls-gallery.tsx";
import { MessagesGallery } from "./messages-gallery.tsx";
import { RecordsGallery } from "./records-gallery.tsx";

type Shown = "light" | "dark";

const DesignPage = () => {
  const desk = useIsDesk();
  const [one, setOne] = useState<Shown>("light");
  const shown: readonly Shown[] = desk ? ["light", "dark"] : [one];
  useTitle(text.nav.design);
  return (
    <main className="flex min-h-dvh flex-col bg-canvas text-ink">
      <div className="px-4 py-4 desk:px-6">
        <PageHeader
          title={text.nav.design}
          actions={desk ? undefined : <Segmented label={text.settings.theme} segments={[{ value: "light", label: text.settings.themes.light }, { value: "dark", label: text.settings.themes.dark }]} value={one} onChange={setOne} />}
        />
      </div>
      <div className="grid flex-1 desk:grid-cols-2">
        {shown.map((theme) => (
          <div key={theme} data-theme={theme} className="flex min-w-0 flex-col gap-4 bg-canvas p-4 text-ink desk:p-6">
            <ControlsGallery />
            <MessagesGallery />
            <RecordsGallery />
          </div>
        ))}
      </div>
    </main>
  );
};

export default DesignPage;
