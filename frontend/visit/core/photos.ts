// A photo as it is kept: at most 2,000 pixels a side, a JPEG without place, time or camera.
import type { Bytes } from "./sealing";

/** Of a recording or another file, in bytes: sealed it is a little more, and the association takes 24 MB. */
export const LARGEST = 23 * 1024 * 1024;
/** Photos and recordings of one part: with the form itself the association takes 500 pieces. */
export const MOST = 499;
const LONGEST = 2_000;
const QUALITY = 0.82;

export async function readPhoto(file: Blob): Promise<Bytes> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the picture cannot be read");
  return new Uint8Array(await blob.arrayBuffer());
}
