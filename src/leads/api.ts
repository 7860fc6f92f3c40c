import type { Route, RouteOf } from '../feature.ts';
import { enquirySchema } from './enquiry.ts';
import { type Intake, receiveLead } from './receive-lead.ts';

type Schema = ReturnType<typeof enquirySchema>;

/** `POST /api/v1/leads`: 201 with the lead's number, its client's id, and whether the client may be contacted. */
export function leadRoutes(intake: Intake): Route[] {
  const postLeads: RouteOf<Schema> = {
    method: 'POST',
    path: '/api/v1/leads',
    body: enquirySchema(intake.country),
    once: async (tx, { body, token, now }) => {
      const from = { actor: `source:${token}`, source: token };
      const { number, client, clearance } = await receiveLead(tx, body, from, intake, now);
      return { status: 201, body: JSON.stringify({ lead: number, client, clearance }) };
    },
  };
  return [postLeads];
}
