import type { Form, Input } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import type { Waiting } from './waiting.ts';

/** An enquiry as somebody mends it: what is known of it, and for what could not be read its body as it came. */
export function mendForm({ id, told }: Waiting, body: string | undefined, say: Say): Form {
  const line = (name: 'name' | 'company' | 'email' | 'phone', label: string): Input => ({
    kind: 'text',
    name,
    label,
    optional: true,
    most: 300,
    ...(told[name] ? { initial: told[name].slice(0, 300) } : {}),
  });
  const unread = Object.keys(told).length === 0;
  const message = told.message ?? (unread ? body : undefined);
  return {
    action: 'waiting.mend.send',
    id,
    title: say.label('waiting.mend.title'),
    submit: say.label('waiting.accept'),
    inputs: [
      line('name', say.label('lead.name')),
      line('company', say.label('lead.company')),
      { ...line('email', say.label('key.email')), hint: say.label('lead.new.reach') },
      line('phone', say.label('key.phone')),
      {
        kind: 'longText',
        name: 'message',
        label: say.label('lead.message'),
        optional: true,
        most: 3000,
        ...(message ? { initial: message.slice(0, 3000) } : {}),
      },
    ],
  };
}
