import type { Route, RouteOf } from '../feature.ts';
import { enquirySchema } from './enquiry.ts';
import { type Intake, receiveLead, resembledBy } from './receive-lead.ts';

type Schema = ReturnType<typeof enquirySchema>;

/** `POST /api/v1/leads`: 201 with the lead's number, its client, whom that may be too, and whether to contact them. */
export function leadRoutes(intake: Intake): Route[] {
  const postLeads: RouteOf<Schema> = {
    method: 'POST',
    path: '/api/v1/leads',
    body: enquirySchema(intake.country),
    once: async ({ body, token, data, now }) => {
      const near = await resembledBy(data.read, body, intake, now);
      const from = { actor: `source:${token}`, source: token };
      return async (tx) => {
        const { number, client, possible, clearance } = await receiveLead(tx, body, from, intake, now, near);
        const [best] = possible;
        const duplicate = best ? { duplicate_of: best.client } : {};
        return { status: 201, body: JSON.stringify({ lead: number, client, ...duplicate, clearance }) };
      };
    },
  };
  return [postLeads];
}
