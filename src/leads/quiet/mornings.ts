import type { Tx } from '../../../db/store.ts';
import { direct, want } from '../../chat/want.ts';
import { minute } from '../../kernel/clock.ts';
import { dayAt } from '../../kernel/local-time.ts';
import { calendarsOf } from '../../team/hours/calendars.ts';
import { worksOn } from '../../team/hours/working-time.ts';
import { preferencesOf } from '../../team/people/preferences.ts';
import { readMine } from '../home/read-mine.ts';

/** How often it is looked whose morning it is. */
export const lookEvery = 15 * minute;

/** Whoever begins their day about now, and has anything waiting, is told all of it in one message. */
export async function sendMornings(tx: Tx, at: number, now: number): Promise<void> {
  const rows = await tx.db.selectFrom('person').selectAll().where('left_at', 'is', null).execute();
  const calendars = await calendarsOf(tx.db, rows, now);
  const wanted = await preferencesOf(
    tx.db,
    rows.map(({ id }) => id),
  );
  for (const { id } of rows) {
    const calendar = calendars.get(id);
    const morning = wanted.get(id)?.morning ?? 'off';
    if (!calendar || morning === 'off') continue;
    const local = dayAt(calendar.zone, at);
    if (!worksOn(calendar, local.day, local.weekday) || !isMorning(local, at, morning)) continue;
    const { inAll, handoffs, asks, offered } = await readMine(tx.db, id, now);
    if (inAll + handoffs.length + asks.length + offered.length === 0) continue;
    await want(tx, { place: direct(id), kind: 'lead.morning', subject: `morning:${id}/${local.day}` }, now);
  }
}

function isMorning({ midnight, stretches }: ReturnType<typeof dayAt>, at: number, morning: string): boolean {
  const offset = stretches.find(({ from, to }) => from <= at && at < to)?.offset ?? 0;
  const [hours = 0, minutes = 0] = morning.split(':').map(Number);
  const since = at + offset - midnight - (hours * 60 + minutes) * minute;
  return since >= 0 && since < lookEvery;
}
