-- Authors in books that the vendor never listed: counted, but without dates and nationalities.
-- severity: warn
select
    r.author_name,
    r.books
from gold.author_reach as r
where r.author_status = 'unknown'
