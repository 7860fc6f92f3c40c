import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressKey, hashAddress } from '../../src/contacts/mailing/sign.ts';
import { bearer, secret, startBaton, type TestBaton } from '../support/baton.ts';
import { until } from '../support/until.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

type Body = Record<string, unknown> & { id: string; state: string; errors?: { field: string; fault: string }[] };
const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${baton.url}/api/v1/${path}`, {
    method,
    headers: { ...bearer, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
};
const begin = (audience: unknown, more: object = {}) =>
  ask('POST', 'mailing-checks', { name: 'Autumn', audience, ...more });
const key = addressKey(Buffer.from(secret, 'hex'));

describe('POST /api/v1/mailing-checks', () => {
  it('answers a short list at once, and tells the rows, the last look, the signature, and that it was sent', async () => {
    await baton.postLead({ name: 'Max', email: 'max@example.com' });
    const begun = await begin({ emails: ['Max@example.com', 'max@example.com', 'new@example.com', 'nothing'] });
    expect(begun).toMatchObject({ status: 201, body: { state: 'ready', rows: 4, keep: 2, ask: 0, drop: 2 } });
    const { id } = begun.body;
    const { body: page } = await ask('GET', `mailing-checks/${id}/rows`);
    expect(
      (page.rows as { row: number; value: string; verdict: string }[]).map(({ row, value, verdict }) => [
        row,
        value,
        verdict,
      ]),
    ).toEqual([
      [1, 'Max@example.com', 'keep'],
      [2, 'max@example.com', 'drop'],
      [3, 'new@example.com', 'keep'],
      [4, 'nothing', 'drop'],
    ]);
    const confirmed = await ask('POST', `mailing-checks/${id}/confirm`);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    const { signature } = confirmed.body.confirmed as { signature: string };
    expect(signature).toMatch(/^[\da-f]{64}$/);
    expect(await ask('POST', `mailing-checks/${id}/sent`, { signature: 'f'.repeat(64) })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'signature' }] },
    });
    expect(await ask('POST', `mailing-checks/${id}/sent`, { signature })).toMatchObject({
      status: 200,
      body: { state: 'sent' },
    });
    // It stands in the history, and the next program that asks is told.
    const again = await begin({ emails: ['max@example.com'] }, { person: undefined, offer: 'Autumn' });
    expect(again.body).toMatchObject({ drop: 1, why: { 'same-offer': 1 } });
  });

  it('takes ids and keyed hashes, and goes on while it is asked about', async () => {
    const { client } = (await (await baton.postLead({ name: 'Ida', email: 'ida@example.com' })).json()) as {
      client: string;
    };
    const values = ['ida@example.com', 'x@example.com'].map((address) => hashAddress(address, key));
    const fillers = Array.from({ length: 2_500 }, (_, index) => `f${index}@example.org`);
    const begun = await begin({ ids: [client], hashes: { key: key.id, values }, emails: fillers });
    expect(begun).toMatchObject({ status: 201, body: { rows: 2_503 } });
    const ready = await until('all parts', async () => {
      const { body } = await ask('GET', `mailing-checks/${begun.body.id}`);
      return body.state === 'ready' ? body : undefined;
    });
    expect(ready).toMatchObject({ done: 1, keep: 2_502, drop: 1, why: { repeated: 1 } });
  });

  it('says what is wrong with which field', async () => {
    const fault = async (given: Promise<{ status: number; body: Body }>) => {
      const { status, body } = await given;
      return [status, body.type, ...(body.errors ?? []).map(({ field, fault: why }) => `${field}: ${why}`)];
    };
    expect(await fault(begin({ hashes: { key: 'abc', values: ['0'.repeat(64)] } }))).toEqual([
      422,
      expect.stringContaining('hash-key-unknown'),
      `audience.hashes.key: "abc" is not our key: that is "${key.id}"`,
    ]);
    expect(await fault(begin({}))).toEqual([422, expect.stringContaining('invalid'), 'audience: has nobody in it']);
    expect(await fault(begin({ emails: ['a@example.com'] }, { person: 'nobody@example.com' }))).toEqual([
      422,
      expect.stringContaining('invalid'),
      'person: no colleague has this e-mail',
    ]);
    const past = { send_at: '2020-01-01T00:00:00Z' };
    expect((await begin({ emails: ['a@example.com'] }, past)).status).toBe(422);
    expect((await begin({ hashes: { key: key.id, values: ['short'] } })).status).toBe(422);
    expect((await ask('GET', 'mailing-checks/nothing')).status).toBe(404);
    expect((await ask('GET', 'mailing-checks/nothing/rows')).status).toBe(404);
    expect((await ask('POST', 'mailing-checks/nothing/confirm')).status).toBe(404);
    expect((await fetch(`${baton.url}/api/v1/mailing-checks`, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  it('takes no more than a million rows, and says so', async () => {
    const rows = `{"name":"All","audience":{"emails":[${Array(1_000_001).fill('"a@b.example"').join()}]}}`;
    const { status, body } = await ask('POST', 'mailing-checks', rows);
    expect([status, body.errors]).toEqual([
      413,
      [{ field: 'audience', fault: 'has 1000001 rows; 1000000 is the most' }],
    ]);
  });

  it('gives one check to one idempotency key', async () => {
    const headers = { 'idempotency-key': 'autumn-1' };
    const body = { name: 'Once', audience: { emails: ['a@example.com'] } };
    const first = await ask('POST', 'mailing-checks', body, headers);
    expect((await ask('POST', 'mailing-checks', body, headers)).body.id).toBe(first.body.id);
    const confirm = await ask('POST', `mailing-checks/${first.body.id}/confirm`, undefined, {
      'idempotency-key': 'c-1',
    });
    expect(confirm.status).toBe(200);
    const other = await begin({ emails: ['a@example.com'] });
    const reused = await ask('POST', `mailing-checks/${other.body.id}/confirm`, undefined, {
      'idempotency-key': 'c-1',
    });
    expect(reused.status).toBe(422);
  });
});
