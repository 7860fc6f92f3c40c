import type { Asked, Command } from '../../chat/action.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { clip, oneLine } from '../../kernel/text.ts';
import { isMarketing } from '../marketing.ts';
import { offersOpen } from '../offers/store.ts';
import { audienceOf } from './audience.ts';
import { keepDraft } from './begin-check.ts';
import { checksCard } from './cards.ts';
import { mailingForm } from './forms.ts';
import { readChecks } from './read-check.ts';
import { mostInChat, readAddresses } from './read-list.ts';

const mostChecks = 8;

/** `/contact mailing`: the latest checks and the way to a new one; with a file attached, a new one of that list. */
export const mailingCommands: Record<string, Command> = {
  'contact mailing': {
    usage: 'mailing.usage',
    run: async (asked) => {
      const { who, data, say, files } = asked;
      if (files.file) return beginWith(asked, files.file);
      return whisper(checksCard(await readChecks(data.read, mostChecks), who, say));
    },
  },
};

async function beginWith(
  { who, data, now, say }: Asked<string>,
  file: NonNullable<Asked<string>['files'][string]>,
): Promise<Reply | Refusal> {
  if (!isMarketing(who)) return refuse('mailing.not-yours');
  const bytes = await file.read(mostInChat);
  const addresses = bytes === undefined ? refuse('mailing.too-large') : await readAddresses(bytes);
  if (isRefusal(addresses)) return addresses;
  const audience = await audienceOf({ emails: addresses });
  const name = clip(oneLine(file.name.replace(/\.\w{1,5}$/, ''), 200), 200);
  const id = await data.write((tx) => keepDraft(tx, { name, person: who.id, audience }, now));
  if (isRefusal(id)) return id;
  return { kind: 'form', form: mailingForm({ id, name, size: audience.size }, await offersOpen(data.read, now), say) };
}
