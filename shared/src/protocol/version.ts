// The version of the protocol. A test pins it to a hash of the message schemas: who changes one changes this.
export const PROTOCOL_VERSION = 4;
