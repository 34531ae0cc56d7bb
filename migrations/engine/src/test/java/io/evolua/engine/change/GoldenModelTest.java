package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;

/** Many differences of many kinds at once: found completely, in an order that works, and taken back one by one. */
class GoldenModelTest {

    private static final String DATABASE = """
            create table "user" (id int primary key, name varchar(50), a1 text, pw varchar(50));
            create index pw_idx on "user" (pw);
            create table address (id int primary key, email varchar(100) not null);
            create table "order" (
                order_id int primary key,
                amount numeric(8,2) not null default 0,
                constraint ck_order_amount check (amount >= 0)
            );
            create table extra (x char, uid int references "user" (id));
            """;

    private static final String MODEL = """
            create table "user" (id int primary key, name varchar(50) not null, a1 text default 'x');
            create table address (
                id int primary key,
                email varchar(100) not null,
                street varchar(50),
                constraint uq_email unique (email)
            );
            create table "order" (
                order_id int primary key,
                amount numeric(10,2) default 0,
                user_id int references "user" (id),
                constraint ck_order_amount check (amount > -1)
            );
            create table item (
                id int primary key,
                description varchar(100),
                order_id int references "order" (order_id),
                check (length(description) > 5)
            );
            """;

    private static final String ROWS = """
            ;insert into "user" values (1, 'a', 'b', 'c');
            insert into address values (1, 'e');
            insert into "order" values (1, 5);
            insert into extra values ('x', 1)
            """;

    /** Also the check that has kept its name and got another expression. */
    @Test
    void A001_A002_A004_eleven_differences_and_one_that_goes_by_its_expression() {
        given(DATABASE)
                .target(MODEL)
                .changes(
                        "drop table extra",
                        "drop index pw_idx",
                        "alter table \"order\" drop constraint ck_order_amount",
                        "alter table address add column street varchar(50)",
                        "alter table \"order\" add column user_id integer",
                        """
                        alter table "order"
                            alter column amount drop default,
                            alter column amount type numeric(10,2),
                            alter column amount set default 0,
                            alter column amount drop not null""",
                        "alter table \"user\" alter column name set not null",
                        "alter table \"user\" alter column a1 set default 'x'::text",
                        "alter table \"user\" drop column pw",
                        "alter table address add constraint uq_email unique (email)",
                        "alter table \"order\" add constraint ck_order_amount"
                                + " CHECK ((amount > ('-1'::integer)::numeric))",
                        """
                        create table item (
                            id integer,
                            description varchar(100),
                            order_id integer,
                            constraint item_pkey primary key (id),
                            constraint item_order_id_fkey foreign key (order_id) references "order" (order_id),
                            constraint item_description_check CHECK ((length((description)::text) > 5))
                        )""",
                        "alter table \"order\" add constraint order_user_id_fkey"
                                + " foreign key (user_id) references \"user\" (id)")
                .comesBackBy(
                        "alter table \"order\" drop constraint order_user_id_fkey",
                        "drop table item",
                        "alter table \"order\" drop constraint ck_order_amount",
                        "alter table address drop constraint uq_email",
                        "alter table \"user\" add column pw varchar(50)",
                        "alter table \"user\" alter column a1 drop default",
                        "alter table \"user\" alter column name drop not null",
                        """
                        alter table "order"
                            alter column amount drop default,
                            alter column amount type numeric(8,2),
                            alter column amount set default 0,
                            alter column amount set not null""",
                        "alter table \"order\" drop column user_id",
                        "alter table address drop column street",
                        "alter table \"order\" add constraint ck_order_amount CHECK ((amount >= (0)::numeric))",
                        "create index pw_idx on \"user\" (pw)",
                        """
                        create table extra (
                            x char(1),
                            uid integer,
                            constraint extra_uid_fkey foreign key (uid) references "user" (id)
                        )""")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A003_the_same_in_another_schema() {
        String schema = "create schema app; set search_path = app; %s set search_path = public;";
        given(schema.formatted(DATABASE))
                .target(schema.formatted(MODEL))
                .changes(
                        "drop table app.extra",
                        "drop index app.pw_idx",
                        "alter table app.\"order\" drop constraint ck_order_amount",
                        "alter table app.address add column street varchar(50)",
                        "alter table app.\"order\" add column user_id integer",
                        """
                        alter table app."order"
                            alter column amount drop default,
                            alter column amount type numeric(10,2),
                            alter column amount set default 0,
                            alter column amount drop not null""",
                        "alter table app.\"user\" alter column name set not null",
                        "alter table app.\"user\" alter column a1 set default 'x'::text",
                        "alter table app.\"user\" drop column pw",
                        "alter table app.address add constraint uq_email unique (email)",
                        "alter table app.\"order\" add constraint ck_order_amount"
                                + " CHECK ((amount > ('-1'::integer)::numeric))",
                        """
                        create table app.item (
                            id integer,
                            description varchar(100),
                            order_id integer,
                            constraint item_pkey primary key (id),
                            constraint item_order_id_fkey foreign key (order_id) references app."order" (order_id),
                            constraint item_description_check CHECK ((length((description)::text) > 5))
                        )""",
                        "alter table app.\"order\" add constraint order_user_id_fkey"
                                + " foreign key (user_id) references app.\"user\" (id)")
                .goesUpAndDown();
    }

    @Test
    void A005_what_nobody_named_has_a_name_for_the_way_back() {
        given("create table p (id int primary key); create table c (p int)")
                .target("create table p (id int primary key); create table c (p int references p unique check (p > 0))")
                .changes(
                        "alter table c add constraint c_p_key unique (p)",
                        "alter table c add constraint c_p_check CHECK ((p > 0))",
                        "alter table c add constraint c_p_fkey foreign key (p) references p (id)")
                .comesBackBy(
                        "alter table c drop constraint c_p_fkey",
                        "alter table c drop constraint c_p_check",
                        "alter table c drop constraint c_p_key")
                .goesUpAndDown();
    }
}
