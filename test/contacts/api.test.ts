import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, startBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${baton.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { ...bearer, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const lead = async (email: string) =>
  (await post('leads', { name: 'Max', email })).body as { lead: number; client: string };

describe('POST /api/v1/clearance and /touches', () => {
  it('clears a client whom nobody has contacted, by any key', async () => {
    const { client } = await lead('clear@example.com');
    for (const whom of [{ id: client }, { email: 'Clear@Example.com' }])
      expect(await post('clearance', { client: whom, channel: 'call' })).toEqual({
        status: 200,
        body: { client, light: 'green', reasons: [] },
      });
  });

  it('says who, when and about what after a touch, and tells a new lead of the same client', async () => {
    const { client } = await lead('touched@example.com');
    const touch = { client: { id: client }, channel: 'mailing', about: 'Autumn offer', at: new Date().toISOString() };
    const logged = await post('touches', touch);
    expect([logged.status, logged.body.light]).toEqual([201, 'green']);
    // The program that mailed may go on; anybody else is warned.
    expect((await post('clearance', { client: { id: client }, channel: 'email' })).body.light).toBe('green');
    const slack = baton.slack;
    await slack.hands.command('U0ANNA', 'C0LEADS', '/lead');
    const asked = { client: { id: client }, channel: 'email', person: 'anna@company.example' };
    const { body } = await post('clearance', asked);
    expect(body).toMatchObject({
      light: 'red',
      reasons: [{ code: 'touched', who: 'website', about: 'Autumn offer', channel: 'mailing' }],
    });
    expect(Date.parse(String(body.earliest))).toBeGreaterThan(Date.now());
  });

  it('logs a touch once for a key, and refuses another under it', async () => {
    const { client } = await lead('once@example.com');
    const touch = { client: { id: client }, channel: 'call', outcome: 'reached' };
    const key = { 'idempotency-key': 'touch-1' };
    const [first, again] = [await post('touches', touch, key), await post('touches', touch, key)];
    expect(again).toEqual(first);
    expect((await post('touches', { ...touch, outcome: 'booked' }, key)).status).toBe(422);
    // The same key on another path is another request.
    expect((await post('leads', touch, key)).status).toBe(422);
  });

  it('names what is wrong: an unknown client, colleague or lead, a channel that is none', async () => {
    const [one, other] = [await lead('one@example.com'), await lead('other@example.com')];
    const touch = { client: { id: one.client }, channel: 'call' };
    const faultsOf = async (body: object) => {
      const { status, body: problem } = await post('touches', body);
      return [status, (problem.errors as { field: string }[]).map(({ field }) => field)];
    };
    expect(await faultsOf({ ...touch, client: { email: 'nobody@example.com' } })).toEqual([404, ['client']]);
    expect(await faultsOf({ ...touch, person: 'nobody@company.example' })).toEqual([422, ['person']]);
    expect(await faultsOf({ ...touch, lead: other.lead })).toEqual([422, ['lead']]);
    expect(await faultsOf({ ...touch, channel: 'fax' })).toEqual([422, ['channel']]);
    // A problem is not kept under its key.
    const key = { 'idempotency-key': 'touch-2' };
    expect((await post('touches', { ...touch, person: 'nobody@company.example' }, key)).status).toBe(422);
    expect((await post('touches', touch, key)).status).toBe(201);
  });
});
