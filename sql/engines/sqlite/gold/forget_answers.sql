delete from {{schema}}.answers where feed = @feed
