import { expect, it } from 'vitest';
import { digestKind, foldWaiting, mostLines, mostWaiting, withDigest } from '../../src/chat/digest.ts';
import { direct } from '../../src/chat/want.ts';
import { clockPosts } from '../../src/leads/clocks/posts.ts';
import { onBothEngines } from '../support/engines.ts';
import { anna, olga, smallCompany } from '../support/small-company.ts';

const minute = 60_000;
const tuesday = Date.parse('2026-11-24T10:00:00Z');

onBothEngines((engine) => {
  it('tells somebody of a hundred late leads in a few messages, and each line stays true', async () => {
    const company = await smallCompany(await engine.open(), tuesday);
    await company.start();
    const numbers: number[] = [];
    for (let index = 0; index < 100; index += 1)
      numbers.push(await company.free({ phone: `+49 151 2345${1000 + index}` }));
    // Hot leads, reminded of after three minutes and late after five: Olga is on duty, and heads the department.
    for (let passed = 0; passed < 5; passed += 1) {
      company.now += minute;
      await company.fire();
    }
    const place = direct(company.idOf(olga));
    const kinds = withDigest(clockPosts);
    const posts = () =>
      company.store.read.selectFrom('post').select(['kind', 'state', 'subject']).where('place', '=', place).execute();
    const alerts = (await posts()).filter(({ kind }) => kind === 'lead.alert');
    expect(alerts).toHaveLength(200);
    while (await foldWaiting(company.store, kinds, ['lead.alert'], place, company.now));
    const after = await posts();
    expect(after.filter(({ kind, state }) => kind === 'lead.alert' && state === 'wanted')).toHaveLength(mostWaiting);
    const digests = after.filter(({ kind }) => kind === digestKind);
    expect(digests).toHaveLength(Math.ceil((alerts.length - mostWaiting) / mostLines));

    const last = numbers.at(-1) ?? 0;
    const lineOf = async () => (await company.told(place, digestKind)).join('\n');
    expect(await lineOf()).toContain(`${last} · Max · Nobody claimed it in time`);
    await company.press(anna, 'lead.claim', String(last));
    expect(await lineOf()).toContain(`${last} · Max · Settled meanwhile`);
    // Every digest with a line of it is to be drawn again.
    const pending = await company.store.read
      .selectFrom('post')
      .select('id')
      .where('place', '=', place)
      .where('state', '=', 'folded')
      .where('pending', '=', 1)
      .execute();
    expect(pending.length).toBeGreaterThan(0);
  });
});
