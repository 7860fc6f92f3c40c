import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { here, type Reply, whisper } from '../../chat/reply.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Department } from '../../team/departments.ts';
import type { ClientPart } from '../client.ts';
import { membersOf } from '../store.ts';
import { profileCard } from './cards.ts';
import { profileForm } from './forms.ts';
import { noteProfile } from './note-profile.ts';
import { type LineName, writes } from './profile.ts';
import { readProfile } from './read-profile.ts';

const payload = z.object({ id: z.string().max(60) });
const line = z.string().trim().max(400).optional();
const written = {
  marketing: payload.extend({ segment: line, interests: line, campaign: line, consent: line }),
  sales: payload.extend({ need: line, objection: line, trigger: line, decides: line, next: line }),
};
type About = { readonly id: string };

/** The buttons and forms of a profile; `parts` are what other features know of a client. */
export function profileActions(parts: readonly ClientPart[]): Record<string, Action> {
  const show = async (
    { who, payload: { id }, data, say }: Asked<About>,
    answer: typeof here,
  ): Promise<Reply | Refusal> => {
    const profile = await readProfile(data.read, id);
    if (!profile) return refuse('client.unknown');
    const members = await membersOf(data.read, id);
    const more = await Promise.all(parts.map((part) => part(data.read, members)));
    return answer(
      profileCard(
        profile,
        more.flatMap((draw) => draw(say)),
        who,
        say,
      ),
    );
  };
  const send = async (
    asked: Asked<About & Partial<Record<LineName, string | undefined>>>,
    department: Department,
  ): Promise<Reply | Refusal> => {
    const {
      who,
      payload: { id: client, ...words },
      data,
      now,
    } = asked;
    const no = await data.write((tx) => noteProfile(tx, who, { client, department, written: words }, now));
    return no ?? show(asked, whisper);
  };
  return {
    'client.profile': action({ payload, run: (asked) => show(asked, here) }),
    'client.portrait': action({ payload, answers: 'form', run: (asked) => openForm(asked, 'marketing') }),
    'client.portrait.send': action({ payload: written.marketing, run: (asked) => send(asked, 'marketing') }),
    'client.insight': action({ payload, answers: 'form', run: (asked) => openForm(asked, 'sales') }),
    'client.insight.send': action({ payload: written.sales, run: (asked) => send(asked, 'sales') }),
  };
}

async function openForm(
  { who, payload: { id }, data, say }: Asked<About>,
  department: Department,
): Promise<Reply | Refusal> {
  if (!writes(who, department)) return refuse('profile.not-yours');
  const profile = await readProfile(data.read, id);
  return profile ? { kind: 'form', form: profileForm(profile, department, say) } : refuse('client.unknown');
}
