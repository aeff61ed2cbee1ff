-- Changed records go to bronze and rejected records to quarantine, before anything is merged.

-- name: release_quarantine
-- What an earlier reading of the file rejected: this one records what it rejects. What was erased on demand is in no file any more.
delete from ops.quarantine where delivery_id = @delivery_id and raw <> ''
