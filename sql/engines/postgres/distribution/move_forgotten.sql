-- A forgotten key's versions move to where its stand-in places them, without values: the column that places a row can't be null, nor
-- be changed in place. The hashes and the intervals stay.
insert into silver.{{q table}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}})
select {{#each columns}}{{#if is_place}}@stand_in{{else}}{{#if is_forgotten}}null{{else}}{{q name}}{{/if}}{{/if}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;

delete from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;
