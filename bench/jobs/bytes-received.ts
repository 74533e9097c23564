// Owns the count of bytes this process received over every socket it opened, whatever library opened it.
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

/** Starts counting; the function it gives says how many bytes came since. */
export const countBytesReceived = (): (() => number) => {
  const open = new Set<Socket>();
  let closed = 0;
  subscribe("net.client.socket", (message) => {
    const { socket } = message as { socket: Socket };
    open.add(socket);
    socket.once("close", () => {
      closed += socket.bytesRead;
      open.delete(socket);
    });
  });
  return () => [...open].reduce((sum, socket) => sum + socket.bytesRead, closed);
};
