//! What HTML parsers do, knowing nothing of our table.
