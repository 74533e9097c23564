// Everything that can be wrong with a row that another system sends in, and with what rows are sent in, by its stable name.
// `{label}` is the field as the row calls it. It knows no row.

export const rowSentences = {
  // Of a field.
  "row-many": "{label} has more than {most}.",
  "row-decimal": "{label} must be a number with a decimal point, at most {whole} digits before it and {part} behind it.",
  "row-whole-number": "{label} must be a whole number from 0 to {most}.",
  "row-flag": "{label} must be true or false.",
  "row-currency": "{label} must be three letters.",
  "row-when": "{label} must be a day as 2026-03-31, or a day and a time as 2026-03-31T14:05:00Z.",
  "row-future": "{label} lies in the future.",
  "row-before-1900": "{label} lies before the year 1900.",
  "row-contact-id": "{label} must be the id of a contact.",
  "row-list": "{label} must be a list.",
  "row-item": "must be an object with sku, name, qty and price.",
  // Of a row.
  "row-object": "A row must be an object.",
  "row-no-customer": "The order names no customer: give customer_id or email.",
  "row-no-amount": "Give an amount, or items with prices.",
  "row-items-too-much": "The items come to more than an order may.",
  "row-no-key": "Give an order_id or a date: without either it cannot be told from another order like it.",
  "row-line-long": "The line is longer than {most} characters.",
  "row-line-no-json": "The line is not JSON.",
  // Of a row as it is worked off.
  "row-erased": "This person was erased from the workspace.",
  "row-no-contact": "There is no such contact.",
  "row-not-yours": "You may not change this customer.",
  "row-nobody": "Nobody here has this address.",
  // Of what they are sent in.
  "rows-media": "Send application/json, application/x-ndjson or text/csv.",
  "rows-bytes": "At most {most} bytes of {media}: send several requests.",
  "rows-json-bytes": "At most {most} bytes of {media}: send several requests, or application/x-ndjson.",
  "rows-not-utf8": "The body is not UTF-8.",
  "rows-not-json": "The body is not JSON.",
  "rows-most": "At most {most} rows: send several requests.",
  "rows-line": "Line {line} is longer than {most} characters.",
  "rows-header": "The first line must name the columns; there is none for {names}.",
  "rows-csv": "Line {line}: {fault}",
} as const;
