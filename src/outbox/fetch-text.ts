import type { Called } from './call.ts';

/** A call that takes longer, or answers with more, is cut off. */
const patience = 15_000;
const mostBytes = 1_048_576;

/** Asks an address (https, or this machine itself) for text, and says what the answer means for trying again. */
export async function fetchText(url: string, headers: Readonly<Record<string, string>>): Promise<Called> {
  const { protocol, hostname } = new URL(url);
  const own = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !own) return { is: 'refused', why: 'not-https' };
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) });
  const body = await response.text();
  if (body.length > mostBytes) return { is: 'refused', why: 'too-long' };
  if (response.ok) return { is: 'done', body };
  const why = `answered ${response.status}`;
  const wait = Number(response.headers.get('retry-after'));
  // A token that has run out can be mended, and a limit passes.
  const passing = response.status >= 500 || [401, 403, 408, 425, 429].includes(response.status);
  if (!passing) return { is: 'refused', why };
  return { is: 'again', why, ...(wait > 0 ? { waitMs: wait * 1_000 } : {}) };
}
