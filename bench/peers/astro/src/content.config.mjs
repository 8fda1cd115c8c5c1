import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";

const files = (pattern) => defineCollection({ loader: glob({ pattern, base: "content" }) });

export const collections = {
  articles: files("*/index.md"),
  sidebars: files("*/sidebars.yaml"),
};
