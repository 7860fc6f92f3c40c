import type { Email } from 'postal-mime';
import { findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** A mail that a form, or a person, has sent: whoever is to be answered is the client, not the sender of the form. */
export const email: SourceKind = {
  name: 'email',
  scheme: { by: 'address' },
  read: (body) => {
    const { messageId, date, replyTo, from, text = '', html } = body as Email;
    const words = (text || stripped(html ?? '')).replaceAll('\r\n', '\n');
    const [reply] = replyTo ?? [];
    const sender = reply ?? from;
    const inside = findFields(
      [...words.matchAll(/^([^\n:]{1,40}): *(\S.*)$/gm)].map(([, label = '', value = '']) => ({ label, value })),
    );
    const { answers: _rest, ...known } = inside;
    return {
      event: messageId,
      leads: [
        pick({
          ...known,
          name: sender?.name || nameIn(words) || inside.name,
          email: sender?.address ?? inside.email,
          message: messageIn(words),
          submittedAt: moment(date),
          externalId: messageId,
        }),
      ],
    };
  },
};

/** Forms begin with a line of their own: `From: Ivy Sample ivy@example.org`. */
function nameIn(words: string): string | undefined {
  return /^(?:From|От): *(.+?)[\s<]+[^\s<>@]+@[^\s<>]+/im.exec(words)?.[1]?.trim();
}

/** What somebody wrote, without the lines of the form round it. */
function messageIn(words: string): string | undefined {
  const [, after = words] = /^(?:Message Body|Сообщение):\s*\n([\s\S]*)$/im.exec(words) ?? [];
  return after.split(/^-- ?$/m)[0]?.trim() || undefined;
}

function stripped(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/tr)[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
