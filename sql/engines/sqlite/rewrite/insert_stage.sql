insert into temp.stage (
    change, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, source_from, valid_from, valid_to, is_latest{{#each columns}}, {{parameter}}{{/each}}
)
values (
    @change, @key_hash{{#if is_list}}, @parent_key_hash{{/if}}, @row_hash, @untracked_hash, @source_from, @valid_from, @valid_to, @is_latest{{#each columns}}, @{{parameter}}{{/each}}
)
