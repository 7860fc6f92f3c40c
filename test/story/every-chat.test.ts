import { afterAll, describe, expect, it } from 'vitest';
import { memoryStage } from '../support/memory-stage.ts';
import { slackStage } from '../support/slack-stage.ts';
import { type Stage, toldOf } from '../support/stage.ts';
import { teamsStage } from '../support/teams-stage.ts';

const email = 'julia@hartmann.example';

/** One lead from its arrival to its second owner, as three colleagues live it. */
async function story(stage: Stage): Promise<unknown[]> {
  const number = await stage.lead({ name: 'Julia Hartmann', email, message: 'Please call me' });
  await stage.sees('anna', `Lead ${number}`);
  // Boris has a card of his own, which Anna's claim does not change.
  await stage.type('boris', `/lead ${number}`);
  await stage.press('anna', `Lead ${number}`, 'Claim');
  await stage.sees('anna', `Lead ${number} is yours`);
  await stage.press('boris', `Lead ${number}`, 'Claim');
  await stage.sees('boris', `Lead ${number} has been with`);
  await stage.press('boris', `Lead ${number}`, 'I’m calling');
  await stage.sees('boris', 'Think first');
  await stage.press('boris', 'Think first', 'Leave it');
  await stage.press('anna', `Lead ${number}`, 'I’m calling');
  await stage.sees('anna', 'Go ahead and call');
  await stage.sees('boris', 'is calling them now');
  await stage.press('boris', `Lead ${number}`, 'History');
  await stage.sees('boris', 'What happened, newest first');
  await stage.press('anna', 'Go ahead and call', 'Log the outcome');
  await stage.fill('anna', { outcome: 'reached', about: 'Pro plan', note: 'Wants a demo' });
  await stage.press('anna', `Lead ${number}`, 'Hand off');
  await stage.fill('anna', { to: 'boris', need: 'A demo', promised: 'A price by Friday', next: 'Call on Monday' });
  await stage.sees('boris', 'is handed to you');
  await stage.press('boris', 'is handed to you', 'Decline');
  await stage.fill('boris', { reason: 'no-time', note: 'On holiday' });
  await stage.sees('anna', 'is still with you');
  await stage.press('anna', 'is still with you', 'Hand off');
  await stage.fill('anna', { to: 'boris', need: 'A demo', next: 'Call on Tuesday' });
  await stage.press('boris', 'Call on Tuesday', 'Accept');
  await stage.sees('anna', 'is taken over');
  await stage.type('clara', `/client ${email}`);
  await stage.sees('clara', 'Boris Novak');
  await stage.press('clara', 'Boris Novak', 'Log a contact');
  await stage.fill('clara', { direction: 'in', channel: 'message', about: 'The price', note: 'Is it final?' });
  await stage.type('clara', `/client ${email}`);
  await stage.sees('clara', 'Is it final?');
  return stage.read((db) => toldOf(db, email));
}

/** Two colleagues who press at once: who wins is chance, so this stands beside the story. */
async function race(stage: Stage): Promise<void> {
  const number = await stage.lead({ name: 'Tom Fischer', email: 'tom@fischer.example' });
  const claim = (who: 'anna' | 'boris') => stage.press(who, `Lead ${number}`, 'Claim');
  await stage.sees('anna', `Lead ${number}`);
  await Promise.all([claim('anna'), claim('boris').catch(() => {})]);
  const won = async (who: 'anna' | 'boris') => {
    await stage.sees(who, `Lead ${number} is yours`);
    return who;
  };
  const winner = await Promise.any([won('anna'), won('boris')]);
  const loser = winner === 'anna' ? 'boris' : 'anna';
  await stage.sees(loser, `With `);
}

const stages = { Slack: slackStage, Teams: teamsStage, 'the platform in memory': memoryStage } as const;
const told: Partial<Record<keyof typeof stages, unknown[]>> = {};
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

describe('one story on every chat', () => {
  it.each(Object.keys(stages) as (keyof typeof stages)[])('%s', async (name) => {
    const stage = await stages[name]();
    closing.push(stage.close);
    told[name] = await story(stage);
  });

  it('leaves the same ledger', () => {
    const kinds = (told.Slack as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'lead.arrived',
      'lead.claimed',
      'contact.warned',
      'contact.prevented',
      'contact.reserved',
      'contact.touched',
      'lead.worked',
      'lead.handed',
      'lead.handoff-declined',
      'lead.handed',
      'lead.handoff-accepted',
      'contact.touched',
    ]);
    expect(told.Teams).toEqual(told.Slack);
    expect(told['the platform in memory']).toEqual(told.Slack);
  });

  it.each(Object.keys(stages) as (keyof typeof stages)[])('two who claim at once: %s', async (name) => {
    const stage = await stages[name]();
    closing.push(stage.close);
    await race(stage);
  });
});
