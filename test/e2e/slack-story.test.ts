import { it } from 'vitest';
import { awakePhone } from '../support/awake-phone.ts';
import { picture } from '../support/pictures.ts';
import {
  again,
  card,
  direct,
  onSlackPages,
  press,
  say,
  submit,
  submitHandoff,
  whisper,
} from '../support/slack-page.ts';

const { demo, as } = onSlackPages();

it('tells the story: a warning, a call, a hand-off that is declined, and one that is accepted', async () => {
  const [anna, boris, clara] = await Promise.all([as('U0ANNA'), as('U0BORIS'), as('U0CLARA')]);
  const lead = {
    name: 'Julia Hartmann',
    company: 'Hartmann Logistik',
    email: 'j.hartmann@hartmann.example',
    phone: awakePhone(),
  };
  const number = await demo.postLead({ ...lead, message: 'We run 40 vans. Can somebody call me this week?' });
  const title = `Lead ${number} ·`;
  await press(card(anna, title), 'Claim');
  await card(boris, title).getByText('With @Anna Weber since').waitFor();

  await press(card(boris, title), 'I’m calling');
  await whisper(boris, 'Think first').waitFor();
  await picture(boris, 'warning');
  await press(whisper(boris, 'Think first'), 'Leave it');
  await whisper(boris, 'Nothing sent, nobody called.').waitFor();

  await press(card(anna, title), 'I’m calling');
  await whisper(anna, 'Go ahead and call').waitFor();
  await card(boris, title).getByText('is calling them now').waitFor();
  await picture(anna, 'go-ahead');
  await press(whisper(anna, 'Go ahead and call'), 'Log the outcome');
  await anna.selectOption('.modal select', 'reached');
  await anna.fill('.modal [name=about]', 'Pro plan');
  await anna.fill('.modal [name=note]', 'Wants a demo for the dispatchers');
  await picture(anna, 'outcome');
  await submit(anna);

  await press(card(anna, title), 'Hand off');
  await anna.selectOption('.modal select', 'U0BORIS');
  await anna.fill('.modal [name=need]', 'Live routes for 40 vans by December');
  await anna.fill('.modal [name=promised]', 'A price by Friday');
  await anna.fill('.modal [name=next]', 'Demo on Monday');
  await picture(anna, 'handoff-form');
  await submitHandoff(anna);
  await direct(boris);
  const asked = card(boris, 'is handed to you');
  await asked.getByRole('button', { name: 'Accept' }).waitFor();
  await picture(boris, 'handoff');
  await press(asked, 'Decline');
  await boris.selectOption('.modal select', 'no-time');
  await boris.fill('.modal textarea', 'On holiday from Thursday');
  await submit(boris);

  await direct(anna);
  await card(anna, 'is still with you').getByText('On holiday from Thursday').waitFor();
  await picture(anna, 'declined');
  await press(card(anna, 'is still with you'), 'Hand off');
  await anna.selectOption('.modal select', 'U0BORIS');
  await anna.fill('.modal [name=need]', 'Live routes');
  await anna.fill('.modal [name=next]', 'Demo on Tuesday');
  await submitHandoff(anna);
  await press(card(boris, 'Demo on Tuesday'), 'Accept');
  await card(boris, 'Demo on Tuesday').getByText('accepted').waitFor();
  await card(clara, title).getByText('With @Boris Novak since').waitFor();
  await picture(clara, 'thread');

  await say(clara, '/client hartmann');
  await whisper(clara, 'What happened, newest first').waitFor();
  await picture(clara, 'client');
  await say(clara, `/contact ${number}`);
  await whisper(clara, 'call: red').waitFor();
  await picture(clara, 'contact');
  await press(whisper(clara, 'call: red'), 'I’m calling');
  await whisper(clara, 'Better not now').waitFor();
  await press(whisper(clara, 'Better not now'), 'Go on with a reason');
  await clara.fill('.modal textarea', 'She asked marketing for the brochure');
  await clara.click('.modal .submit');
  await clara.locator('.modal').getByText('Until').waitFor();
  await picture(clara, 'override');
  await clara.locator('.modal').getByRole('button', { name: 'Not contacted' }).click();
  await clara.locator('.modal').getByText('Nothing sent').waitFor();
}, 180_000);

