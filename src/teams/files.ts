import type { Attachment } from 'botbuilder';
import { z } from 'zod';
import { type Attached, bytesOf } from '../chat/attached.ts';
import { timeoutMs } from './connector.ts';

const told = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().max(400).default('file'),
  content: z.object({ downloadUrl: z.url() }),
});

/** The first file that came with a line. Its address opens by itself; `isOurs` says whether it is one of Microsoft's. */
export function attachedFile(
  attachments: readonly Attachment[] | undefined,
  isOurs: (address: string) => boolean,
): Attached | undefined {
  for (const attachment of attachments ?? []) {
    const read = told.safeParse(attachment);
    if (!read.success) continue;
    const { name, content } = read.data;
    return {
      name,
      read: async (most) => {
        if (!isOurs(content.downloadUrl)) throw new Error('a file of Teams lies elsewhere');
        const response = await fetch(content.downloadUrl, {
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        return bytesOf(response, most);
      },
    };
  }
  return undefined;
}
