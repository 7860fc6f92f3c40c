import { writeMoney } from '../kernel/money.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import type { Around } from './around.ts';
import { heldBy, isFree } from './hold.ts';
import type { Lead } from './lead.ts';

const mostInLine = 120;

/** Who has a lead, and what it waits for: by when somebody has to claim it, contact the client, or go on. */
export function holdText(lead: Lead, { duty, late }: Pick<Around, 'duty' | 'late'>, say: Say): Text {
  const { hold, clock, closed } = lead;
  if (closed) return closedText(lead, say);
  const by = clock ? [...plain(' '), ...say(`clock.${clock.kind}`, { until: time(clock.due, 'since') })] : [];
  const over = late ? [...plain(' '), ...say('clock.late')] : [];
  if (isFree(hold)) {
    const whose = duty ? [...plain(' '), ...say('lead.duty', { who: person(duty) })] : [];
    const offered =
      hold.hold === 'offered'
        ? [...plain(' '), ...say('lead.in-turn', { to: person(hold.to), until: time(hold.until, 'since') })]
        : lead.queuedAt === undefined
          ? []
          : [...plain(' '), ...say('lead.queued')];
    return [...say('lead.waiting', { since: time(lead.arrivedAt, 'since') }), ...offered, ...by, ...over, ...whose];
  }
  const who = { owner: person(hold.owner), since: time(hold.since, 'since') };
  if (hold.hold === 'paused') return say('lead.paused', { ...who, until: time(hold.until ?? hold.since, 'date') });
  return [...say('lead.held', who), ...by, ...over];
}

function closedText({ hold, closed, stage }: Lead, say: Say): Text {
  const owner = heldBy(hold)?.owner;
  const at = time(closed?.at ?? 0, 'since');
  if (closed?.amount !== undefined && owner)
    return say('lead.won', {
      owner: person(owner),
      at,
      amount: writeMoney(closed.amount, closed.currency ?? 'EUR', say.language),
      product: plain(oneLine(closed.product ?? '', mostInLine)),
    });
  const key = closed?.reason === undefined ? undefined : `reason.${closed.reason}`;
  const why = key !== undefined && say.has(key) ? say.label(key as 'reason.other') : say.label('reason.other');
  return say(stage === 'lost' ? 'lead.lost' : 'lead.disqualified', { at, why });
}
