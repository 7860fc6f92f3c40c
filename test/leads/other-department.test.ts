import { expect, it } from 'vitest';
import { day } from '../../src/kernel/clock.ts';
import { countFree, freeByClock } from '../../src/leads/list-store.ts';
import { leadsChannels } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';
import { anna, boris, mila, olga, smallCompany, timur } from '../support/small-company.ts';

const tuesday = Date.parse('2026-11-24T10:00:00Z');
const said = { need: 'A demo', decides: 'The CFO' };

onBothEngines((engine) => {
  const found = async () => smallCompany(await engine.open(), tuesday);

  it('is free for sales once marketing has brought a lead into their stage, and marketing keeps credit', async () => {
    const company = await found();
    const number = await company.claimed(mila);
    await company.press(mila, 'lead.stage.send', String(number), { stage: 'qualified', ...said });
    const lead = await company.leadOf(number);
    expect([lead.stage, lead.hold.hold, lead.introducer?.name]).toEqual(['qualified', 'free', 'mila']);
    const [told = ''] = await company.toldTo(olga, 'lead.alert');
    expect(told).toContain('It is your department’s move now');
    expect((await company.press(timur, 'lead.claim', String(number))).refused).toBe(true);
    await company.press(boris, 'lead.claim', String(number));
    expect(await company.ownerOf(number)).toBe('boris');
    expect((await company.toldTo(olga, 'lead.alert')).join()).toContain('Settled meanwhile');
  });

  it('is returned by sales with a reason, and never by its stage; marketing’s duty person is told', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    expect((await company.press(anna, 'lead.stage.send', String(number), { stage: 'nurturing' })).refused).toBe(true);
    expect(await company.ownerOf(number)).toBe('anna');
    await company.press(anna, 'lead.recycle.send', String(number), { reason: 'not-now' });
    expect(
      (await company.toldTo(mila, 'lead.alert')).concat(await company.toldTo(timur, 'lead.alert')).join(),
    ).toContain('It is your department’s move now');
  });

  it('is handed to a colleague or a department, and not to both', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    const both = { to: company.idOf(boris), queue: 'marketing', need: 'A demo', next: 'Call' };
    const { reply } = await company.press(anna, 'lead.hand.send', String(number), both);
    expect(reply).toMatchObject({ kind: 'errors', errors: { queue: expect.any(String) } });
    expect((await company.leadOf(number)).hold).not.toHaveProperty('handoff');
  });

  it('says so at once when the colleague is not at work', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    const pack = { to: company.idOf(boris), need: 'A demo', next: 'Call' };
    expect((await company.press(anna, 'lead.hand.send', String(number), pack)).reply.kind).toBe('done');
    await company.press(anna, 'lead.take-back', await company.handoffOf(number));
    company.now = Date.parse('2026-11-24T20:00:00Z');
    expect((await company.press(anna, 'lead.hand.send', String(number), pack)).reply.kind).toBe('whisper');
  });

  it('wants words where the reason is another one', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    for (const action of ['lead.release.send', 'lead.lose.send', 'lead.recycle.send'])
      expect((await company.press(anna, action, String(number), { reason: 'other' })).reply).toMatchObject({
        kind: 'errors',
        errors: { note: expect.any(String) },
      });
    await company.press(anna, 'lead.lose.send', String(number), { reason: 'other', note: 'They moved away' });
    expect((await company.leadOf(number)).closed?.reason).toBe('other');
  });

  it('says on the card that the client asked not to be contacted', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    const { client } = await company.leadOf(number);
    const stop = { direction: 'out', channel: 'call', outcome: 'stop' };
    await company.press(anna, 'contact.touch.send', `${client}/${number}`, stop);
    const [card = ''] = await company.told(leadsChannels[0], 'lead.card');
    expect(card).toContain('They asked not to be contacted.');
  });

  it('tells whoever has a lead that a colleague was in touch with its client', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    const { client } = await company.leadOf(number);
    await company.press(boris, 'contact.touch.send', `${client}/${number}`, { direction: 'out', channel: 'call' });
    const [told = ''] = await company.toldTo(anna, 'lead.alert');
    expect(told).toContain('A colleague has been in touch with this client');
    expect(told).toContain('[History]');
  });

  it('tells whoever handed a lead to a department which colleague has it', async () => {
    const company = await found();
    const number = await company.claimed(mila);
    await company.press(mila, 'lead.hand.send', String(number), { queue: 'sales', need: 'A demo', next: 'Call' });
    await company.press(boris, 'lead.accept', await company.handoffOf(number));
    const [answer = ''] = await company.toldTo(mila, 'lead.handoff-answer');
    expect(answer).toContain('boris accepted');
  });

  it('ends what was asked of a lead that is closed, and tells who asked', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    await company.press(boris, 'lead.ask.send', String(number));
    await company.press(anna, 'lead.win.send', String(number), { amount: '100', product: 'Pro' });
    expect((await company.toldTo(boris, 'lead.ask-answer')).join()).toContain('is closed');
    expect((await company.toldTo(anna, 'lead.ask')).join()).not.toContain('Keep it');
  });

  it('waits for no client once it is closed, and lives again when it is opened', async () => {
    const company = await found();
    await company.start();
    const number = await company.claimed(anna);
    const { client } = await company.leadOf(number);
    await company.press(anna, 'contact.touch.send', `${client}/${number}`, { direction: 'out', channel: 'call' });
    await company.press(anna, 'lead.pause.send', String(number), { until: '2026-11-26' });
    await company.press(anna, 'lead.lose.send', String(number), { reason: 'silent' });
    company.now += 4 * day;
    await company.fire();
    await company.press(anna, 'lead.stage.send', String(number), { stage: 'new' });
    const lead = await company.leadOf(number);
    expect([lead.hold.hold, lead.clock?.kind]).toEqual(['working', 'stage']);
  });

  it('goes to marketing’s stage by itself once it is closed', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    await company.press(anna, 'lead.lose.send', String(number), { reason: 'silent' });
    await company.press(anna, 'lead.stage.send', String(number), { stage: 'nurturing' });
    const lead = await company.leadOf(number);
    expect([lead.stage, lead.hold.hold, lead.closed]).toEqual(['nurturing', 'free', undefined]);
  });

  it('lists no free leads for a department that handles no stage', async () => {
    const { store, free } = await found();
    await free();
    expect([await countFree(store.read, []), await freeByClock(store.read, [], 5)]).toEqual([0, []]);
    expect([await countFree(store.read, ['new']), (await freeByClock(store.read, ['new'], 5)).length]).toEqual([1, 1]);
  });

  it('is opened again by a manager when whoever closed it has left', async () => {
    const company = await found();
    const number = await company.claimed(anna);
    await company.press(anna, 'lead.win.send', String(number), { amount: '100', product: 'Pro' });
    await company.hear(anna, { standing: 'deactivated' });
    const again = { stage: 'negotiating', ...said };
    expect((await company.press(boris, 'lead.stage.send', String(number), again)).refused).toBe(true);
    expect((await company.press(olga, 'lead.stage.send', String(number), again)).refused).toBeUndefined();
    expect(await company.ownerOf(number)).toBe('olga');
  });
});
