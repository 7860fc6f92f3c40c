import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { awakePhone } from '../support/awake-phone.ts';
import { picture } from '../support/pictures.ts';
import { again, card, direct, onSlackPages, press, say, submit, whisper } from '../support/slack-page.ts';

const { demo, as } = onSlackPages();

const claimed = async (
  page: Page,
  lead: { name: string; email: string; company?: string; phone?: string },
): Promise<string> => {
  const number = await demo.postLead(lead);
  const title = `Lead ${number} ·`;
  await press(card(page, title), 'Claim');
  await card(page, title).getByText('With @Anna Weber since').waitFor();
  return title;
};

it('keeps two departments from contacting one client twice: a reservation, a mailing check, and sales’ say', async () => {
  const [anna, boris, clara] = await Promise.all([as('U0ANNA'), as('U0BORIS'), as('U0CLARA')]);
  const hartmann = await claimed(anna, {
    name: 'Julia Hartmann',
    company: 'Hartmann Logistik',
    email: 'julia@hartmann.example',
    phone: awakePhone(),
  });
  await claimed(anna, { name: 'Tom Fischer', company: 'Fischer & Sohn', email: 'tom@fischer.example' });

  // Anna reserves; Boris opens the same client, and is warned before he calls.
  await press(card(anna, hartmann), 'I’m calling');
  await whisper(anna, 'Go ahead and call').waitFor();
  await say(boris, '/contact julia@hartmann.example');
  await whisper(boris, 'call: red').getByText('is contacting them now').waitFor();
  await press(whisper(boris, 'call: red'), 'I’m calling');
  await whisper(boris, 'Better not now').getByText('is contacting them now').waitFor();
  await picture(boris, 'reserved');
  await press(whisper(boris, 'Better not now'), 'Leave it');
  await press(whisper(anna, 'Go ahead and call'), 'Log the outcome');
  await anna.selectOption('.modal [name=outcome]', 'reached');
  await anna.fill('.modal [name=about]', 'Pro plan');
  await anna.fill('.modal [name=step]', 'Send the contract');
  await anna.fill('.modal [name=on]', new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
  await picture(anna, 'outcome-next');
  await submit(anna);
  await press(card(anna, hartmann), 'Stage');
  await anna.selectOption('.modal [name=stage]', 'negotiating');
  await anna.fill('.modal [name=need]', 'The Pro plan for 12 people');
  await anna.fill('.modal [name=decides]', 'She does');
  await submit(anna);
  await card(clara, hartmann).getByText('Stage: negotiating').waitFor();

  // Marketing has a mailing to send.
  await say(clara, '/lead');
  await direct(clara);
  await press(card(clara, 'Which department do you work in?'), 'Marketing');
  await again(clara, 'U0CLARA');
  await say(clara, '/contact mailing');
  await press(whisper(clara, 'Mailing checks'), 'Check a list');
  const csv =
    'name,e-mail\nJulia,julia@hartmann.example\nTom,tom@fischer.example\nIda,ida@new.example\nTom,TOM@fischer.example\n';
  await clara.setInputFiles('.modal [name=list]', {
    name: 'autumn.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await clara.fill('.modal [name=name]', 'Autumn catalogue');
  await picture(clara, 'mailing-form');
  await submit(clara);
  const check = card(clara, 'Mailing “Autumn catalogue”');
  await check.getByText('has been asked').waitFor();
  await check.getByText('Negotiations').waitFor();

  // Anna is asked about the other, once, and says no.
  await direct(anna);
  await card(anna, 'May a mailing go to 1 client of yours?').waitFor();
  await picture(anna, 'mailing-asked');
  await press(card(anna, 'May a mailing go to 1 client of yours?'), 'Leave out');
  await check.getByText('Everybody has been heard').waitFor();
  await picture(clara, 'mailing-ready');
  await press(check, 'Confirm');
  await check.getByText('may be mailed now').waitFor();
  await picture(clara, 'mailing-confirmed');
  await press(check, 'Get the list');
  const url = await whisper(clara, 'The list, as CSV').getByRole('link').getAttribute('href');
  const list = await fetch(url ?? '');
  expect([list.headers.get('content-disposition'), await list.text()]).toEqual([
    expect.stringMatching(/^attachment; filename\*=UTF-8''Autumn%20catalogue%20[\da-f]{16}\.csv$/),
    'email\nida@new.example\n',
  ]);
  expect((await fetch(`${url}x`)).status).toBe(404);
  await press(check, 'It was sent');
  await check.getByText('Sent: it stands in the history').waitFor();

  // Sales reads what came of it in the history.
  await again(anna, 'U0ANNA');
  await say(anna, '/client tom@fischer.example');
  await whisper(anna, 'What happened, newest first').getByText('was asked about a mailing').waitFor();
  await picture(anna, 'mailing-history');
}, 180_000);

it('announces a campaign that sales objects to, and keeps an offer', async () => {
  const [boris, clara] = await Promise.all([as('U0BORIS'), as('U0CLARA')]);
  await say(clara, '/contact offers');
  await press(whisper(clara, 'There are no offers yet'), 'New offer');
  await clara.fill('.modal [name=name]', 'Pro plan');
  await clara.fill('.modal [name=family]', 'Pro');
  await clara.click('.modal .submit');
  await clara.locator('.modal').getByText('family Pro').waitFor();
  await picture(clara, 'offers');
  await clara.locator('.modal footer .close').click();
  await say(clara, '/contact campaigns');
  await press(whisper(clara, 'Campaigns'), 'Announce a campaign');
  await clara.fill('.modal [name=name]', 'Autumn fair');
  await clara.fill('.modal [name=first]', new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
  await clara.fill('.modal [name=last]', new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await clara.fill('.modal [name=audience]', 'Logistics companies with more than 20 vans');
  await clara.selectOption('.modal [name=offer]', { label: 'Pro plan' });
  await picture(clara, 'campaign-form');
  await submit(clara);
  await press(card(boris, 'Campaign “Autumn fair”'), 'I object');
  await boris.fill('.modal [name=why]', 'Hartmann waits for a repair: not them, please');
  await submit(boris);
  await card(clara, 'Campaign “Autumn fair”').getByText('Hartmann waits for a repair').waitFor();
  await picture(clara, 'campaign');
  await say(boris, '/contact campaigns');
  await whisper(boris, 'Campaigns').getByText('1 objects').waitFor();
  await picture(boris, 'campaigns');
}, 180_000);
