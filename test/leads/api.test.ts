import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leadsChannel } from '../../sandbox/company.ts';
import { bearer, startBaton, type TestBaton } from '../support/baton.ts';
import { until } from '../support/until.ts';

let baton: TestBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

type Problem = { type: string; title: string; status: number; errors?: { field: string; fault: string }[] };
const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as Problem;
};
const cards = () => baton.slack.workspace.messagesIn(leadsChannel).filter(({ only }) => only === undefined);
const enquiry = { name: 'Max Muster', email: 'max@example.com' };

describe('POST /api/v1/leads', () => {
  it('takes a lead, and has it in the channel', async () => {
    const answer = await baton.postLead({
      ...enquiry,
      message: 'Forty seats, please',
      utm_source: 'spring',
      nested: { kept: true },
    });
    expect(answer.status).toBe(201);
    const { lead } = (await answer.json()) as { lead: number; client: string };
    await until('the card', () => cards().find(({ text }) => text.includes(`Lead ${lead} `)));
  });

  it('gives the same answer to the same key, byte for byte, and makes one lead', async () => {
    const before = cards().length;
    const key = { 'idempotency-key': 'order-77' };
    const first = await baton.postLead(enquiry, key);
    const again = await baton.postLead(enquiry, key);
    expect([again.status, await again.text()]).toEqual([first.status, await first.text()]);
    await until('one card', () => cards().length === before + 1);
    expect((await problemOf(await baton.postLead({ ...enquiry, name: 'Other' }, key))).type).toContain(
      'idempotency-key-reused',
    );
    expect((await baton.postLead(enquiry, { 'idempotency-key': 'order 77' })).status).toBe(400);
  });

  it('never makes two leads of requests that run at once under one key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        baton.postLead({ ...enquiry, email: 'race@example.com' }, { 'idempotency-key': 'race' }),
      ),
    );
    const made = new Set<string>();
    for (const answer of answers) {
      expect([201, 409]).toContain(answer.status);
      if (answer.status === 201) made.add(await answer.text());
    }
    expect(made.size).toBe(1);
  });

  it.each([
    ['no token', {}, enquiry, 401],
    ['a wrong token', { authorization: 'Bearer nonsense' }, enquiry, 401],
  ])('refuses %s', async (_name, headers, body, status) => {
    const answer = await fetch(`${baton.url}/api/v1/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect([answer.status, (await problemOf(answer)).type]).toEqual([status, 'urn:baton:problem:unauthorized']);
  });

  it.each([
    ['a body that is not JSON', '{"name":', 400],
    ['a body that is a list', '[]', 422],
    ['an empty body', '', 400],
    ['a body that is too large', JSON.stringify({ ...enquiry, message: 'x'.repeat(300_000) }), 413],
  ])('refuses %s, and stores nothing', async (_name, body, status) => {
    const before = cards().length;
    const answer = await baton.postLead(body);
    expect([answer.status, (await problemOf(answer)).status]).toEqual([status, status]);
    expect(cards().length).toBe(before);
  });

  it('refuses another content type', async () => {
    expect((await baton.postLead('name=Max', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it.each([
    ['no way to reach the client', { name: 'Max' }, 'email'],
    ['nothing that reads as one', { email: 'none', phone: 'call me' }, 'email'],
    ['a number for a name', { ...enquiry, name: 7 }, 'name'],
    ['a list for an e-mail', { email: ['max@example.com'] }, 'email'],
    ['a NUL', { ...enquiry, company: 'a\u0000b' }, 'company'],
    ['a message beyond all measure', { ...enquiry, message: 'x'.repeat(20_001) }, 'message'],
  ])('names the field at fault: %s', async (_name, body, field) => {
    const answer = await baton.postLead(body);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors?.map((each) => each.field)).toEqual([field]);
  });

  it('takes every kind of text, shows it safely, and pings nobody', async () => {
    const hostile = [
      '<!channel>',
      '<@U0ANNA> *bold* _it_ `code`',
      '\u202Eevil\u202C \u200Bhidden',
      '👩‍👩‍👧 👍',
      'Пётр Ильич',
      'x'.repeat(10_000),
      '@here & <script>',
    ];
    for (const [index, name] of hostile.entries()) {
      const answer = await baton.postLead({
        name,
        company: name,
        message: name,
        source: name.slice(0, 300),
        campaign: name,
        email: `h${index}@example.com`,
      });
      const { lead } = (await answer.json()) as { lead: number };
      const card = await until(`the card of ${name.slice(0, 20)}`, () =>
        cards().find(({ text }) => text.includes(`Lead ${lead} `)),
      );
      expect(card.text).not.toMatch(/<[!@#]/);
      expect(JSON.stringify(card.blocks)).not.toMatch(/"type":"mrkdwn"[^}]*(channel|U0ANNA|script)/);
    }
  });

  it('says 404 and problems elsewhere, and tells its health', async () => {
    expect((await problemOf(await fetch(`${baton.url}/api/v1/nothing`, { headers: bearer }))).status).toBe(404);
    expect((await fetch(`${baton.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${baton.url}/readyz`)).json()).toEqual({ ready: true, unready: [] });
  });
});
