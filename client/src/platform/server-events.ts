// Cuts what comes of an event stream into its events. Pure. By the standard's rules, as far as servers of ours write them:
// lines end by \n or \r\n, an empty one ends an event, several `data` lines are one text, comments are nothing.

export interface ServerEvent { readonly event: string; readonly data: string }

/** Answers what takes each piece, wherever it was cut. */
export function createEventReader(heard: (event: ServerEvent) => void): (piece: string) => void {
  let [open, event] = ["", ""];
  let data: string[] = [];
  function line(text: string): void {
    if (text === "") {
      if (data.length > 0) heard({ event: event === "" ? "message" : event, data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const colon = text.indexOf(":");
    if (colon === 0) return;
    const [name, value] = colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1).replace(/^ /, "")];
    if (name === "event") event = value;
    if (name === "data") data.push(value);
  }
  return (piece) => {
    const lines = (open + piece).split("\n");
    open = lines.pop() ?? "";
    for (const one of lines) line(one.replace(/\r$/, ""));
  };
}
