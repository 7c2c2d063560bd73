create table photos (
  id bigint not null,
  url varchar(100) not null,
  primary key (id)
);

create table users (
  id bigint not null,
  name varchar(50) not null,
  about varchar(1000) not null,
  joined timestamp with time zone not null,
  photo_id bigint not null,
  primary key (id)
);

create table tags (
  id bigint not null,
  name varchar(30) not null,
  primary key (id)
);

create table stories (
  id bigint not null,
  author_id bigint not null,
  title varchar(150) not null,
  url varchar(250),
  domain varchar(100),
  created timestamp with time zone not null,
  score integer not null,
  hotness double precision not null,
  primary key (id)
);

create table story_tag (
  story_id bigint not null,
  tag_id bigint not null,
  primary key (story_id, tag_id)
);

create table comments (
  id bigint not null,
  story_id bigint not null,
  parent_id bigint,
  author_id bigint not null,
  created timestamp with time zone not null,
  score integer not null,
  body varchar(2000) not null,
  primary key (id)
);

create table votes (
  story_id bigint not null,
  user_id bigint not null,
  primary key (story_id, user_id)
);

create table pictures (
  id bigint not null,
  title varchar(100) not null,
  revision integer not null,
  primary key (id)
);

create table originals (
  picture_id bigint not null,
  content bytea not null,
  primary key (picture_id)
);

create table picture_views (
  picture_id bigint not null,
  number bigint not null,
  primary key (picture_id)
);

create table twofold_write_position (
  queue_name varchar(64) not null,
  partition_number integer not null,
  epoch varchar(32) not null,
  entry varchar(41) not null,
  primary key (queue_name, partition_number, epoch)
);
