// Owns bringing a running server to hold the records of the device bench, by the way every device takes.
import type { Account } from "../../tests/devices/account.ts";
import { originOf } from "../peers/outrider-accounts.ts";
import type { At } from "../peer.ts";
import { openLightDevice } from "../../tests/devices/light-device.ts";
import { BLOCK, blockAt } from "./mixed-records.ts";

const GROUPS = 60;

/** Resolves when the server has taken `count` records; a whole number of blocks. */
export async function seedMixed(at: At, account: Account, count: number): Promise<void> {
  let judged = (_verdicts: number): void => undefined;
  const device = await openLightDevice(originOf(at), account, {
    verdicts: (verdicts) => {
      const refused = verdicts.find(({ result }) => result === "refused");
      if (refused?.result === "refused") throw new Error(`refused: ${refused.refusal.message}`);
      judged(verdicts.length);
    },
  });
  const blocks = count / BLOCK;
  for (let from = 0; from < blocks; from += GROUPS) {
    const groups = Array.from({ length: Math.min(GROUPS, blocks - from) }, (_, n) => blockAt(from + n, account));
    let open = groups.length;
    await new Promise<void>((resolve) => {
      judged = (verdicts) => {
        open -= verdicts;
        if (open === 0) resolve();
      };
      device.edit(groups, "unjudged");
    });
  }
  device.close();
}
