import { at, listAt, textAt } from '../body.ts';
import { answersOf, findFields, pick, utmIn, utmOf } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** HubSpot: webhooks name contacts by id; a form submission, or a contact of a workflow, stands whole. */
export const hubspot: SourceKind = {
  name: 'hubspot',
  scheme: {
    by: 'hmac',
    header: 'x-hubspot-signature-v3',
    algorithm: 'sha256',
    encoding: 'base64',
    moment: { header: 'x-hubspot-request-timestamp', unit: 'ms' },
    signs: 'uri',
  },
  read: (body) => {
    if (Array.isArray(body)) return readEvents(body);
    if (Array.isArray(at(body, 'values'))) return { leads: [readSubmission(body)] };
    // A contact fills in one form after another: each is an enquiry of its own.
    return { event: enquiryOf(body), leads: [{ ...readContact(body), ...pick({ externalId: enquiryOf(body) }) }] };
  },
  fetching: {
    api: 'https://api.hubapi.com/',
    path: (id) =>
      `crm/v3/objects/contacts/${encodeURIComponent(id)}?properties=firstname,lastname,email,phone,mobilephone,company,message,createdate,hs_analytics_source`,
    read: readContact,
  },
};

function readEvents(events: readonly unknown[]) {
  const created = events.filter((event) => textAt(event, 'subscriptionType') === 'contact.creation');
  const event = events.map((each) => `${textAt(each, 'eventId')}/${textAt(each, 'subscriptionId')}`).join();
  if (created.length === 0) return { event, nothing: 'change' };
  const fetch = created.map((each) =>
    pick({ externalId: textAt(each, 'objectId'), submittedAt: moment(at(each, 'occurredAt')) }),
  );
  return { event, fetch };
}

function readSubmission(body: unknown) {
  const answers = listAt(body, 'values').map((each) => ({
    label: textAt(each, 'name') ?? '',
    value: at(each, 'value'),
  }));
  return pick({
    ...findFields(answers.map(({ label, value }) => ({ label: spaced(label), value }))),
    utm: utmOf(at(body, 'pageUrl')),
    form: textAt(body, 'formId'),
    submittedAt: moment(at(body, 'submittedAt')),
  });
}

/** A contact as the API gives it, or as a workflow sends it: there each property is wrapped in its versions. */
function readContact(body: unknown) {
  const properties = Object(at(body, 'properties')) as Record<string, unknown>;
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, at(value, 'value') ?? value]),
  );
  const { createdate, ...told } = values;
  return pick({
    ...findFields(
      answersOf(told, ['hs_object_id', 'lastmodifieddate', 'hs_analytics_source']).map(({ label, value }) => ({
        label: spaced(label),
        value,
      })),
    ),
    utm: utmIn(told),
    submittedAt: moment(createdate),
    externalId: textAt(body, 'id') ?? textAt(body, 'vid'),
  });
}

/** Which of a contact's forms a workflow tells of. */
function enquiryOf(body: unknown): string | undefined {
  const vid = textAt(body, 'vid');
  const last = listAt(body, 'form-submissions').at(-1);
  const form = textAt(last, 'conversion-id') ?? textAt(body, 'properties.recent_conversion_date.value');
  return vid === undefined || form === undefined ? vid : `${vid}/${form}`;
}

function spaced(name: string): string {
  return name.replace(/^(first|last)name$/, '$1 name').replace(/^mobilephone$/, 'mobile phone');
}
