import { bitrix } from './kinds/bitrix.ts';
import { calendly } from './kinds/calendly.ts';
import { email } from './kinds/email.ts';
import { formstack } from './kinds/formstack.ts';
import { generic } from './kinds/generic.ts';
import { googleAds } from './kinds/google-ads.ts';
import { hubspot } from './kinds/hubspot.ts';
import { intercom } from './kinds/intercom.ts';
import { jotform } from './kinds/jotform.ts';
import { kommo } from './kinds/kommo.ts';
import { linkedin } from './kinds/linkedin.ts';
import { meta } from './kinds/meta.ts';
import { pipedrive } from './kinds/pipedrive.ts';
import { salesforce } from './kinds/salesforce.ts';
import { stripe } from './kinds/stripe.ts';
import { tally } from './kinds/tally.ts';
import { tiktok } from './kinds/tiktok.ts';
import { tilda } from './kinds/tilda.ts';
import { typeform } from './kinds/typeform.ts';
import { vk } from './kinds/vk.ts';
import { webflow } from './kinds/webflow.ts';
import { contactForm7, elementor, gravityForms } from './kinds/wordpress.ts';
import type { SourceKind } from './source.ts';

/** Every source that Baton understands by itself; `generic` takes the rest. */
export const sourceKinds: ReadonlyMap<string, SourceKind> = new Map(
  [
    googleAds,
    meta,
    linkedin,
    tiktok,
    typeform,
    tally,
    jotform,
    hubspot,
    salesforce,
    pipedrive,
    intercom,
    calendly,
    webflow,
    contactForm7,
    gravityForms,
    elementor,
    tilda,
    bitrix,
    kommo,
    vk,
    formstack,
    stripe,
    email,
    generic,
  ].map((kind) => [kind.name, kind]),
);
