import { afterAll, beforeAll, expect, it } from 'vitest';
import { bearer, startBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

const get = async (path: string, headers: Record<string, string> = bearer) => {
  const answer = await fetch(`${baton.url}/api/v1/${path}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const lead = async (body: object) =>
  (await (await baton.postLead(body)).json()) as { lead: number; client: string; duplicate_of?: string };

it('finds a client, tells who it is, and what happened, page by page', async () => {
  const { client, lead: number } = await lead({
    name: 'Оксана Белова',
    company: 'ООО «Ромашка»',
    email: 'oksana@romashka.example',
  });
  for (let again = 0; again < 24; again += 1)
    await lead({ email: 'oksana@romashka.example', message: `Enquiry ${again}` });
  for (const query of ['oksana@romashka.example', 'belova romashka', 'Белава', `${number}`, 'romashka.example'])
    expect([query, (await get(`clients?query=${encodeURIComponent(query)}`)).body]).toEqual([
      query,
      { clients: [{ id: client, name: 'Оксана Белова', company: 'ООО «Ромашка»' }], resemble: false },
    ]);
  const { body } = await get(`clients/${client}`);
  expect(body).toMatchObject({
    id: client,
    account: 'ООО «Ромашка»',
    keys: [{ kind: 'email', value: 'oksana@romashka.example' }],
  });
  expect(body.leads).toHaveLength(25);
  const first = await get(`clients/${client}/history`);
  const second = await get(`clients/${client}/history?before=${first.body.next}`);
  expect([(first.body.entries as object[]).length, (second.body.entries as object[]).length, second.body.next]).toEqual(
    [20, 5, undefined],
  );
  expect((first.body.entries as object[])[0]).toMatchObject({ kind: 'lead.arrived', words: { message: 'Enquiry 23' } });
});

it('asks before two who resemble each other are one, and says so in the answer', async () => {
  const known = await lead({ name: 'Катерина Щукина', company: 'Лотос', email: 'k.shchukina@lotos-firm.example' });
  expect(known.duplicate_of).toBeUndefined();
  const again = await lead({ name: 'Katya Schukina', company: 'Lotos LLC', email: 'katya.s@gmail.com' });
  expect(again.client).not.toBe(known.client);
  expect(again.duplicate_of).toBe(known.client);
});

it('refuses what it does not understand, and strangers', async () => {
  expect((await get('clients')).status).toBe(422);
  expect((await get('clients/nobody')).status).toBe(404);
  expect((await get('clients/nobody/history')).status).toBe(404);
  expect((await get('clients/nobody/history?before=x')).status).toBe(422);
  expect((await get('clients?query=x', {})).status).toBe(401);
  const phone = '+49 30 5550007';
  await lead({ name: 'One Person', phone });
  await lead({ name: 'Other Somebody', phone });
  const touch = await fetch(`${baton.url}/api/v1/clearance`, {
    method: 'POST',
    headers: bearer,
    body: JSON.stringify({ client: { phone }, channel: 'call' }),
  });
  expect([touch.status, ((await touch.json()) as { type: string }).type]).toEqual([
    409,
    'urn:baton:problem:client-ambiguous',
  ]);
});
