/** Budget: what the first page loads of script, gzipped, may not grow beyond a limit; the build fails where it does. */
import { gzipSync } from "node:zlib";

import type { Plugin } from "vite";

export function budget({ entry, firstLoadKib }: { entry: string; firstLoadKib: number }): Plugin {
  return {
    name: "budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const wanted = Object.values(bundle).flatMap((file) => (file.type === "chunk" && file.isEntry && file.name === entry ? [file.fileName] : []));
      const loaded = new Set<string>();
      let bytes = 0;
      for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
        const chunk = bundle[name];
        if (loaded.has(name) || chunk?.type !== "chunk") continue;
        loaded.add(name);
        bytes += gzipSync(chunk.code, { level: 9 }).length;
        wanted.push(...chunk.imports);
      }
      const kib = bytes / 1024;
      const line = `first load ${kib.toFixed(1)} of ${firstLoadKib} KiB of script, gzipped (${[...loaded].length} files)`;
      if (kib > firstLoadKib) this.error(line);
      this.info(line);
    },
  };
}
