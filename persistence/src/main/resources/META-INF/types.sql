create type todostate as enum ('draft', 'todo', 'doing', 'done', 'trash');
