export { arbElement, arbKey, arbState, arbText, arbValue } from "./arbitraries.ts";
export { idOf, memberState, stateOf, type StateParts } from "./builders.ts";
export { createTestClock, type TestClock } from "./test-clock.ts";
export { arrivalOrders } from "./arrival-orders.ts";
export { createTestWorld, type Sent, type TestDevice, type TestWorld } from "./test-world.ts";
export { createTestTeam, type TestTeam } from "./test-team.ts";
export { sharedFolder } from "./shared-folder.ts";
export { type CraftedClient, type Place, anyBytes, craftUpdate, structs } from "./craft-update.ts";
export { type NoteWriter, createNoteWriter } from "./note-writers.ts";
