insert into ops.withheld_gold (feed, generation) values (@feed, @generation)
