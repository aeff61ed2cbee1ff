delete from ops.withheld_gold where feed = @feed
