import { databaseFrom } from './app-desk.ts';
import type { Config } from './config/options.ts';
import { openDatabase } from './db/open.ts';
import { openReading } from './db/reading.ts';
import type { SiteIdentity } from './domain/site.ts';
import { type Exported, exportSite } from './reader/export.ts';

/** Who publishes the site, by the settings. */
export function siteFrom(config: Config): SiteIdentity {
  return {
    name: config.siteName ?? 'Standfirst',
    url: config.siteUrl === undefined ? null : new URL(config.siteUrl).origin,
    contact: config.siteContact ?? null,
    responsible: config.siteResponsible ?? null,
    languages: config.siteLanguages ?? ['en', 'ko'],
    hub: config.siteHub ?? null,
  };
}

/** Writes the reader site of the configured database as files. Throws what opening the database throws. */
export async function exportFrom(
  config: Config,
  dir: string,
  onFile?: (files: number) => void,
): Promise<Exported> {
  const db = await openDatabase(databaseFrom(config));
  try {
    const parts = { reading: openReading(db.pages), site: siteFrom(config), now: () => new Date() };
    return await exportSite({ ...parts, dir, ...(onFile && { onFile }) });
  } finally {
    await db.close();
  }
}