it('lets sales read what marketing sent, and marketing what sales heard', async () => {
  const [anna, boris] = await Promise.all([as('U0ANNA'), as('U0BORIS')]);
  const email = 'oksana@romashka-sad.example';
  await demo.postLead({ name: 'Оксана Белова', company: 'ООО «Ромашка-Сад»', email, message: 'Прайс на рассаду?' });
  const at = new Date(Date.now() - 24 * 3_600_000).toISOString();
  await demo.post('touches', { client: { email }, channel: 'mailing', about: 'Spring catalogue', at });
  // Whoever speaks for the first time is asked for their department.
  await say(boris, '/lead');
  await direct(boris);
  await press(card(boris, 'Which department do you work in?'), 'Marketing');
  await card(boris, 'You work in Marketing').waitFor();

  await say(anna, '/client romashka sad');
  await whisper(anna, 'What happened, newest first').getByText('yesterday').waitFor();
  await picture(anna, 'client-history');
  await press(whisper(anna, 'What happened, newest first'), 'Profile');
  await press(whisper(anna, 'What marketing believes'), 'Add an insight');
  await anna.fill('.modal [name=need]', 'Seedlings for 40 greenhouses');
  await anna.fill('.modal [name=objection]', 'Delivery took too long last year');
  await picture(anna, 'insight-form');
  await anna.click('.modal .submit');
  await anna.locator('.modal').getByText('Delivery took too long last year').waitFor();

  // A slip of the keyboard, and in the other alphabet.
  await again(boris, 'U0BORIS');
  await say(boris, '/client рамашка сад');
  await press(whisper(boris, 'Оксана Белова'), 'Profile');
  await whisper(boris, 'What marketing believes').getByText('Seedlings for 40 greenhouses').waitFor();
  await picture(boris, 'profile');
}, 180_000);

it('hands a lead from marketing to sales and back, in Russian', async () => {
  const [dmitri, vera] = await Promise.all([as('U0DMITRI'), as('U0VERA')]);
  const lead = {
    name: 'Олег Кузнецов',
    company: 'ООО «Ромашка»',
    email: 'oleg@romashka.example',
    message: 'Нужна система на 15 мест.',
  };
  const number = await demo.postLead(lead);
  const title = `Lead ${number} ·`;
  await press(card(dmitri, title), 'Claim');
  await whisper(dmitri, 'теперь ваш').waitFor();
  for (const [from, to, id] of [
    [dmitri, vera, 'U0VERA'],
    [vera, dmitri, 'U0DMITRI'],
  ] as const) {
    await again(from, from === dmitri ? 'U0DMITRI' : 'U0VERA');
    await press(card(from, title), 'Hand off');
    await from.selectOption('.modal select', id);
    await from.fill('.modal [name=need]', 'Цены на 15 мест');
    await from.fill('.modal [name=next]', 'Позвонить в понедельник');
    await picture(from, 'handoff-form-russian');
    await submitHandoff(from);
    await again(to, id);
    await direct(to);
    await press(card(to, 'Вам передают лид'), 'Принять');
    await card(to, 'Принято').waitFor();
    await picture(to, 'handoff-russian');
  }
  await say(vera, '/client кузнецов');
  await again(vera, 'U0VERA');
  await say(vera, '/client кузнецов');
  await whisper(vera, 'Что было, новое сверху').waitFor();
  await picture(vera, 'client-russian');
}, 180_000);

it('sets up the joint meeting, reminds of it with its agenda, and takes answers', async () => {
  const [emma, boris] = await Promise.all([as('U0EMMA'), as('U0BORIS')]);
  await say(emma, '/sync');
  await emma.locator('.modal').getByText('Who belongs to it').waitFor();
  // The next whole hour is less than a day away, so the invitation goes out at once.
  const soon = new Date(Date.now() + 2 * 3_600_000);
  await emma.selectOption('.modal [name=weekday]', String(soon.getUTCDay() || 7));
  await emma.fill('.modal [name=time]', `${String(soon.getUTCHours()).padStart(2, '0')}:00`);
  await emma.fill('.modal [name=zone]', 'Nowhere/Land');
  await emma.click('.modal .submit');
  await emma.locator('.modal .error').waitFor();
  await emma.fill('.modal [name=zone]', 'UTC');
  await emma.selectOption('.modal [name=people]', ['U0EMMA', 'U0BORIS']);
  await picture(emma, 'sync-form');
  await emma.click('.modal .submit');
  await emma.locator('.modal').getByText('Next:').waitFor();
  await picture(emma, 'sync');
  // A second form in the same window counts as well as the first.
  await emma.locator('.modal').getByRole('button', { name: 'Change' }).click();
  await emma.locator('.modal').getByText('Where it is now').waitFor({ state: 'attached' });
  await emma.click('.modal .submit');
  await emma.locator('.modal').getByText('Next:').waitFor();
  await emma.locator('.modal footer .close').click();
  await card(emma, 'Joint meeting of marketing and sales').getByText('new leads this week').waitFor();
  await direct(boris);
  await press(card(boris, 'Will you be at the joint meeting?'), 'Yes');
  await card(boris, 'You are coming.').waitFor();
  await card(emma, 'Joint meeting of marketing and sales').getByText('Coming').waitFor();
  await picture(emma, 'agenda');
  await say(emma, '/sync');
  await emma.locator('.modal').getByRole('button', { name: 'Skip the next' }).click();
  // Slack takes fifty updates a minute, and the stories before this one have had theirs.
  await card(emma, 'This joint meeting is skipped').waitFor({ timeout: 80_000 });
}, 180_000);
