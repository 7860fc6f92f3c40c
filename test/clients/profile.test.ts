import { expect, it } from 'vitest';
import { maskedKeys, mayReach } from '../../src/clients/contact-rights.ts';
import { noteProfile } from '../../src/clients/profile/note-profile.ts';
import { readProfile } from '../../src/clients/profile/read-profile.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { offersMade } from '../../src/contacts/touches/offers-made.ts';
import { chooseDepartment } from '../../src/team/choose-department.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

onBothEngines((engine) => {
  it('keeps what both departments know, each its own lines, with who and when', async () => {
    const store = await engine.open();
    const [rep, marketer] = await people(store, 'anna', 'clara');
    if (!rep || !marketer) throw new Error('nobody was met');
    await store.write((tx) => chooseDepartment(tx, marketer, 'marketing', 1));
    const clara = { ...marketer, department: 'marketing' as const };
    const { client } = await newLead(store);
    const note = (who: typeof rep, department: 'marketing' | 'sales', written: Record<string, string>, now: number) =>
      store.write((tx) => noteProfile(tx, who, { client, department, written }, now));

    expect(await note(rep, 'marketing', { segment: 'SMB' }, 2)).toMatchObject({ refused: 'profile.not-yours' });
    expect(await note(clara, 'sales', { need: 'x' }, 2)).toMatchObject({ refused: 'profile.not-yours' });
    expect(await note(clara, 'marketing', { segment: 'SMB', consent: 'newsletter' }, 3)).toBeUndefined();
    expect(await note(rep, 'sales', { need: 'Faster delivery', decides: 'the CFO' }, 4)).toBeUndefined();
    expect(await note(rep, 'sales', { need: 'Faster delivery', decides: '' }, 5)).toBeUndefined();
    const { lines } = (await readProfile(store.read, client)) ?? { lines: [] };
    expect(lines.map(({ name, words, by, at }) => [name, words, by, at]).sort()).toEqual([
      ['consent', 'newsletter', 'clara', 3],
      ['need', 'Faster delivery', 'anna', 4],
      ['segment', 'SMB', 'clara', 3],
    ]);
    const history = (await readClient(store.read, client))?.entries ?? [];
    expect(history.map(({ kind, words }) => [kind, words]).slice(0, 3)).toEqual([
      ['client.insight', { decides: '' }],
      ['client.insight', { need: 'Faster delivery', decides: 'the CFO' }],
      ['client.portrait', { segment: 'SMB', consent: 'newsletter' }],
    ]);
  });

  it('shows one kind of thing, or what one department did', async () => {
    const store = await engine.open();
    const [rep, marketer] = await people(store, 'anna', 'clara');
    if (!rep || !marketer) throw new Error('nobody was met');
    await store.write((tx) => chooseDepartment(tx, marketer, 'marketing', 1));
    await store.write((tx) => chooseDepartment(tx, rep, 'sales', 1));
    const { client } = await newLead(store);
    const touch = { client, lead: undefined, direction: 'out', outcome: undefined, note: undefined } as const;
    for (const [at, who] of [rep, marketer].entries())
      await store.write((tx) =>
        logTouch(
          tx,
          { ...touch, person: who.id, actor: who.id, channel: 'email', about: `offer ${at}`, at: at + 10 },
          at + 10,
        ),
      );
    const shown = async (filter: 'all' | 'touches' | 'leads' | 'warnings' | 'marketing' | 'sales') =>
      (await readClient(store.read, client, { filter }))?.entries.map(({ kind, words }) => words.about ?? kind);
    expect(await shown('all')).toEqual(['offer 1', 'offer 0', 'lead.arrived']);
    expect(await shown('touches')).toEqual(['offer 1', 'offer 0', 'lead.arrived']);
    expect(await shown('leads')).toEqual(['lead.arrived']);
    expect(await shown('warnings')).toEqual([]);
    expect(await shown('marketing')).toEqual(['offer 1']);
    expect(await shown('sales')).toEqual(['offer 0']);
    expect(typeof (await offersMade(store.read, [client]))).toBe('function');
  });
});

it('hides how to reach a client from marketing while somebody else has them', () => {
  const standing = { lead: 1, stage: 'new', since: 1, owner: { id: 'anna', name: 'Anna' } };
  const ask = (department: string | null, role = 'rep', id = 'x') => mayReach({ id, department, role }, [standing]);
  expect([
    ask('sales'),
    ask(null),
    ask('marketing'),
    ask('marketing', 'manager'),
    ask('marketing', 'rep', 'anna'),
  ]).toEqual([true, true, false, true, true]);
  expect(mayReach({ id: 'x', department: 'marketing', role: 'rep' }, [{ ...standing, owner: null }])).toBe(true);
  const keys = maskedKeys([
    { kind: 'email', value: 'julia@hartmann.example' },
    { kind: 'phone', value: '+493055578121' },
  ]);
  expect(keys.map(({ value }) => value)).toEqual(['j•••@hartmann.example', '+49•••21']);
});
