// Owns what the built app weighs, as the build itself found (client/budget.config.ts), beside its limits.
import { readSizes } from "../../scripts/sizes.ts";
import type { Row } from "../metric.ts";

const rowOf = ({ what, kb, limit }: { readonly what: string; readonly kb: number; readonly limit: number }): Row => ({ id: "size", metric: "weight", of: what, peer: "outrider", ours: true, value: kb, runs: 1, note: `limit ${limit} KB` });

export const runSize = (): Promise<Row[]> => Promise.resolve(readSizes().map(rowOf));
