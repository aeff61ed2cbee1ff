-- Ends what a coordinator that was killed has left prepared on the workers, as it had decided: what is accepted is then in silver.
select recover_prepared_transactions()
