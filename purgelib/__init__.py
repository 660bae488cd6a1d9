"""From a folder of texts about a human-rights affair to tidy tables, and from the tables to a report."""
