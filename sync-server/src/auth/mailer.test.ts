import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createSmtpMailer } from "./mailer.ts";

const PORT = 20_195;
let server: Server | undefined;
afterEach(() => server?.close());

/** A mail server that speaks as much SMTP as a client needs, and keeps what it was told. */
const listen = (answerToData: string): Promise<string[]> => {
  const heard: string[] = [];
  const serve = (socket: Socket): void => {
    let inData = false;
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (part) => {
      for (const line of String(part).split("\r\n").filter(Boolean)) {
        heard.push(line);
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          socket.write(answerToData);
        } else if (line === "DATA") {
          inData = true;
          socket.write("354 go on\r\n");
        } else socket.write(line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
    socket.on("error", () => socket.destroy());
  };
  return new Promise((resolve) => {
    server = createServer(serve).listen(PORT, "127.0.0.1", () => resolve(heard));
  });
};

const mailer = createSmtpMailer({
  host: "127.0.0.1",
  port: PORT,
  user: undefined,
  password: undefined,
  from: "crm@example.com",
});
const mail = { to: "rep@example.com", subject: "Invitation", text: "Open https://crm.example.com/invitation#token" };

it("U1 an invitation goes out by SMTP to the one address", async () => {
  const heard = await listen("250 taken\r\n");
  await mailer.send(mail);
  expect(heard).toContain("RCPT TO:<rep@example.com>");
  expect(heard.join("\n")).toContain("Open https://crm.example.com/invitation#token");
});

it("U1 nothing in an address or a subject adds a receiver or a header", async () => {
  const heard = await listen("250 taken\r\n");
  await mailer.send({ ...mail, subject: "Hi\r\nBcc: thief@example.com" });
  expect(heard.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<rep@example.com>"]);
  expect(heard.filter((line) => line.startsWith("Bcc"))).toEqual([]);
});

it("U1 a mail server that refuses or is not there is an error, not a silence", async () => {
  await listen("554 no\r\n");
  await expect(mailer.send(mail)).rejects.toThrow("554");
  await new Promise((resolve) => server?.close(resolve));
  await expect(mailer.send(mail)).rejects.toThrow("ECONNREFUSED");
});
