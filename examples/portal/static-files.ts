import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';

interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** What a strict page needs, and nothing inline. Lit makes its templates through a policy of that name. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const PAGE = '/index.html';

/**
 * Answers with the files of some folders, and with the page at every path in `pages`; at any other path the page says that there is
 * nothing, with status 404. The files are read once, so a path that was not found then leads to no file.
 */
export const staticFiles = async (folders: readonly string[], pages: ReadonlySet<string>): Promise<(request: Request) => Response> => {
  const files = new Map<string, StaticFile>();
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      files.set(`/${name}`, await load(join(folder, name)));
    }
  }
  const page = files.get(PAGE);
  if (!page) {
    throw new Error(`None of ${folders.join(', ')} holds index.html.`);
  }
  files.delete(PAGE);
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, {status: 405, headers: {...HEADERS, allow: 'GET, HEAD'}});
    }
    const {pathname} = new URL(request.url);
    const file = pages.has(pathname) ? page : files.get(pathname);
    return file ? answer(request, file, 200) : answer(request, page, 404);
  };
};

const load = async (path: string): Promise<StaticFile> => {
  const body = new Uint8Array(await readFile(path));
  const hash = createHash('sha256').update(body).digest('base64url');
  return {body, type: TYPES[extname(path)] ?? 'application/octet-stream', etag: `"${hash}"`};
};

/** A browser keeps what it has and asks each time whether it is still the same. */
const answer = (request: Request, {body, type, etag}: StaticFile, status: number): Response => {
  const headers = {...HEADERS, 'cache-control': 'no-cache', etag};
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  if (status === 200 && known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    return new Response(null, {status: 304, headers});
  }
  return new Response(request.method === 'HEAD' ? null : body, {
    status,
    headers: {...headers, 'content-type': type, 'content-length': String(body.byteLength)},
  });
};
