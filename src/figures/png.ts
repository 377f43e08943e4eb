import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

const { resolve } = createRequire(import.meta.url);

/** They come along with the program: a server may have none. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

/** For screens that show two dots where a picture has one point. */
const DOTS_PER_POINT = 2;

/** A picture as PNG. Texts come out in "DejaVu Sans" alone. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: DOTS_PER_POINT },
    font: { loadSystemFonts: false, fontFiles: [...FONTS], defaultFontFamily: 'DejaVu Sans' },
  });
  return picture.asPng();
}
