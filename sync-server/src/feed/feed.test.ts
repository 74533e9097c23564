import { feedContract } from "./feed.contract.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";

const store = createMemoryFeedStore();
feedContract("memory", () => store);
