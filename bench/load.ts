import autocannon from 'autocannon';

export type Load = {
  readonly url: string;
  readonly at: number;
  readonly seconds: number;
  readonly headers?: Record<string, string>;
};
/** What a run measured: answers a second, the median in ms, and how many answers were what they should be. */
export type Measured = { readonly perSecond: number; readonly p50: number; readonly good: number };

/** Sends one kind of request, so many at once, for so many seconds; each request is made when it is sent. */
export async function load(
  { url, at, seconds }: Load,
  make: () => { headers: Record<string, string>; body: string },
): Promise<Measured> {
  // Whole milliseconds, as autocannon's own histogram counts them, are too coarse for a click.
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections: at,
        duration: seconds,
        requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...make() }) }],
      },
      (fault, ended) => (fault ? reject(fault) : resolve(ended)),
    );
    running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were refusals, ${result.errors} were none`);
  const p50 = times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
  return { perSecond: result['2xx'] / result.duration, p50, good: result['2xx'] };
}
