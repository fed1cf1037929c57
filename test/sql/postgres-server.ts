import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The server that DATABASE_URL names, which `npm run engines` starts; else PostgreSQL in WebAssembly, behind a socket of its own. */
export async function postgresServer(): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const db = await startDatabase();
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    async stop() {
      await server.stop();
      await db.close();
    },
  };
}

const modules = new URL('../../node_modules/', import.meta.url);

/** Most of a start is the making of an empty database, so that is kept beside the packages, once for each version of them. */
async function startDatabase(): Promise<PGlite> {
  // It runs for a second or two, less than what the optimising of its code would take.
  setFlagsFromString('--liftoff-only');
  const manifest = readFileSync(new URL('@electric-sql/pglite/package.json', modules), 'utf8');
  const folder = fileURLToPath(new URL('.cache/tenure/', modules));
  const kept = `${folder}pglite-${JSON.parse(manifest).version}.tar`;
  if (existsSync(kept)) return PGlite.create({ loadDataDir: await openAsBlob(kept) });
  const db = await PGlite.create();
  mkdirSync(folder, { recursive: true });
  const unfinished = `${kept}.${process.pid}`;
  writeFileSync(unfinished, new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer()));
  renameSync(unfinished, kept);
  return db;
}
