// What the server signs so that it knows it again: device tokens and receipts. The key outlives the database (it lies
// beside it, not in it), so that a restored backup still recognises its devices and what it acknowledged to them.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Group, Receipt } from "@outrider/shared/records";

export interface Signing {
  deviceToken(workspace: string, user: string, device: string, rotation: number): string;
  /** The rotation of a token of this device of this user, or null where it is not ours. */
  rotationOf(workspace: string, user: string, device: string, token: string): number | null;
  /** `group` as JSON text: it is large, and whoever asks has the text already. */
  receipt(workspace: string, group: string, receipt: Receipt): string;
  isReceipt(workspace: string, group: Group, receipt: Receipt, signature: string): boolean;
}

export function createSigning(key: Buffer): Signing {
  const mac = (parts: readonly string[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
  const deviceMac = (workspace: string, user: string, device: string, rotation: number): string => mac(["device", workspace, user, device, String(rotation)]);
  // The texts follow their own lengths, so that none can be taken for another's end; they are not quoted a second time.
  const receiptMac = (workspace: string, group: string, receipt: Receipt): string => {
    const text = JSON.stringify(receipt);
    return createHmac("sha256", key).update(`${JSON.stringify(["receipt", workspace, group.length, text.length])}${group}${text}`).digest("base64url");
  };
  return {
    deviceToken: (workspace, user, device, rotation) => `${rotation}.${deviceMac(workspace, user, device, rotation)}`,
    rotationOf(workspace, user, device, token) {
      const match = /^(\d{1,12})\.([\w-]{43})$/.exec(token);
      if (!match) return null;
      const rotation = Number(match[1]);
      return same(match[2] as string, deviceMac(workspace, user, device, rotation)) ? rotation : null;
    },
    receipt: receiptMac,
    isReceipt: (workspace, group, receipt, signature) => receipt.group === group.id && receipt.counter === group.counter && same(signature, receiptMac(workspace, JSON.stringify(group), receipt)),
  };
}
