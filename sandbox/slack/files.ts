import type { IncomingMessage } from 'node:http';

/** A file that is announced, then uploaded, then shared: as Slack wants it since 2024, in three steps. */
export type File = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  title?: string;
  body?: Buffer;
};

/** What an upload sends: the bytes themselves, or a form with one file in it. */
export async function uploadedBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const [part] = form.values();
  return typeof part === 'string' || part === undefined
    ? Buffer.from(part ?? '')
    : Buffer.from(await part.arrayBuffer());
}
