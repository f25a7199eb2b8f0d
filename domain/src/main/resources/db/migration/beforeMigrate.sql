-- V015 makes a category's key of its English name. Where a company has none, another name serves: without a key the whole change
-- of the schema would fail. Runs before every migration and does something only for a schema older than V015.
do $$
begin
  if exists (select 1 from information_schema.columns
      where table_schema = current_schema() and table_name = 'request_type' and column_name = 'category') then
    update request_type set category = category || jsonb_build_object('en', (select value from jsonb_each_text(category) limit 1))
      where not category ? 'en' and category <> '{}';
  end if;
end $$;
