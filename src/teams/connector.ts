import { second } from '../kernel/clock.ts';
import { within } from '../kernel/within.ts';

/** The longest that one request may take (ms). */
export const timeoutMs = 8 * second;

/** What Teams answered. */
export type Answered = { readonly status: number; readonly retryAfter: number | undefined; readonly body: unknown };

/** The bot got no token: nothing has been sent. */
export class Unsent extends Error {
  constructor(cause: unknown) {
    super(`no token: ${String(cause)}`, { cause });
    this.name = 'Unsent';
  }
}

/** One request of the Bot Connector's REST interface; throws when no answer came. */
export type Connector = (
  serviceUrl: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Answered>;

/**
 * Requests with the bot's token. Sent once, whatever comes back: the SDK's own client sends a request four times when
 * its answer is lost, and so posts a card four times; repeating is the board's business.
 */
export function connect(token: () => Promise<string | undefined>): Connector {
  return async (serviceUrl, method, path, body) => {
    // Whoever gives tokens may hang, and has no time limit of their own.
    const given = token().then((bearer) => ({ bearer }));
    const told = await within(timeoutMs, given).catch((fault: unknown) => {
      throw new Unsent(fault);
    });
    if (!told) throw new Unsent('timed out');
    const { bearer } = told;
    const response = await fetch(`${serviceUrl.replace(/\/$/, '')}/v3/${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      retryAfter: retryAfter > 0 ? retryAfter * second : undefined,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined,
    };
  };
}
