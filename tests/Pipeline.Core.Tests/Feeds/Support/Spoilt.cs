namespace Pipeline.Core.Tests.Feeds.Support;

/// <summary>A feed in which everything is wrong.</summary>
internal static class Spoilt
{
    public const string Feed =
        """
        feed: trade
        schedule: { at: 2 o'clock, time_zone: Berlin, deadline: soon }
        sources:
          vendor: { url: "ftp://loader:s3cret@ftp.example.com", password: s3cret, tls: maybe }
        distribution: by_key
        datasets:
          history:
            source: vndor
            file: ../books.xls
            mode: everything
            mode: full
            key: [nme, Price]
            guards: { max_deleted: 20% }
            skip_when: { label: [a] }
            columns:
              name: varchar
              Name: text
              run_id: text
              price: { type: decimal(9,2), trackd: false }
              sold_on: { type: date, zone: Mars/Base, format: dd.mm.yyyy }
              copy: { from: run_id, type: text }
          streams:
            source: vendor
            file: streams.csv
            mode: upsert
            on_conflict: ignore
            unreadable: ignore
            rows: data
            lists: {}
        """;

    public static string Message(string path) =>
        $$"""
        The file of feed 'shop' has 30 mistakes ({{path}}):
          feed.yaml:1: the feed is called 'trade', but its folder 'shop'; write feed: shop, or rename the folder
          feed.yaml:2: 'at' of the schedule is '2 o'clock'; write hours and minutes of the local day, from "00:00" to "23:59"
          feed.yaml:2: 'Berlin' is no time zone of the IANA list; did you mean 'Europe/Berlin'? Write a name such as Europe/Berlin or UTC
          feed.yaml:2: 'deadline' of the schedule is 'soon'; write a length of time up to 24h, such as 45s, 90m, 1h or 1h30m
          feed.yaml:4: source 'vendor' can't hold 'password': a password never stands in a feed file; write password_env: NAME_OF_THE_VARIABLE, or password_file: path
          feed.yaml:4: the URL of source 'vendor' holds a password; take it out of the file and write password_env: NAME_OF_THE_VARIABLE, or password_file: path
          feed.yaml:4: 'tls' of source 'vendor' is 'maybe'; write none or required
          feed.yaml:5: 'distribution' must be a map, and not an empty one; write distribution: { column: shop, reference: [products] }
          feed.yaml:7: dataset 'history' has the name under which the warehouse keeps its own tables; call it otherwise
          feed.yaml:8: dataset 'history' names the source 'vndor', which is none; did you mean 'vendor'? The sources are vendor
          feed.yaml:9: the file '../books.xls' of dataset 'history' must lie below its source's folder; write a path without '..', '\' or an empty part, and without '/' in front
          feed.yaml:10: 'mode' of dataset 'history' is 'everything'; write full, upsert or append
          feed.yaml:11: the key 'mode' comes twice, first on line 10; take one of them out
          feed.yaml:12: key names 'nme', which is no column of dataset 'history'; did you mean 'name'? Its columns are name, Name, run_id, price, sold_on, copy
          feed.yaml:12: key names 'Price', which is no column of dataset 'history'; did you mean 'price'? Its columns are name, Name, run_id, price, sold_on, copy
          feed.yaml:14: the value of 'label' in skip_when must be one text, number, true, false or null
          feed.yaml:16: column 'name' has the type 'varchar'; here it is called text; the types are text, integer, real, decimal(p,s), boolean, date, timestamp
          feed.yaml:17: column 'Name' has the name of 'name' on line 16 (letter case makes no difference); call it otherwise
          feed.yaml:18: column 'run_id' has the name of a column that the warehouse adds itself; call it otherwise and name the source's field with from: …
          feed.yaml:19: column 'price' holds an unknown key 'trackd'; did you mean 'tracked'? The keys here are from, type, format, zone, normalise, required, tracked, was
          feed.yaml:19: column 'price' has the type 'decimal(9'; between { } a decimal stands in quotes, because of its comma: "decimal(9,2)"
          feed.yaml:20: 'Mars/Base' is no time zone of the IANA list. Write a name such as Europe/Berlin or UTC, or feed for the schedule's own
          feed.yaml:20: the format 'dd.mm.yyyy' of column 'sold_on' does not hold a whole date; write the year as yyyy, the month as MM (mm is minutes), the day as dd
          feed.yaml:21: column 'copy' copies column 'run_id'; to read the source's own field 'run_id' write from: $.run_id
          feed.yaml:22: dataset 'streams' has no 'columns'; write columns: { name: text }
          feed.yaml:22: dataset 'streams' has no 'key'; write key: [name]
          feed.yaml:26: 'on_conflict' is for mode: append, and dataset 'streams' is upsert; take it out
          feed.yaml:27: 'unreadable' is for mode: full, and dataset 'streams' is upsert; take it out
          feed.yaml:28: 'rows' is for JSON files, and this one is CSV; take it out
          feed.yaml:29: 'lists' is for JSON files, and this one is CSV; take it out
        A feed is loaded as its file says or not at all: a key read wrongly would become wrong history.
        Nothing was fetched, and the warehouse is unchanged.
        Fix the file (docs/feeds.md is the reference), then run: validate shop
        """;
}
