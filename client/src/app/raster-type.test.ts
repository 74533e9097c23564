import { expect, test } from "vitest";
import { isPdf, plainText, rasterType, thumbnailAddress } from "./raster-type.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const base64 = (of: Uint8Array): string => btoa(String.fromCharCode(...of));
const PNG = bytes("\u0089PNG\r\n\u001a\nrest of it");

test("R9 only what begins as a picture is one, whatever it is called: no script, page or drawing is", () => {
  expect(rasterType(PNG)).toBe("image/png");
  expect(rasterType(bytes("\u00ff\u00d8\u00ff\u00e0"))).toBe("image/jpeg");
  expect(rasterType(bytes("GIF89a"))).toBe("image/gif");
  expect(rasterType(bytes("RIFF....WEBPVP8 "))).toBe("image/webp");
  for (const other of ["<svg xmlns='http://www.w3.org/2000/svg'>", "<!doctype html>", "%PDF-1.7", "", "RIFF....WAVE", "GIF"]) expect([other, rasterType(bytes(other))]).toEqual([other, null]);
});

test("R9 a small picture that came with a record is drawn only where it is one", () => {
  expect(thumbnailAddress(base64(PNG))).toBe(`data:image/png;base64,${base64(PNG)}`);
  for (const other of [null, "", base64(bytes("<svg onload=alert(1)>")), "\"><script>", `${base64(PNG)}" onerror="`]) expect([other, thumbnailAddress(other)]).toEqual([other, null]);
});

test("R9 a text is shown as text, as far as it goes; what is none is not", () => {
  expect(plainText(bytes("<b>bold</b>"))).toEqual({ text: "<b>bold</b>", more: false });
  expect(plainText(new Uint8Array(200_001).fill(65))).toMatchObject({ more: true });
  expect([plainText(PNG), plainText(bytes("a\u0000b"))]).toEqual([null, null]);
});

test("R9 a PDF is one by how it begins, whatever it is called", () => {
  expect([isPdf(bytes("%PDF-1.7\n")), isPdf(bytes(`${" ".repeat(900)}%PDF-1.4`)), isPdf(bytes("<html>%PD")), isPdf(bytes(`${"x".repeat(1024)}%PDF-1.4`))]).toEqual([true, true, false, false]);
});
