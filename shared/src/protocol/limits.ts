// What both sides must know of a message before there is one. Apart from the checks of messages, which only the server makes:
// a device that had these from there would carry the checker and build all of its tables at each start.

/** Ids in one question. */
export const MAX_ASKED_IDS = 200;
/** The longest state of somebody in a room, as JSON text. */
export const MAX_AWARENESS = 2048;
/** What a device holds besides, as the text of 128 KiB. */
export const MAX_HELD_TEXT = Math.ceil((128 * 1024) / 3) * 4;
/** Bytes; the socket closes on a larger frame. */
export const MAX_FRAME = 1024 * 1024;

export const RECORD_ID = /^[\w-]{1,40}$/;
/** Whether this can be a record's id: anything else, out of an address or a field, is not to be asked for. */
export const isRecordId = (text: string): boolean => RECORD_ID.test(text);
