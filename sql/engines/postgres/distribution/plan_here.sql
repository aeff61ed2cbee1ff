-- Statements are planned by the coordinator alone: a worker, and the coordinator as the worker that it may be, has not seen the tables
-- of this transaction.
set local citus.explain_distributed_queries = off
