import { createMemoryFeedStore } from "../feed/memory-feed-store.ts";
import { roomsContract } from "./rooms.contract.ts";

roomsContract("memory", () => createMemoryFeedStore());
