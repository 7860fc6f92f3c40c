import { describe, expect, it } from 'vitest';
import { day } from '../../src/kernel/clock.ts';
import { dutiesInForce } from '../../src/leads/clocks/in-force.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { leadsChannels } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';
import { anna, boris, mila, olga, smallCompany, timur } from '../support/small-company.ts';

const tuesday = Date.parse('2026-11-24T10:00:00Z');

onBothEngines((engine) => {
  const found = async () => smallCompany(await engine.open(), tuesday);
  type Company = Awaited<ReturnType<typeof found>>;
  const refused = async (pressed: ReturnType<Company['press']>): Promise<boolean> => (await pressed).refused === true;
  const askOf = async ({ store }: Company, lead: number): Promise<string> =>
    (
      await store.read
        .selectFrom('lead_ask')
        .select('id')
        .where('lead', '=', lead)
        .orderBy('asked_at', 'desc')
        .executeTakeFirst()
    )?.id ?? 'none';

  describe('the same enquiry again', () => {
    const enquiry = { name: 'Max', email: 'max@example.com', message: 'A price, please' };

    it('within minutes is a note on the lead that there is, and no second card', async () => {
      const company = await found();
      const first = await company.lead(enquiry);
      company.now += 4 * 60_000;
      const again = await company.lead({ ...enquiry, message: ' A  price, please ' });
      expect(again.number).toBe(first.number);
      expect(await company.kindsOf(first.number)).toEqual(['lead.arrived', 'lead.asked-again']);
      expect(await company.told(leadsChannels[0], 'lead.card')).toHaveLength(1);
    });

    it('is another lead when it says something else, or comes later, or the first is closed', async () => {
      const company = await found();
      const first = await company.lead(enquiry);
      const other = await company.lead({ ...enquiry, message: 'And a catalogue' });
      const phoned = await company.lead({ ...enquiry, phone: '+49 151 2345678' });
      company.now += 6 * 60_000;
      const later = await company.lead(enquiry);
      await company.press(anna, 'lead.claim', String(later.number));
      await company.press(anna, 'lead.lose.send', String(later.number), { reason: 'price' });
      const closed = await company.lead(enquiry);
      expect(new Set([first, other, phoned, later, closed].map(({ number }) => number)).size).toBe(5);
    });
  });

  describe('asking for a lead', () => {
    it('lets its owner give it or keep it, and tells the asker', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      await company.press(boris, 'lead.ask.send', String(number), { note: 'I know them' });
      expect(await refused(company.press(boris, 'lead.ask.send', String(number)))).toBe(true);
      expect((await company.toldTo(anna, 'lead.ask')).join()).toContain('I know them');
      expect(await refused(company.press(olga, 'lead.give', await askOf(company, number)))).toBe(true);
      await company.press(anna, 'lead.keep', await askOf(company, number));
      expect(await company.ownerOf(number)).toBe('anna');
      company.now += 1_000;
      await company.press(boris, 'lead.ask.send', String(number));
      await company.press(anna, 'lead.give', await askOf(company, number));
      expect(await company.ownerOf(number)).toBe('boris');
      expect(await company.toldTo(boris, 'lead.ask-answer')).toHaveLength(2);
      expect(await company.kindsOf(number)).toEqual(expect.arrayContaining(['lead.asked', 'lead.kept', 'lead.given']));
    });

    it('is over once the lead is closed or gone', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      await company.press(boris, 'lead.ask.send', String(number));
      const ask = await askOf(company, number);
      await company.press(anna, 'lead.win.send', String(number), { amount: '100', product: 'Pro' });
      expect(await refused(company.press(anna, 'lead.give', ask))).toBe(true);
      expect(await company.ownerOf(number)).toBe('anna');
    });

    it('tells whoever watches it that it is free', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      await company.press(boris, 'lead.watch', String(number));
      await company.press(anna, 'lead.release.send', String(number), { reason: 'other', note: 'words' });
      expect((await company.toldTo(boris, 'lead.alert')).join()).toContain('It is free again.');
    });

    it('is not needed by a manager, who takes it over with a reason that everybody reads', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      expect(await refused(company.press(boris, 'lead.take-over.send', String(number), { why: 'mine' }))).toBe(true);
      await company.press(olga, 'lead.take-over.send', String(number), { why: 'They asked for the head of sales' });
      expect(await company.ownerOf(number)).toBe('olga');
      expect((await company.toldTo(anna, 'lead.alert')).join()).toContain('A manager has taken it over');
      const row = await company.store.read.selectFrom('post').select('place').where('kind', '=', 'lead.note').execute();
      const notes = await Promise.all(row.map(({ place }) => company.told(place, 'lead.note')));
      expect(notes.flat().join()).toContain('They asked for the head of sales');
    });
  });

  describe('handing a lead to the other department', () => {
    it('shows it to all of it; whoever is first has it, and who brought it keeps credit', async () => {
      const company = await found();
      const number = await company.claimed(mila);
      const pack = { need: '12 greenhouses', next: 'call on Monday', promised: 'a price list' };
      await company.press(mila, 'lead.hand.send', String(number), { queue: 'sales', ...pack });
      const id = await company.handoffOf(number);
      expect(await company.ownerOf(number)).toBe('mila');
      expect(await refused(company.press(timur, 'lead.accept', id))).toBe(true);
      expect(await refused(company.press(boris, 'lead.decline.send', id, { reason: 'no-time' }))).toBe(true);
      await company.press(boris, 'lead.accept', id);
      expect(await refused(company.press(anna, 'lead.accept', id))).toBe(true);
      expect(await company.ownerOf(number)).toBe('boris');
      expect((await company.leadOf(number)).introducer?.name).toBe('mila');
      const [card] = await company.told(leadsChannels[0], 'lead.card');
      expect(card).toContain('Introduced by mila');
    });

    it('comes back to marketing with a reason, and is routed by it', async () => {
      const company = await found();
      const later = await company.claimed(anna);
      await company.press(anna, 'lead.recycle.send', String(later), { reason: 'not-now', note: 'Budget in spring' });
      expect((await company.leadOf(later)).stage).toBe('nurturing');
      // It is marketing's move now.
      expect(await refused(company.press(boris, 'lead.claim', String(later)))).toBe(true);
      await company.press(timur, 'lead.claim', String(later));
      expect(await company.ownerOf(later)).toBe('timur');
      const never = await company.claimed(anna);
      await company.press(anna, 'lead.recycle.send', String(never), { reason: 'not-a-fit' });
      expect([(await company.leadOf(never)).stage, (await company.leadOf(never)).closed?.reason]).toEqual([
        'disqualified',
        'not-a-fit',
      ]);
    });

    it('leaves the package where it was when nobody takes it, so that it is not typed again', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      const pack = { need: '12 greenhouses', next: 'call on Monday', time: 'after lunch' };
      await company.press(anna, 'lead.hand.send', String(number), { to: company.idOf(boris), ...pack });
      await company.press(boris, 'lead.decline.send', await company.handoffOf(number), { reason: 'no-time' });
      const { reply } = await company.press(anna, 'lead.hand', String(number));
      const said =
        reply.kind === 'form'
          ? reply.form.inputs.map((input) => [input.name, 'initial' in input ? input.initial : undefined])
          : [];
      expect(Object.fromEntries(said)).toMatchObject({
        need: '12 greenhouses',
        next: 'call on Monday',
        time: 'after lunch',
      });
    });
  });

  describe('whose move it is', () => {
    const change = { handles: 'sales', warms: 'nobody', introduces: 'marketing', hours: '2', exit: 'need,budget' };

    it('changes when both departments have said yes, and not before', async () => {
      const company = await found();
      const number = await company.free();
      await company.press(anna, 'duties.propose.send', 'new', change);
      const { id } = await company.store.read.selectFrom('proposal').select('id').executeTakeFirstOrThrow();
      expect(await refused(company.press(boris, 'duties.yes', id))).toBe(true);
      const before = (await dutiesInForce(company.store.read)).value.new;
      expect(before.handles).toBe('both');
      const [card = ''] = await company.told(leadsChannels[0], 'duties.proposal');
      expect(card).toContain('marketing');
      await company.press(mila, 'duties.yes', id);
      expect((await dutiesInForce(company.store.read)).value.new).toMatchObject({
        handles: 'sales',
        minutes: 120,
        exit: ['need', 'budget'],
      });
      // Rights and forms follow it.
      expect(await refused(company.press(mila, 'lead.claim', String(number)))).toBe(true);
      await company.press(anna, 'lead.claim', String(number));
      const asked = await company.press(anna, 'lead.stage.send', String(number), { stage: 'qualified' });
      expect(asked.reply.kind).toBe('errors');
      await company.press(anna, 'lead.stage.send', String(number), {
        stage: 'qualified',
        need: 'a demo',
        budget: '10 000',
      });
      expect((await company.leadOf(number)).stage).toBe('qualified');
    });

    it('needs a yes of two people, whatever departments they say they are in', async () => {
      const company = await found();
      await company.press(anna, 'duties.propose.send', 'new', change);
      const { id } = await company.store.read.selectFrom('proposal').select('id').executeTakeFirstOrThrow();
      await company.press(anna, 'person.department', 'marketing');
      expect(await refused(company.press(anna, 'duties.yes', id))).toBe(true);
      expect((await dutiesInForce(company.store.read)).value.new.handles).toBe('both');
    });

    it('stays as it was after one no, and when somebody else was faster', async () => {
      const company = await found();
      const proposals = async () =>
        await company.store.read.selectFrom('proposal').select(['id', 'state']).orderBy('at').orderBy('id').execute();
      await company.press(anna, 'duties.propose.send', 'new', change);
      await company.press(timur, 'duties.no', (await proposals())[0]?.id ?? '');
      expect((await proposals())[0]?.state).toBe('refused');
      company.now += 1_000;
      await company.press(anna, 'duties.propose.send', 'new', change);
      company.now += 1_000;
      await company.press(mila, 'duties.propose.send', 'new', { ...change, hours: '3' });
      const [, first, second] = await proposals();
      await company.press(mila, 'duties.yes', first?.id ?? '');
      await company.press(anna, 'duties.yes', second?.id ?? '');
      expect((await proposals()).map(({ state }) => state)).toEqual(['refused', 'agreed', 'over']);
      expect((await dutiesInForce(company.store.read)).value.new.minutes).toBe(120);
    });
  });

  describe('after a sale', () => {
    it('has marketing ask how it is after a fortnight, once, and the answer stands in the history', async () => {
      const company = await found();
      await company.press(olga, 'duty.change.send', 'marketing/0', { people: company.idOf(timur), turn: 'week' });
      const number = await company.claimed(anna);
      await company.press(anna, 'lead.win.send', String(number), { amount: '12 500', product: 'Pro' });
      company.now += 14 * day - 60_000;
      await company.fire();
      expect(await company.toldTo(timur, 'lead.care')).toEqual([]);
      company.now += 60_000;
      await company.fire();
      expect((await company.toldTo(timur, 'lead.care')).join()).toContain('Max');
      await company.press(timur, 'care.tell.send', String(number), { outcome: 'happy', note: 'Would recommend us' });
      expect(await refused(company.press(timur, 'care.tell.send', String(number), { outcome: 'happy' }))).toBe(true);
      const { client } = await company.leadOf(number);
      const told = await historyOfStreams(company.store.read, [client], 20);
      expect(told.find(({ kind }) => kind === 'lead.feedback')).toMatchObject({
        detail: { feedback: 'happy' },
        words: { note: 'Would recommend us' },
      });
    });

    it('does not ask after a sale that came to nothing', async () => {
      const company = await found();
      const number = await company.claimed(anna);
      await company.press(anna, 'lead.win.send', String(number), { amount: '12 500', product: 'Pro' });
      company.now += day;
      await company.press(anna, 'lead.stage.send', String(number), {
        stage: 'negotiating',
        need: 'a demo',
        decides: 'the CFO',
      });
      company.now += 14 * day;
      await company.fire();
      for (const who of [mila, timur]) expect(await company.toldTo(who, 'lead.care')).toEqual([]);
    });

    it('credits whoever recommended us, and has them thanked once', async () => {
      const company = await found();
      const old = await company.claimed(anna, { name: 'Olga Petrova', email: 'petrova@example.com' });
      const number = await company.claimed(boris, { name: 'Nina' });
      const wrong = await company.press(boris, 'care.recommend.send', String(number), { by: 'nobody@example.com' });
      expect(wrong.reply.kind).toBe('errors');
      await company.press(boris, 'care.recommend.send', String(number), { by: 'petrova@example.com' });
      expect(
        await refused(company.press(boris, 'care.recommend.send', String(number), { by: 'petrova@example.com' })),
      ).toBe(true);
      const cards = await company.told(leadsChannels[0], 'lead.card');
      expect(cards.join('\n')).toContain('Recommended by Olga Petrova');
      const thanks = [...(await company.toldTo(mila, 'lead.thank')), ...(await company.toldTo(timur, 'lead.thank'))];
      expect(thanks).toHaveLength(1);
      await company.press(mila, 'care.thank', String(number));
      expect(await refused(company.press(timur, 'care.thank', String(number)))).toBe(true);
      const { client } = await company.leadOf(old);
      const kinds = (await historyOfStreams(company.store.read, [client], 20)).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['client.recommended-us', 'client.thanked']));
    });

    it('offers a customer’s next enquiry to whoever sold to them', async () => {
      const company = await found();
      const again = { name: 'Olga Petrova', email: 'petrova@example.com' };
      const first = await company.claimed(anna, again);
      await company.press(anna, 'lead.win.send', String(first), { amount: '900', product: 'Pro' });
      company.now += 3 * day;
      const second = await company.free(again);
      const { hold } = await company.leadOf(second);
      expect(hold.hold === 'offered' ? hold.to.name : await company.ownerOf(second)).toBe('anna');
    });
  });
});
