import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

// A thread that draws one picture (`workerData`: SVG) and ends.

/** For screens that show two dots where a picture has one point. */
const DOTS_PER_POINT = 2;

const port = parentPort;
if (port === null || typeof workerData !== 'string')
  throw new Error('Run this in a worker thread, with an SVG.');

const require = createRequire(import.meta.url);
const picture = new Resvg(workerData, {
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
}).render();
port.postMessage(picture.asPng(), []);
