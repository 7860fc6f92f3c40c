import { type Attached, bytesOf } from '../chat/attached.ts';
import { timeoutMs } from './outbound.ts';

/** A file as Slack tells of it in a form that was sent. */
export type SlackFile = { readonly id: string; readonly name?: string | null; readonly url_private_download?: string };

/** Where Slack keeps what people upload; nobody else is handed the bot's token. */
const slackFiles = 'https://files.slack.com';

/** A file that can be fetched with the bot's token, from Slack or from the address that is configured in its place. */
export function attachedFile(file: SlackFile, { token, apiUrl }: { token: string; apiUrl: string }): Attached {
  return {
    name: file.name ?? file.id,
    read: async (most) => {
      const url = new URL(file.url_private_download ?? '');
      if (url.origin !== slackFiles && url.origin !== new URL(apiUrl).origin)
        throw new Error(`a file of Slack lies at ${url.origin}`);
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      return bytesOf(response, most);
    },
  };
}
