/** Pack: a brotli and a gzip copy beside every built text file, so that no request has to wait for packing. */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const TEXT = /\.(js|css|html|svg|webmanifest|json)$/;
const SMALL = 1024;

export function pack(): Plugin {
  let folder = "";
  return {
    name: "pack",
    apply: "build",
    configResolved: (config) => void (folder = config.build.outDir),
    async closeBundle() {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(files.filter((name) => TEXT.test(name)).map((name) => packed(join(folder, name))));
    },
  };
}

async function packed(path: string): Promise<void> {
  const plain = await readFile(path);
  if (plain.length < SMALL) return;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${path}.br`, await brotli(plain, quality));
  await writeFile(`${path}.gz`, await zip(plain, { level: 9 }));
}
