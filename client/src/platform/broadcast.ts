// Channels between the tabs and workers of one browser.
import type { Channel } from "../engine/tab-wire.ts";

export function openBroadcast<Message>(name: string): Channel<Message> {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => (channel.onmessage = ({ data }: MessageEvent<Message>) => heard(data)),
    close: () => channel.close(),
  };
}
