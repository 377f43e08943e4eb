import { createRequire } from 'node:module';

/** For screens that show two dots where a picture has one point. */
const DOTS_PER_POINT = 2;

/** A picture as PNG. Texts come out in "DejaVu Sans" alone. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  // Native code: who never asks for a picture doesn't load it.
  const { renderAsync } = await import('@resvg/resvg-js');
  const require = createRequire(import.meta.url);
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: DOTS_PER_POINT },
    font: {
      loadSystemFonts: false,
      // They come along with the program: a server may have none.
      fontFiles: [
        require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
        require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
      ],
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  return picture.asPng();
}
