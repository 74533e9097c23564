// Makes a small picture of a picture, on this device: so that a list shows it before the file itself is here. Null where
// the browser cannot read it; then the file has a sign in its place.
export interface SmallPicture {
  /** Pixels of the whole. */
  readonly width: number;
  readonly height: number;
  /** Base64 of WebP, or of what the browser makes instead. */
  readonly thumbnail: string | undefined;
}

/** Tried one after another until one is small enough: the longer side in pixels, and the quality. */
const TRIES = [[288, 0.75], [224, 0.7], [160, 0.65], [112, 0.6], [72, 0.5]] as const;

async function drawn(bitmap: ImageBitmap, longest: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const made = (type: string): Promise<Blob | null> => new Promise((done) => canvas.toBlob(done, type, quality));
  const webp = await made("image/webp");
  // One that makes no WebP makes PNG of it, which is large for a photograph.
  return webp?.type === "image/webp" ? webp : await made("image/jpeg");
}

const base64Of = async (blob: Blob): Promise<string> => {
  let text = "";
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
};

/** `most`: characters of base64. */
export async function smallPicture(picture: Blob, most: number): Promise<SmallPicture | null> {
  try {
    const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
    try {
      const { width, height } = bitmap;
      for (const [longest, quality] of TRIES) {
        const blob = await drawn(bitmap, longest, quality);
        const thumbnail = blob ? await base64Of(blob) : undefined;
        if (thumbnail !== undefined && thumbnail.length <= most) return { width, height, thumbnail };
      }
      return { width, height, thumbnail: undefined };
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}
