// The operations on the bytes of files, as they are described; the files themselves are records (/api/attachments).
import { z } from "zod";
import { PIECE } from "../files/limits.ts";
import { idParam, type Operation } from "./operation.ts";

export const filePlace = z.strictObject({ workspace: z.uuid().optional() });
export const DIGEST_HEADER = "Content-Digest";
const piece = filePlace.extend({ offset: z.coerce.number().int().min(0).max(2 ** 31 - 1) });
const digest = z.object({ [DIGEST_HEADER]: z.string().max(200).optional() });
const far = z.object({ received: z.number().int(), whole: z.boolean(), piece: z.number().int() });

const reads = { tag: "attachments", access: "attachments:read", params: idParam } as const;
const writes = { tag: "attachments", access: "attachments:write", params: idParam, query: filePlace, data: far } as const;

export const fileOperations = {
  content: { ...reads, method: "get", path: "/api/attachments/{id}/content", query: filePlace, summary: "The bytes of a file, to be saved; whatever they are, they are sent as application/octet-stream.", data: z.string(), problems: [], media: "application/octet-stream" },
  far: { ...writes, method: "get", path: "/api/attachments/{id}/upload", summary: "How many of a file's bytes are here, and how large a piece is.", problems: ["not-allowed"] },
  take: {
    ...writes, method: "put", path: "/api/attachments/{id}/upload", query: piece, headers: digest, bytes: PIECE,
    summary: "Sends the piece of a file that begins at `offset`: as many bytes as a piece has, or what is left. `Content-Digest: sha-256=:…:` has it checked.",
    problems: ["not-allowed", "out-of-turn", "wrong-checksum", "no-room"],
  },
  finish: { ...writes, method: "post", path: "/api/attachments/{id}/upload", summary: "Finishes an upload: all bytes are here and are those that the record names. Others are thrown away.", problems: ["not-allowed", "out-of-turn", "wrong-checksum"] },
} as const satisfies Record<string, Operation>;
