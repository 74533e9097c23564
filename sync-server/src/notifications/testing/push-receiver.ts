// The receiving end of web push for tests: a browser's keys, a stand-in for its push service, and what RFC 8291 and 8292
// say a message and its sender's word look like.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

export interface Pushed { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

export interface PushService {
  readonly heard: Pushed[];
  /** What it answers from now on. */
  status: number;
  close(): Promise<void>;
}

export const startPushService = (port: number): Promise<PushService> => new Promise((ready) => {
  const service: PushService & { status: number } = {
    heard: [], status: 201,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      service.heard.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(service.status).end();
    });
  }).listen(port, "127.0.0.1", () => ready(service));
});

export function browserKeys() {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    p256dh: pair.getPublicKey("base64url"), auth: auth.toString("base64url"),
    /** What only this browser can read. */
    open(body: Buffer): string {
      const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
      const sender = body.subarray(21, 21 + length);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender]);
      const secret = Buffer.from(hkdfSync("sha256", pair.computeSecret(sender), auth, info, 32));
      const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
      const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
      const sealed = body.subarray(21 + length);
      const decipher = createDecipheriv("aes-128-gcm", key, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
    },
  };
}

/** The claims of who sent it, where its signature is right and by this key; else null. */
export function senderOf(headers: IncomingHttpHeaders, key: string): Readonly<Record<string, unknown>> | null {
  const [, token = "", told = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(told, "base64url");
  if (told !== key || point.length !== 65) return null;
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const right = verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  return right ? (JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Readonly<Record<string, unknown>>) : null;
}
