"""The formats of our files as JSON Schemas, for editors: built from the models, with the sentences that stand in the code."""
