const yaml = require("js-yaml");
const markdownIt = require("markdown-it");

module.exports = (config) => {
  const markdown = markdownIt();
  config.setLibrary("md", markdown);
  config.addFilter("markdown", (text) => markdown.renderInline(text ?? ""));
  // Dates stay as they are typed, as they do in Factbox.
  const schema = yaml.FAILSAFE_SCHEMA;
  config.addDataExtension("yaml", (text) => yaml.load(text, { schema }));
  config.addPassthroughCopy("style.css");
  config.setUseGitIgnore(false);
  return { markdownTemplateEngine: false, templateFormats: ["md", "njk"] };
};
