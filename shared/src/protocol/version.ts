// The version of the protocol. A test pins it to a hash of the message schemas: who changes one changes this.
export const PROTOCOL_VERSION = 6;
/** The oldest one that this server speaks too: its devices are sent nothing that they do not know. */
export const OLDEST_PROTOCOL = 4;
