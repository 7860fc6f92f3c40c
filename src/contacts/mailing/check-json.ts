import type { Check, Line, Why } from './check.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A check as the API prints it: instants as ISO 8601; the digests once they are final. */
export function checkJson(check: Check): object {
  const { id, state, name, offer, size, parts, done, counts, silence, deadline, sendAt, confirmedAt } = check;
  const { why, ...verdicts } = counts;
  return {
    id,
    state,
    name,
    ...(offer === undefined ? {} : { offer }),
    rows: size,
    done: parts === 0 ? 1 : Math.round((1000 * done) / parts) / 1000,
    ...verdicts,
    why,
    if_silent: silence,
    deadline: iso(deadline),
    send_at: iso(sendAt),
    ...(confirmedAt === undefined ? {} : { confirmed: confirmedJson(check, confirmedAt) }),
  };
}

function confirmedJson({ list, ledger, signature }: Check, at: number): object {
  return { at: iso(at), list, ledger, ...(signature === undefined ? {} : { signature }) };
}

/** A line as the API prints it; `row` counts from 1 over the whole audience. */
export function lineJson({ value, client, verdict, why = [] }: Line, row: number): object {
  return {
    row,
    value,
    ...(client === undefined ? {} : { client }),
    ...(verdict === undefined ? {} : { verdict, reasons: why.map(whyJson) }),
  };
}

function whyJson(why: Why): object {
  return Object.fromEntries(
    Object.entries(why).map(([name, value]) => [
      name,
      (name === 'at' || name === 'on' || name === 'until') && typeof value === 'number' ? iso(value) : value,
    ]),
  );
}
