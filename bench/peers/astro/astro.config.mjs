import { defineConfig } from "astro/config";

export default defineConfig({
  cacheDir: "./cache",
  markdown: { smartypants: false, syntaxHighlight: false },
});
