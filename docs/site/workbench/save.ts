import type { FileOut } from './messages.ts';

export function saveText({ name, type, text }: FileOut): void {
  saveBlob(name, new Blob([text], { type }));
}

function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A drawing twice its size, for slides and for paper. */
export async function savePng({ name, type, text }: FileOut): Promise<void> {
  const url = URL.createObjectURL(new Blob([text], { type }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob !== null) saveBlob(name.replace(/\.svg$/, '.png'), blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}
