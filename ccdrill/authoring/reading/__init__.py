"""The text of a file: YAML and TOML as plain values with their places, and what is wrong with it as text."""
