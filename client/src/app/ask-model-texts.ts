// Why a language model did not answer, in words: for who asked it, and for who looks at what it was asked.
import { catalogue } from "./catalogue.ts";

const words = catalogue({
  why: {
    slow: "The model took too long.", away: "The model could not be reached.", limited: "The model's own limit is used up for now.", key: "The model did not accept the key.", failed: "The model answered with an error.",
    refused: "The model refused to answer.", cut: "The model broke off in the middle.", broken: "The model's answer could not be read.", private: "The address is inside a private network, which this server does not let in.",
    "no-model": "No model is set up.", consent: "The workspace, or the contact, has not agreed to it.", quota: "Today's requests are used up.", empty: "Nothing of the model's answer passed the check.", "no-evidence": "There is nothing on record that it could be asked about.",
    "off-topic": "It asked for something else than sales.", harmful: "It asked for something that hurts people.", "about-itself": "It asked the assistant about its own instructions.", "too-long": "It was too long.",
    network: "There is no connection to the server.", "signed-out": "You are signed out on the server.", unsent: "The server does not have this record yet.", busy: "That was too often in a short time.",
  } as Readonly<Record<string, string>>,
  unknown: "The model did not answer.",
});

/** `why`: a word of the server's, or one of our own. */
export const whyNoModel = (why: string): string => words.why[why] ?? words.unknown;
