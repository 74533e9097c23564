export { distance, distanceToStart } from "./distance.ts";
export { type Collection, collectionOf, COLLECTIONS, EMBEDDED_KINDS, embeddedText, isEmbedded, textHash } from "./embedded-text.ts";
export { findTwins, type Pair, pairKey, twinsOf } from "./find-twins.ts";
export { LIKELY, type Likeness, likenessOf, nearlySame, type Reason } from "./likeness.ts";
export { isTwinKind, type Profile, profileOf, profileOfSketch, type Sketch, TWIN_KINDS, type TwinKind } from "./profile.ts";
export { type Close, createTextIndex, type TextIndex } from "./tf-idf.ts";
export { createVocabulary, likeliest, type Vocabulary } from "./vocabulary.ts";
export { featuresOf, stemsIn } from "./text-features.ts";
export { cosine, DIMENSIONS, lengthOf, OUTSIDE_DIMENSIONS, quantised } from "./vector.ts";
