-- Nobody else does it for a table as young as this, and without it the merge is planned for one of unknown size.
analyze {{stage}}
