-- Which generation of a feed's gold its operator has rolled back.
select generation from ops.withheld_gold where feed = @feed
