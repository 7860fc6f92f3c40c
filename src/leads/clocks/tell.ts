import type { Tx } from '../../../db/store.ts';
import { direct, want, wantUnder } from '../../chat/want.ts';
import { preferencesOf } from '../../team/people/preferences.ts';
import { watchersOf } from '../asks/watch-store.ts';
import { subjectOf } from '../lead.ts';
import { type Alert, alertSubject } from './alert.ts';

/** Tells people directly of something about a lead, if they want to hear of that at once. */
export async function tell(tx: Tx, people: readonly string[], alert: Alert, now: number): Promise<void> {
  const subject = alertSubject(alert);
  const wanted = await preferencesOf(tx.db, [...new Set(people)]);
  const name = preferenceFor(alert.kind);
  for (const [id, wants] of wanted)
    if (name === undefined || wants[name] === 'now')
      await want(tx, { place: direct(id), kind: 'lead.alert', subject }, now);
}

/** What somebody can choose not to hear at once; what is late, or given to them, they are always told. */
function preferenceFor(kind: Alert['kind']): 'reminders' | 'watched' | undefined {
  if (kind === 'freed') return 'watched';
  return /-remind$/.test(kind) || kind === 'resumed' ? 'reminders' : undefined;
}

/** The lead's thread tells what a row of the ledger says. */
export async function noteInThread(tx: Tx, number: number, entry: string, now: number): Promise<void> {
  const subject = `note:${entry}`;
  await wantUnder(tx, { kind: 'lead.card', subject: subjectOf(number) }, { kind: 'lead.note', subject }, now);
}

/** Whoever watches a lead is told that it is free again, unless it was their own doing. */
export async function tellWatchers(tx: Tx, number: number, actor: string, now: number): Promise<void> {
  const others = (await watchersOf(tx.db, number)).filter((id) => id !== actor);
  await tell(tx, others, { lead: number, kind: 'freed', at: now }, now);
}
