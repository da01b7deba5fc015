import type { DatabaseSettings } from '../../../conf/settings.ts';
import { OperationalError } from '../../errors.ts';
import { addressOf, clientConfig, optionsOf, setupSql } from './client-options.ts';
import { translateError } from './errors.ts';
import { loadPg } from './load-driver.ts';
import { PostgresSession } from './session.ts';

/**
 * Open a connection.
 * @throws OperationalError naming the server, when it cannot be reached or refuses
 */
export async function connect(alias: string, settings: DatabaseSettings): Promise<PostgresSession> {
  const pg = loadPg();
  const setup = setupSql(alias, settings);
  const client = new pg.Client(clientConfig(settings));
  const session = new PostgresSession(client, alias, optionsOf(settings).preparedStatements ?? true);
  const lose = (): void => {
    session.lost = true;
  };
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
    await client.query(setup);
  } catch (error) {
    throw unreachable(alias, settings, error);
  }
  return session;
}

function unreachable(alias: string, settings: DatabaseSettings, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return translateError(error, alias);
  const why = message || code || 'no answer';
  return new OperationalError(
    `Cannot connect to PostgreSQL at ${addressOf(settings)}: ${why}`,
    `Does the server run? Check HOST and PORT of DATABASES['${alias}'].`,
    { cause: error },
  );
}
