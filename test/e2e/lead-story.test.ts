import { expect, it } from 'vitest';
import { picture } from '../support/pictures.ts';
import {
  again,
  card,
  direct,
  onSlackPages,
  press,
  say,
  submit,
  submitAndRead,
  submitHandoff,
  whisper,
} from '../support/slack-page.ts';

const { demo, as } = onSlackPages();

/** A form of a site made with Tilda, as Tilda sends it. */
const form = {
  Имя: 'Ирина Лебедева',
  Телефон: '8 (903) 123-45-67',
  Почта: 'irina@lebedeva-sad.example',
  Комментарий: 'Нужен прайс на рассаду для 12 теплиц, до пятницы',
  'Сколько теплиц': '12',
  Согласие: 'yes',
  tranid: '1234567:89012',
  formid: 'form771',
  formname: 'Заявка на прайс',
  COOKIES: '_ym=1; TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_medium%3Dcpc%7C%7C%7Cutm_campaign%3Drassada%7C%7C%7C',
};

it('tells a lead’s life: a form, nobody claims, somebody does, hands it on, is declined, hands it on again; it is won', async () => {
  const emma = await as('U0EMMA');
  // Whenever this runs, the company works; a lead with a phone number is to be claimed within a minute.
  await say(emma, '/baton clocks');
  await press(whisper(emma, 'How long things may take'), 'Change');
  await emma.fill('.modal [name=hotClaim]', '1');
  await emma.fill('.modal [name=hours]', 'Mon-Sun 0:00-24:00');
  await submitAndRead(emma, '1 working minute');
  await say(emma, '/baton duty');
  await whisper(emma, 'On duty').getByRole('button', { name: 'Change', exact: true }).last().click();
  await emma.selectOption('.modal [name=people]', ['U0BORIS']);
  await picture(emma, 'duty-form');
  await submitAndRead(emma, 'In turn');

  await demo.sendForm(form);
  const [anna, boris, vera] = await Promise.all([as('U0ANNA'), as('U0BORIS'), as('U0VERA')]);
  const title = 'Ирина Лебедева';
  await card(anna, title).getByText('On duty: @Boris Novak').waitFor();
  await card(anna, title).getByText('Сколько теплиц').waitFor();
  await card(anna, title).getByText('rassada').waitFor();
  await picture(anna, 'site-lead');
  // Nobody claims it.
  await direct(boris);
  await card(boris, 'Nobody claimed it in time').waitFor({ timeout: 120_000 });
  await picture(boris, 'nobody-claimed');
  await card(anna, 'was not claimed in time').getByText('@Boris Novak is responsible').waitFor();
  await picture(anna, 'late');

  await press(card(anna, title), 'Claim');
  await card(vera, title).getByText('@Anna Weber').first().waitFor();
  await press(card(anna, title), 'Log a contact');
  await anna.selectOption('.modal [name=channel]', 'call');
  await anna.fill('.modal [name=note]', 'Wants the price list by Friday');
  await submit(anna);
  await card(anna, 'works on').waitFor();

  // Her own page says what comes next.
  const day = await as('U0ANNA');
  await day.goto(new URL('/as/U0ANNA/home', day.url()).href);
  await day.locator('.home').getByText('Next contact by').first().waitFor();
  await picture(day, 'home');

  await press(card(anna, title), 'Hand off');
  await anna.selectOption('.modal [name=to]', 'U0BORIS');
  await anna.fill('.modal [name=need]', 'Price list for 12 greenhouses');
  await anna.fill('.modal [name=said]', 'They compare us with two others');
  await anna.fill('.modal [name=promised]', 'A price list by Friday');
  await anna.fill('.modal [name=next]', 'Send the list, call on Monday');
  await anna.fill('.modal [name=time]', 'After lunch');
  await submitHandoff(anna);
  const asked = card(boris, 'is handed to you');
  await asked.getByText('After lunch').waitFor();
  await picture(boris, 'package');
  await press(asked, 'Decline');
  await boris.selectOption('.modal [name=reason]', 'other');
  await boris.fill('.modal [name=note]', 'She speaks Russian only');
  await submit(boris);

  await direct(anna);
  const back = card(anna, 'is still with you');
  await back.getByText('She speaks Russian only').waitFor();
  await picture(anna, 'declined-to-anna');
  await press(back, 'Hand off');
  await anna.selectOption('.modal [name=to]', 'U0VERA');
  await anna.fill('.modal [name=next]', 'Send the list, call on Monday');
  await submitHandoff(anna);
  await direct(vera);
  await press(card(vera, 'Ирина Лебедева'), 'Принять');
  await card(vera, 'Принято').waitFor();
  await again(vera, 'U0VERA');
  // A channel speaks the company’s language; what is hers alone, hers.
  await press(card(vera, title), 'More');
  await whisper(vera, title).waitFor();
  await picture(vera, 'more-russian');
  await press(whisper(vera, title), 'Сделка');
  await vera.fill('.modal [name=amount]', '184 500');
  await vera.fill('.modal [name=product]', 'Рассада томата, 12 теплиц');
  await picture(vera, 'won-form');
  await submit(vera);

  // The card and its thread tell the story to everybody who opens the channel now.
  await again(anna, 'U0ANNA');
  await card(anna, title).getByText('Won').first().waitFor();
  const thread = anna.locator('.thread').first();
  for (const told of [
    'was not claimed in time',
    'works on',
    'Anna Weber → @Boris Novak',
    'She speaks Russian only',
    'won',
  ])
    await thread.getByText(told).first().waitFor();
  await picture(anna, 'lead-story');
  await say(anna, '/lead why 1');
  const why = whisper(anna, 'Why · lead 1');
  await why.waitFor();
  expect(await why.innerText()).toContain('open to all');
  await picture(anna, 'why');
}, 300_000);
