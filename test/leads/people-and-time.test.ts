import { describe, expect, it } from 'vitest';
import { dutyPerson } from '../../src/team/duty/read-duty.ts';
import { onBothEngines } from '../support/engines.ts';
import { anna, boris, mila, olga, smallCompany } from '../support/small-company.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string): number => Date.parse(`${text}:00Z`);
const tuesday = at('2026-11-24T10:00');

onBothEngines((engine) => {
  const found = async (now = tuesday) => smallCompany(await engine.open(), now);

  describe('whoever leaves', () => {
    it('has their leads frozen and listed, and one button offers them again', async () => {
      const company = await found();
      const mine = [await company.claimed(boris), await company.claimed(boris)];
      await company.start();
      await company.hear(boris, { standing: 'deactivated' });
      company.now += minute;
      await company.fire();
      for (const number of mine)
        expect([(await company.leadOf(number)).clock, (await company.leadOf(number)).lease]).toEqual([
          undefined,
          undefined,
        ]);
      const [card = ''] = await company.toldTo(olga, 'lead.leaver');
      for (const number of mine) expect(card).toContain(`${number} · Max`);
      // Nobody is offered to, and nobody is on duty, who is gone.
      expect((await dutyPerson(company.store.read, 'sales', company.now))?.id).toBe(company.ids[olga]);
      expect((await company.press(anna, 'lead.reoffer', company.idOf(boris))).refused).toBe(true);
      await company.press(olga, 'lead.reoffer', company.idOf(boris));
      for (const number of mine) expect(await company.ownerOf(number)).toBeUndefined();
      expect(await company.kindsOf(mine[0] ?? 0)).toContain('lead.reoffered');
      expect((await company.press(olga, 'lead.reoffer', company.idOf(boris))).refused).toBe(true);
    });

    it('leaves no lead behind that only waits for its client, and takes nothing from who is there', async () => {
      const company = await found();
      const number = await company.claimed(boris);
      const { client } = await company.leadOf(number);
      await company.press(boris, 'contact.touch.send', `${client}/${number}`, { direction: 'out', channel: 'call' });
      await company.press(boris, 'lead.pause.send', String(number), { until: '2026-12-15' });
      expect((await company.press(olga, 'lead.reoffer', company.idOf(boris))).refused).toBe(true);
      await company.start();
      await company.hear(boris, { standing: 'deactivated' });
      company.now += minute;
      await company.fire();
      expect((await company.toldTo(olga, 'lead.leaver')).join()).toContain(`${number} · Max`);
      await company.hear(boris, {});
      company.now += minute;
      await company.fire();
      expect((await company.leadOf(number)).hold.hold).toBe('working');
      expect((await company.toldTo(olga, 'lead.leaver')).join()).toContain('is back');
    });

    it('goes on with their leads if they are back before anybody took them', async () => {
      const company = await found();
      const number = await company.claimed(boris);
      await company.start();
      await company.hear(boris, { standing: 'deactivated' });
      company.now += minute;
      await company.fire();
      await company.hear(boris, {});
      company.now += minute;
      await company.fire();
      expect(await company.ownerOf(number)).toBe('boris');
      expect((await company.leadOf(number)).clock).toEqual({
        kind: 'touch',
        since: company.now,
        due: company.now + 15 * minute,
        minutes: 15,
      });
    });
  });

  describe('two entries of one colleague', () => {
    const admin = (company: Awaited<ReturnType<typeof found>>) =>
      company.store.write((tx) =>
        tx.db.updateTable('person').set({ role: 'admin' }).where('id', '=', company.idOf(olga)).execute(),
      );

    it('are one once an administrator says so: what they write, and their leads, are the first’s', async () => {
      const company = await found();
      const number = await company.claimed(boris);
      await company.start();
      const join = () => company.press(olga, 'people.join.send', company.idOf(anna), { other: company.idOf(boris) });
      expect((await join()).refused).toBe(true);
      await admin(company);
      await join();
      company.now += minute;
      await company.fire();
      expect(await company.ownerOf(number)).toBe('anna');
      await company.press(boris, 'lead.release.send', String(number), { reason: 'other', note: 'words' });
      expect(await company.ownerOf(number)).toBeUndefined();
      const list = JSON.stringify(await company.type(olga, '/baton people'));
      expect([list.includes(company.idOf(anna)), list.includes(company.idOf(boris))]).toEqual([true, false]);
    });

    it('are two again once somebody turns out to be another', async () => {
      const company = await found();
      await admin(company);
      await company.press(olga, 'people.join.send', company.idOf(anna), { other: company.idOf(boris) });
      await company.press(olga, 'people.split', 'memory:1/boris');
      const number = await company.claimed(boris);
      const { hold } = await company.leadOf(number);
      const owner = hold.hold === 'claimed' ? hold.owner.id : '';
      expect([company.idOf(anna), company.idOf(boris)]).not.toContain(owner);
      expect(await company.ownerOf(number)).toBe('boris');
      // Nobody can be split off who writes from nowhere else.
      expect((await company.press(olga, 'people.split', 'memory:1/anna')).refused).toBe(true);
    });
  });

  describe('days off', () => {
    it('taken after a claim put off what would come on them, and the lead stays theirs', async () => {
      const company = await found(at('2026-11-24T17:50'));
      const number = await company.claimed(anna);
      expect((await company.leadOf(number)).clock?.due).toBe(at('2026-11-25T09:05'));
      await company.press(anna, 'people.off.send', company.idOf(anna), {
        first: '2026-11-25',
        last: '2026-11-25',
      });
      for (const moment of ['2026-11-25T09:00', '2026-11-25T09:05', '2026-11-25T12:00', '2026-11-26T09:04']) {
        company.now = at(moment);
        await company.fire();
      }
      expect(await company.kindsOf(number)).not.toContain('lead.breached');
      expect((await company.leadOf(number)).clock?.due).toBe(at('2026-11-26T09:05'));
      company.now = at('2026-11-26T09:05');
      await company.fire();
      expect(await company.kindsOf(number)).toContain('lead.breached');
      // Ten minutes of the lease were gone; she is reminded, and has the rest of it, when she is back.
      expect(await company.ownerOf(number)).toBe('anna');
      company.now = at('2026-11-26T09:35');
      await company.fire();
      expect((await company.toldTo(anna, 'lead.alert')).join()).toContain('it goes back to everybody at');
      company.now = at('2026-11-26T09:49');
      await company.fire();
      expect(await company.ownerOf(number)).toBe('anna');
      company.now = at('2026-11-26T09:50');
      await company.fire();
      expect(await company.ownerOf(number)).toBeUndefined();
    });

    it('in the middle of what runs put off all that comes after them', async () => {
      const company = await found(at('2026-11-23T09:00'));
      const number = await company.claimed(anna);
      const { client } = await company.leadOf(number);
      await company.press(anna, 'contact.touch.send', `${client}/${number}`, { direction: 'out', channel: 'call' });
      const said = { stage: 'negotiating', need: 'a demo', decides: 'the CFO' };
      await company.press(anna, 'lead.stage.send', String(number), said);
      expect((await company.leadOf(number)).clock?.due).toBe(at('2026-11-27T18:00'));
      await company.press(anna, 'people.off.send', company.idOf(anna), { first: '2026-11-24', last: '2026-11-24' });
      for (const moment of ['2026-11-25T18:00', '2026-11-26T18:00', '2026-11-27T18:00']) {
        company.now = at(moment);
        await company.fire();
      }
      expect(await company.kindsOf(number)).not.toContain('lead.breached');
      expect((await company.leadOf(number)).clock?.due).toBe(at('2026-11-30T18:00'));
      company.now = at('2026-11-30T18:00');
      await company.fire();
      expect(await company.kindsOf(number)).toContain('lead.breached');
    });

    it('leave the duty to the next, and nobody is routed to who is away', async () => {
      const company = await found();
      const rota = { people: [anna, boris].map((who) => company.ids[who]).join(), turn: 'week' };
      await company.press(olga, 'duty.change.send', 'sales/0', rota);
      const onDuty = async () => (await dutyPerson(company.store.read, 'sales', company.now))?.name;
      expect(await onDuty()).toBe('anna');
      await company.press(anna, 'people.off.send', company.idOf(anna), {
        first: '2026-11-24',
        last: '2026-11-24',
      });
      expect(await onDuty()).toBe('boris');
      company.now += 24 * hour;
      expect(await onDuty()).toBe('anna');
      company.now += 6 * 24 * hour;
      expect(await onDuty()).toBe('boris');
      expect((await company.press(anna, 'duty.change.send', 'sales/1', rota)).refused).toBe(true);
    });

    it('of others are set by managers alone', async () => {
      const company = await found();
      const off = { first: '2026-11-25', last: '2026-11-26' };
      expect((await company.press(anna, 'people.off.send', company.idOf(boris), off)).refused).toBe(true);
      expect((await company.press(olga, 'people.off.send', company.idOf(boris), off)).refused).toBeFalsy();
      const card = await company.press(boris, 'people.open', company.idOf(boris));
      expect(JSON.stringify(card)).toContain('people.off.drop');
    });
  });

  describe('the morning', () => {
    it('says in one message what waits for somebody, once, at the time they chose, or not at all', async () => {
      const company = await found(at('2026-11-24T16:00'));
      await company.start();
      await company.claimed(anna);
      await company.claimed(boris);
      await company.press(boris, 'notices.send', 'me', { reminders: 'off', watched: 'off', morning: '08:00' });
      await company.press(olga, 'notices.send', 'me', { reminders: 'now', watched: 'now', morning: 'off' });
      for (const moment of ['2026-11-25T08:00', '2026-11-25T09:00', '2026-11-25T09:15', '2026-11-25T12:00']) {
        company.now = at(moment);
        await company.fire();
      }
      const [morning = '', ...more] = await company.toldTo(anna, 'lead.morning');
      expect(more).toEqual([]);
      expect(morning).toContain('Max');
      expect(await company.toldTo(boris, 'lead.morning')).toHaveLength(1);
      expect(await company.toldTo(olga, 'lead.morning')).toEqual([]);
      expect(await company.toldTo(mila, 'lead.morning')).toEqual([]);
    });

    it('keeps reminders from whoever wants none, but never what is late', async () => {
      const company = await found();
      await company.press(anna, 'notices.send', 'me', { reminders: 'off', watched: 'off', morning: 'off' });
      const number = await company.claimed(anna);
      company.now += 15 * minute;
      await company.press(olga, 'duty.change.send', 'sales/0', { people: company.idOf(anna), turn: 'day' });
      await company.fire();
      const told = await company.toldTo(anna, 'lead.alert');
      expect(told.join('\n')).toContain('nobody has contacted the client in time');
      expect(told).toHaveLength(1);
      expect(await company.kindsOf(number)).toContain('lead.breached');
    });
  });

  describe('somebody’s own page', () => {
    it('begins with what is next, and lists what waits for them with the buttons for it', async () => {
      const company = await found();
      const page = async (who: number) => (await company.told(`home:${company.ids[who]}`)).at(-1) ?? '';
      await company.store.write(async (tx) => {
        for (const who of [anna, boris])
          await tx.db
            .insertInto('post')
            .values({
              ...emptyPost,
              id: `home-${who}`,
              place: `home:${company.ids[who]}`,
              subject: `home:${company.ids[who]}`,
            })
            .execute();
      });
      expect(await page(anna)).toContain('Nothing');
      const first = await company.claimed(anna);
      const waiting = await company.free({ name: 'Nora' });
      expect(await page(anna)).toMatch(new RegExp(`${first}.*Max`));
      expect(await page(anna)).toContain(`${waiting} · Nora`);
      await company.press(anna, 'lead.hand.send', String(first), {
        to: company.idOf(boris),
        need: 'a demo',
        next: 'call',
      });
      expect(await page(boris)).toMatch(/anna[\s\S]*\[Accept\]\n\[Decline\]/);
      const id = (await company.store.read.selectFrom('handoff').select('id').executeTakeFirstOrThrow()).id;
      await company.press(boris, 'lead.accept', id);
      expect(await page(boris)).not.toContain('[Accept]');
      expect(await page(boris)).toMatch(new RegExp(`${first}.*Max`));
    });
  });
});

const emptyPost = {
  kind: 'chat.home',
  remote: null,
  state: 'wanted',
  revision: 1,
  shown_revision: 0,
  pending: 1,
  tries: 0,
  next_at: 0,
  fault: null,
  drawn: null,
  wanted_at: 0,
  started_at: null,
  folded_into: null,
} as const;
