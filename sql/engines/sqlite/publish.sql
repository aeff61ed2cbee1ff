-- A generation of gold is made visible to readers, in one step.

-- name: generation
-- What the published generation of a feed was built from.
select generation from gold.data_as_of where feed = @feed
