// Every word of what chooses among deals over the board and the forecast.
import { catalogue } from "./catalogue.ts";

export const words = catalogue({ find: "Find in deals", filter: "Filter", owner: "Owner", everybody: "Everybody", mine: "Mine" });
