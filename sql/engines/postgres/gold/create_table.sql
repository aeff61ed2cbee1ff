-- One slot of a gold table. Its grain is unique, by digest where it is text: an index takes no text of any length.
create table if not exists gold_slots.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
) with (vacuum_truncate = off);

{{#if has_grain}}
create unique index if not exists {{q grain_index}} on gold_slots.{{q table}} (
    {{#each grain}}{{#if is_text}}md5({{q name}}){{else}}{{q name}}{{/if}}{{#unless @last}}, {{/unless}}{{/each}}
);
{{/if}}
