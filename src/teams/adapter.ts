import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder';
import { AppCredentials, type BotFrameworkAuthentication } from 'botframework-connector';

/** The bot as it is registered; undefined for a bot that lets anybody in, which only a loopback one may. */
export type Registration = {
  readonly id: string;
  readonly password: string;
  readonly tenant: string;
  readonly type: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
};

/** What Baton answers to one request of Teams. */
export type Answer = { readonly status: number; readonly body?: unknown };

const channelIssuer = 'https://api.botframework.com';
const scope = 'https://api.botframework.com';

/**
 * The SDK's adapter behind checks of our own. It lets in whoever brings no service address, throws at what is no
 * activity, and takes tokens from issuers other than the channel: none of these gets as far as the SDK.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: BotFrameworkAuthentication;
  readonly #open: boolean;
  readonly #isOurs: (serviceUrl: string) => boolean;

  constructor(authentication: BotFrameworkAuthentication, open: boolean, isOurs: (serviceUrl: string) => boolean) {
    super(authentication);
    this.#authentication = authentication;
    this.#open = open;
    this.#isOurs = isOurs;
  }

  /** Checks who sends an activity, then has it answered; 400, 401 or 403 without any effect otherwise. */
  async receive(
    header: string | undefined,
    raw: unknown,
    answer: (turn: TurnContext) => Promise<void>,
  ): Promise<Answer> {
    if (!isActivity(raw)) return { status: 400 };
    if (!this.#isOurs(raw.serviceUrl)) return { status: 403 };
    if (!this.#open && issuerOf(header) !== channelIssuer) return { status: 401 };
    let sender: Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>;
    try {
      sender = await this.#authentication.authenticateRequest(raw, header ?? '');
    } catch {
      return { status: 401 };
    }
    const response = await this.processActivity(sender, raw, answer);
    return response ? { status: response.status, body: response.body } : { status: 200 };
  }
}

/**
 * Builds the SDK's authentication. `keys` is where the channel's keys are published, when it is not Microsoft.
 */
export function authenticationFor(app: Registration | undefined, keys: string | undefined) {
  const registered = app
    ? {
        MicrosoftAppId: app.id,
        // A managed identity has none, and the SDK wants none.
        ...(app.password ? { MicrosoftAppPassword: app.password } : {}),
        MicrosoftAppTenantId: app.tenant,
        MicrosoftAppType: app.type,
      }
    : {};
  const credentials = new ConfigurationServiceClientCredentialFactory(registered);
  // One address of our own, and the SDK wants all of them.
  const addresses =
    keys === undefined
      ? {}
      : {
          ToChannelFromBotLoginUrl: loginOf(app),
          ToChannelFromBotOAuthScope: scope,
          ToBotFromChannelTokenIssuer: channelIssuer,
          OAuthUrl: 'https://token.botframework.com',
          ToBotFromChannelOpenIdMetadataUrl: keys,
          ToBotFromEmulatorOpenIdMetadataUrl: `${keys}/emulator`,
        };
  const authentication = new ConfigurationBotFrameworkAuthentication(addresses as Record<string, string>, credentials);
  const own = async (): Promise<AppCredentials | undefined> => {
    const made = app && (await credentials.createCredentials(app.id, scope, loginOf(app), true));
    return made instanceof AppCredentials ? made : undefined;
  };
  return { authentication, own, token: async () => (await own())?.getToken() };
}

/** Where the bot gets its token. */
function loginOf(app: Registration | undefined): string {
  return `https://login.microsoftonline.com/${app?.tenant ?? ''}`;
}

function isActivity(raw: unknown): raw is Activity {
  const activity = raw as Partial<Record<keyof Activity, unknown>> | null;
  return (
    typeof activity === 'object' &&
    activity !== null &&
    typeof activity.type === 'string' &&
    typeof activity.channelId === 'string' &&
    typeof activity.serviceUrl === 'string'
  );
}

/** Who says that they issued a token; nothing is believed yet. */
function issuerOf(header: string | undefined): string | undefined {
  try {
    const claims = /^Bearer [^.]+\.([^.]+)\./.exec(header ?? '')?.[1] ?? '';
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).iss;
  } catch {
    return undefined;
  }
}
