import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { sayer } from '../../src/words/say.ts';
import { plain } from '../../src/words/text.ts';

/** What a platform's far end looks like to a test. */
export type FarEnd = {
  readonly platform: Platform;
  /** A channel the bot is in, one that does not exist, and somebody to write to directly. */
  readonly channel: string;
  readonly nowhere: string;
  readonly person: string;
  /** Somebody whom the bot may not write to; undefined where there is no such thing. */
  readonly stranger: string | undefined;
  /** Whether a post whose answer was lost can be found again. */
  readonly finds: boolean;
  /** All that the far end shows in a place, as text. */
  shown(place: string): string[];
  /** The work of the next call is done and its answer lost. */
  loseNextAnswer(): void;
  /** The next call is refused for its rate. */
  limitNext(): void;
};

const say = sayer('en', 'UTC');
const card = (title: string): Card => ({
  title: plain(title),
  tone: 'neutral',
  elements: [{ kind: 'text', text: plain(`about ${title}`) }],
});
const posting = (key: string, title = key) => ({ key, say, card: card(title) });

/** What the board and the router rely on, for any platform. */
export function platformContract(name: string, open: () => Promise<FarEnd>): void {
  describe(`${name} as a platform`, () => {
    it('posts a card, and changes it in place', async () => {
      const { platform, channel, shown } = await open();
      const sent = await platform.post(channel, posting('k1', 'first'));
      expect(sent.is).toBe('sent');
      expect(shown(channel).join()).toContain('first');
      const remote = sent.is === 'sent' ? sent.remote : '';
      expect(await platform.update(remote, posting('k1', 'second'))).toEqual({ is: 'sent', remote });
      expect(shown(channel).filter((text) => /first|second/.test(text))).toHaveLength(1);
      expect(shown(channel).join()).toContain('second');
    });

    it('takes a card down, and says when there is nothing left to change', async () => {
      const { platform, channel, shown } = await open();
      const sent = await platform.post(channel, posting('k2', 'short-lived'));
      const remote = sent.is === 'sent' ? sent.remote : '';
      expect((await platform.remove(remote)).is).toBe('sent');
      expect(shown(channel).join()).not.toContain('short-lived');
      expect(await platform.update(remote, posting('k2'))).toEqual({ is: 'gone' });
    });

    it('writes to a person directly', async () => {
      const { platform, person, shown } = await open();
      expect((await platform.post(person, posting('k3', 'for you'))).is).toBe('sent');
      expect(shown(person).join()).toContain('for you');
    });

    it('says that it does not know when the answer is lost, and finds the post by its key', async () => {
      const { platform, channel, loseNextAnswer, finds } = await open();
      const since = Date.now() - 1_000;
      loseNextAnswer();
      expect((await platform.post(channel, posting('lost'))).is).toBe('unknown');
      const found = await platform.find(channel, ['lost', 'never-posted'], since);
      if (!finds) return void expect(found).toEqual(new Map());
      expect('is' in found ? found : [...found.keys()]).toEqual(['lost']);
      const remote = 'is' in found ? '' : (found.get('lost') ?? '');
      expect((await platform.update(remote, posting('lost', 'found again'))).is).toBe('sent');
    });

    it('says how long to wait, and for which lane, when it is too fast', async () => {
      const { platform, channel, limitNext, shown } = await open();
      limitNext();
      const sent = await platform.post(channel, posting('k4', 'too fast'));
      expect(sent.is === 'limited' && sent.waitMs).toBe(1_000);
      expect(platform.lanes(channel, 'post').map(({ key }) => key)).toContain(sent.is === 'limited' && sent.lane);
      expect(shown(channel).join()).not.toContain('too fast');
    });

    it('says that it could not, surely without effect, where it may not post', async () => {
      const { platform, nowhere } = await open();
      expect(['again', 'refused']).toContain((await platform.post(nowhere, posting('k5'))).is);
    });

    it('posts under a post, and changes and finds it there', async () => {
      const { platform, channel, shown, loseNextAnswer, finds } = await open();
      const above = await platform.post(channel, posting('k6', 'above'));
      const thread = above.is === 'sent' ? above.remote : '';
      const sent = await platform.post(thread, posting('k7', 'below'));
      expect(sent.is).toBe('sent');
      const remote = sent.is === 'sent' ? sent.remote : '';
      expect((await platform.update(remote, posting('k7', 'below, changed'))).is).toBe('sent');
      expect(shown(channel).join()).toContain('below, changed');
      // Places share their channel's rate, wherever in it they are.
      expect(platform.lanes(thread, 'post')).toEqual(platform.lanes(channel, 'post'));
      if (!finds) return;
      loseNextAnswer();
      await platform.post(thread, posting('k8', 'lost below'));
      const found = await platform.find(thread, ['k8'], Date.now() - 1_000);
      expect('is' in found ? found : [...found.keys()]).toEqual(['k8']);
    });

    it('says that somebody cannot be written to', async () => {
      const { platform, stranger } = await open();
      if (stranger === undefined) return;
      expect((await platform.post(stranger, posting('k9'))).is).toBe('unreachable');
    });

    it('knows the profile of a member', async () => {
      const { platform, person } = await open();
      const { standing, name: known } = await platform.profile(person);
      expect([standing, known.length > 0]).toEqual(['member', true]);
    });
  });
}
