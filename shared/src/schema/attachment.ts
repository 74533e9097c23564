import { ROOTS } from "./activity.ts";
import { deletable, entity } from "./entity.ts";
import { instant, link, number, text } from "./field.ts";

const once = { fixed: true } as const;

/** Bytes: the largest file that can be attached to a record. */
export const MOST_FILE_BYTES = 5 * 1024 * 1024;
/** UTF-16 units: a small picture as base64, some 9 KiB of it. */
export const MOST_THUMBNAIL = 12_000;

// A file on a record: what it is, said once and never changed, so that whoever has its bytes knows whether they are the
// right ones. The bytes lie beside the records, on the devices that want them and on the server once they were sent there.
export const attachment = entity({
  kind: "attachment", label: "File", plural: "Files", belongs: "root", title: "name",
  fields: {
    root: link("On", ROOTS, { required: true }),
    /** The call, meeting or note it was shown at, where it was one. */
    about: link("About", ["activity"]),
    name: text("Name", { required: true, searchable: true }),
    /** As the device that added it takes it for; nobody shows a file by this word alone. */
    type: text("Type", { max: 127, ...once }),
    /** Bytes. */
    size: number("Size", { required: true, min: 1, max: MOST_FILE_BYTES, ...once }),
    /** Of all its bytes, 64 hexadecimal digits. */
    sha256: text("Checksum", { required: true, max: 64, ...once }),
    /** Pixels, of a picture. */
    width: number("Width", { min: 1, max: 100_000, ...once }),
    height: number("Height", { min: 1, max: 100_000, ...once }),
    /** A small picture of it as base64 (WebP, JPEG or PNG). */
    thumbnail: text("Small picture", { max: MOST_THUMBNAIL, ...once }),
    /** When the server had all of its bytes; until then only the device that added it has them. */
    uploadedAt: instant("Uploaded", { guard: "system" }),
    ...deletable,
  },
});
