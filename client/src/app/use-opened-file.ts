// The bytes of one file for as long as a screen shows it, and what a browser may safely make of them: a picture that is one
// by its bytes, a PDF in the browser's own viewer where it has one, or text as text. Nothing of a file is ever a page.
import { useEffect, useState } from "react";
import { type FileAnswer, useAct } from "../act/index.ts";
import { offerFile } from "./offer-file.ts";
import { showsPdf } from "../platform/pdf-viewer.ts";
import { isPdf, plainText, rasterType } from "./raster-type.ts";

export type OpenedFile =
  | { readonly is: "opening" }
  | { readonly is: "away"; readonly why: Extract<FileAnswer, { ok: false }>["why"] }
  | { readonly is: "picture"; readonly address: string; readonly bytes: Uint8Array }
  /** For the browser's own viewer, which is a page of nobody's: it reads this as nothing but a PDF. */
  | { readonly is: "pdf"; readonly address: string; readonly bytes: Uint8Array }
  | { readonly is: "text"; readonly text: string; readonly more: boolean; readonly bytes: Uint8Array }
  | { readonly is: "other"; readonly bytes: Uint8Array };

export function useOpenedFile(id: string): OpenedFile {
  const act = useAct();
  const [opened, setOpened] = useState<OpenedFile>({ is: "opening" });
  useEffect(() => {
    let over = false;
    let address: string | undefined;
    void act.openFile(id).then(
      (answer) => {
        if (over) return;
        if (!answer.ok) return setOpened({ is: "away", why: answer.why });
        const { bytes } = answer;
        const type = rasterType(bytes);
        const isDocument = type === null && isPdf(bytes);
        const pdf = isDocument && showsPdf();
        // The source of a PDF is no text for anybody.
        const text = type === null && !isDocument ? plainText(bytes) : null;
        const shownAs = pdf ? "application/pdf" : type;
        if (shownAs !== null) address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: shownAs }));
        setOpened(address !== undefined ? { is: pdf ? "pdf" : "picture", address, bytes } : text !== null ? { is: "text", ...text, bytes } : { is: "other", bytes });
      },
      () => !over && setOpened({ is: "away", why: "offline" }),
    );
    return () => {
      over = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [act, id]);
  return opened;
}

/** Saves bytes where the person says; of no type, so that no browser opens them here. */
export const saveBytes = (name: string, bytes: Uint8Array): void => offerFile(name, rasterType(bytes) ?? "application/octet-stream", [bytes as Uint8Array<ArrayBuffer>]);
