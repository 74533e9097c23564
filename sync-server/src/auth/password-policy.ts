/**
 * Which passwords are refused when one is chosen. Length is what protects; the list holds the most used ones of
 * that length, and anything made of the person's own name or of one short piece repeated is as bad.
 */
import type { Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

const COMMON = new Set(
  `1234567890 12345678910 0123456789 9876543210 0987654321 1234567891 123456789a a123456789 123456789q q123456789
  1234512345 1122334455 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 qazwsxedcrfv qwertyuiop qwertyuiop123
  qwerty12345 qwerty123456 qwerty1234 1234qwerty asdfghjkl1 asdfghjkl123 zxcvbnm123 password12 password123
  password1234 password12345 password01 password1! password123! passw0rd123 p@ssw0rd123 p@ssword123 mypassword
  mypassword1 changeme123 changeme1234 letmein123 letmein1234 welcome123 welcome1234 welcome2024 welcome2025
  welcome2026 administrator admin12345 admin123456 administrator1 adminadmin iloveyou12 iloveyou123 iloveyou1234
  sunshine123 princess123 football123 baseball123 superman123 michael123 charlie123 dragon12345 monkey12345
  abcdefghij abcdefghijk abcd123456 abc1234567 abc123456789 aa12345678 aaaaaaaaaa 1111111111 0000000000 test123456
  testtest123 secret12345 trustno1trustno1 summer2024 summer2025 summer2026 winter2025 winter2026 spring2026
  internet123 computer123 starwars123 liverpool123 chelsea123 pokemon123 correcthorsebatterystaple
  outrider-demo outrider123 outrider1234 salesforce1 salesforce123`.split(/\s+/),
);

/** What everybody here would think of first: the product's own name. */
const OURS = ["outrider"];

/** What is wrong with it, as a sentence for the person; undefined when it will do. */
export const passwordComplaint = (password: string, about: readonly string[]): Why | undefined => {
  const length = [...password].length;
  if (length < MIN_PASSWORD) return problemWhy("password-short", { least: MIN_PASSWORD });
  if (length > MAX_PASSWORD) return problemWhy("password-long", { most: MAX_PASSWORD });
  const plain = password.toLowerCase();
  if (COMMON.has(plain)) return problemWhy("password-common");
  if (/^(.{1,4})\1+.{0,3}$/u.test(plain)) return problemWhy("password-repeats");
  const bare = plain.replace(/[\d\W_]+$/u, "");
  if (OURS.includes(bare)) return problemWhy("password-product");
  const own = about
    .flatMap((text) => [text, ...text.split(/[@.\s]+/)])
    .map((text) => text.toLowerCase())
    .find((text) => text.length >= 4 && bare === text);
  if (own !== undefined) return problemWhy("password-own");
  return undefined;
};
