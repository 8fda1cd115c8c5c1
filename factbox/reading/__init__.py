"""Files of a project to what they say: decoding, YAML nodes, Markdown."""
