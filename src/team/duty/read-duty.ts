import type { Db } from '../../../db/schema.ts';
import { dayAt } from '../../kernel/local-time.ts';
import type { Department } from '../departments.ts';
import { calendarsOf, companyCalendar } from '../hours/calendars.ts';
import { worksOn } from '../hours/working-time.ts';
import { settingInForce } from '../settings.ts';
import { noRota, onDuty, type Rota } from './duty.ts';

/** The subject under which posts show who is on duty. */
export const dutySubject = 'duty';

/** The rota of a department as it is in force. */
export function rotaOf(db: Db, department: Department) {
  return settingInForce<Rota>(db, `rota.${department}`, noRota);
}

/** Who is responsible for what a department has not claimed, at a moment (epoch ms); undefined if nobody is known yet. */
export async function dutyPerson(
  db: Db,
  department: Department,
  now: number,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const company = await companyCalendar(db);
  const { day } = dayAt(company.zone, now);
  const rows = await db.selectFrom('person').selectAll().orderBy('created_at').orderBy('id').execute();
  const calendars = await calendarsOf(db, rows, now);
  const { value: rota } = await rotaOf(db, department);
  const candidates = rows.map(({ id, department: own, role, paused_until, chat_away_until, left_at }) => {
    const calendar = calendars.get(id) ?? company;
    const local = dayAt(calendar.zone, now);
    const off = calendar.off.some(({ first, last }) => first <= local.day && local.day <= last);
    const works = worksOn(calendar, local.day, local.weekday);
    const away = off || Math.max(paused_until ?? 0, chat_away_until ?? 0) > now;
    return { id, department: own, role, works, away, left: left_at !== null };
  });
  const found = onDuty(rota, department, candidates, day);
  return rows.find(({ id }) => id === found);
}

/** Whom a breach is told to beside the duty person: the managers of a department, or else the administrators. */
export async function managersOf(db: Db, department: Department): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('role', 'in', ['manager', 'admin'])
    .where('left_at', 'is', null)
    .execute();
  const own = rows.filter((row) => row.role === 'manager' && row.department === department);
  return (own.length > 0 ? own : rows).map(({ id }) => id);
}
