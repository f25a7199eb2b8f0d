create table invoice (
  id           uuid primary key,
  request_id   uuid not null references service_request,
  connector_id int not null references connector,
  external_id  text not null,
  number       text,
  amount       numeric(14, 2) not null,
  currency     text not null,
  due_on       date,
  paid_on      date,
  state        text not null,
  url          text,
  changed_at   timestamptz not null,
  unique (connector_id, external_id)
);
create index invoice_request on invoice (request_id);
