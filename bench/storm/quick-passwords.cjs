// Loaded before the server of a storm: five hundred people sign up first, which is not what is measured, and a password
// that is hashed as it should be takes a quarter of a second each.
"use strict";

const crypto = require("node:crypto");
const { syncBuiltinESMExports } = require("node:module");

const { scrypt } = crypto;
crypto.scrypt = (password, salt, bytes, _options, done) => scrypt(password, salt, bytes, { N: 16, r: 1, p: 1 }, done);
syncBuiltinESMExports();
