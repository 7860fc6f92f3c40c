/** A file that somebody attached to a form or a line; its bytes are fetched when they are asked for. */
export type Attached = {
  readonly name: string;
  /** The bytes, unless they are more than `most`: then undefined. */
  read(most: number): Promise<Buffer | undefined>;
};

/** Reads a response up to so many bytes; undefined where it has more. Throws if the file cannot be fetched. */
export async function bytesOf(response: Response, most: number): Promise<Buffer | undefined> {
  if (!response.ok || !response.body) throw new Error(`a file could not be fetched: ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
