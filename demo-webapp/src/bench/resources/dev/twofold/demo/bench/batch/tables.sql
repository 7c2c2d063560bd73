create table world (id bigint primary key, randomnumber integer not null);
insert into world select i, 1 + i * 7919 % 10000 from generate_series(1, 10000) i;

create table node (
  id bigint primary key,
  type integer not null,
  version bigint not null,
  data varchar(1000) not null
);
insert into node select i, 0, 1, repeat(md5(i::text), 4) from generate_series(1, 100000) i;

create table link (
  id1 bigint not null,
  link_type integer not null,
  id2 bigint not null,
  data varchar(255) not null,
  time bigint not null,
  primary key (link_type, id1, id2)
);
-- The number of links is Pareto: most nodes have none, one in a thousand over a hundred.
insert into link
  select i, n % 2, 1 + (i * 31 + n * 7919) % 100000, substr(md5(n::text), 1, 8), n
  from generate_series(1, 100000) i,
    lateral generate_series(1, least(1000, power((1 + i * 7919 % 10007) / 10008.0, -0.8)::int - 1)) n;
create index link_by_source on link (id1, link_type, time, id2);

create table item (
  id bigint primary key,
  name varchar(100) not null,
  price integer not null,
  quantity integer not null
);
insert into item select i, 'Item ' || i, i % 1000, i % 50 from generate_series(1, 100000) i;
analyze;
