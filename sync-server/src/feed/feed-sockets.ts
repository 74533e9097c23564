// Sockets to feed sessions and to rooms: the wire of `ws`, nothing more.
import type { WebSocket } from "ws";
import type { SocketIdentity } from "../auth/sync-tickets.ts";
import type { YRoom } from "../rooms/y-session.ts";
import type { Feed } from "./feed.ts";

export function feedSockets(feed: Feed): (socket: WebSocket, who: SocketIdentity, room?: YRoom) => void {
  return (socket, { userId, workspaceId, sessionId }, room) => {
    const who = { user: userId, workspace: workspaceId, session: sessionId };
    const close = (code: number, reason: string): void => socket.close(code, reason);
    const buffered = (): number => socket.bufferedAmount;
    if (room) {
      const session = feed.openRoom(who, room, { send: (frame) => socket.send(frame), close, buffered });
      socket.on("message", (data: Buffer, isBinary) => {
        if (isBinary) session.frame(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        else session.receive(data.toString());
      });
      socket.on("close", () => session.closed());
      return;
    }
    const session = feed.open(who, { send: (text) => socket.send(text), close, buffered });
    socket.on("message", (data, isBinary) => {
      if (isBinary) session.bye("bad-message", "Frames are text.");
      else session.receive(data.toString());
    });
    socket.on("close", () => session.closed());
  };
}
