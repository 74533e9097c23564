// Sockets to feed sessions: the wire of `ws`, nothing more.
import type { WebSocket } from "ws";
import type { SocketIdentity } from "../auth/sync-tickets.ts";
import type { Feed } from "./feed.ts";

export function feedSockets(feed: Feed): (socket: WebSocket, who: SocketIdentity) => void {
  return (socket, { userId, workspaceId, sessionId }) => {
    const session = feed.open({ user: userId, workspace: workspaceId, session: sessionId }, {
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
      buffered: () => socket.bufferedAmount,
    });
    socket.on("message", (data, isBinary) => {
      if (isBinary) session.bye("bad-message", "Frames are text.");
      else session.receive(data.toString());
    });
    socket.on("close", () => session.closed());
  };
}
