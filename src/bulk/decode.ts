import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** How a file's bytes are letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** So much of a file says how it is written. */
const sampleSize = 256 * 1024;

/** How a file is written: by its mark, by its zeros, as UTF-8 if it is that, else as Windows-1251. */
export async function encodingOf(file: string): Promise<Encoding> {
  const handle = await open(file);
  try {
    const sample = Buffer.alloc(sampleSize);
    const { bytesRead } = await handle.read(sample, 0, sampleSize, 0);
    return encodingOfSample(sample.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function encodingOfSample(sample: Buffer): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 1].map((odd) => sample.filter((byte, at) => at % 2 === odd && byte === 0).length);
  if ((zeros[1] ?? 0) > sample.length / 8) return 'utf-16le';
  if ((zeros[0] ?? 0) > sample.length / 8) return 'utf-16be';
  return isUtf8(sample) ? 'utf-8' : 'windows-1251';
}

/** The sample may end inside a letter. */
function isUtf8(sample: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A file's text, piece by piece, without its mark; at bytes that are no letters it gives what is before them and throws. */
export async function* textOf(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file, { highWaterMark: sampleSize }))
    yield* whole(decoder.decode(chunk as Buffer, { stream: true }));
  yield* whole(decoder.decode());
}

function* whole(text: string): Generator<string> {
  const bad = text.indexOf('\ufffd');
  if (bad === -1) return yield text;
  yield text.slice(0, text.lastIndexOf('\n', bad) + 1);
  throw new TypeError('bytes that are no letters');
}
