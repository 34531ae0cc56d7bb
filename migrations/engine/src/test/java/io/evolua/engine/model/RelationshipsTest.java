package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.validation.constraints.NotNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.annotations.CascadeOnDelete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelationshipsTest {

    static class ToOne {
        @Entity(name = "Author")
        static class Author {
            @Id
            long id = 1;

            @OneToMany(mappedBy = "author")
            @CascadeOnDelete
            List<Book> books = new ArrayList<>();

            @OneToOne(mappedBy = "author")
            @Nullable
            Passport passport;
        }

        @Entity(name = "Book")
        static class Book {
            @Id
            long id = 1;

            String title = "title";

            @ManyToOne(optional = false)
            @Nullable
            Author author;

            @ManyToOne
            @NotNull
            @JoinColumn(
                    foreignKey =
                            @ForeignKey(
                                    name = "translated",
                                    foreignKeyDefinition =
                                            "FOREIGN KEY (translator_id) REFERENCES author (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"))
            Author translator = new Author();

            @ManyToOne
            @JoinColumn(name = "a", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
            @Nullable
            Author withoutKey;

            @ManyToOne
            @JoinColumn(name = "b", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
            @Nullable
            Author withoutKeyEither;

            @Column(name = "editor_id")
            @Nullable
            Long editorId;

            @ManyToOne
            @JoinColumn(name = "editor_id", insertable = false, updatable = false)
            @Nullable
            Author editor;
        }

        @Entity(name = "Passport")
        static class Passport {
            @Id
            long id = 1;

            @OneToOne
            @JoinColumn(name = "author_id", nullable = false)
            @Nullable
            Author author;
        }

        @Entity(name = "Biography")
        static class Biography {
            @Id
            @Nullable
            Long id;

            @MapsId
            @OneToOne
            @Nullable
            Author author;
        }
    }

    static class Composite {
        @Embeddable
        record NotThis(String x) {}

        @Embeddable
        static class OrderId implements Serializable {
            String shop = "shop";
            int number = 1;

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof OrderId id && id.shop.equals(shop) && id.number == number;
            }

            @Override
            public int hashCode() {
                return number;
            }
        }

        @Entity(name = "Purchase")
        static class Purchase {
            String customer = "customer";

            @EmbeddedId
            OrderId id = new OrderId();
        }

        static class LineId implements Serializable {
            @Nullable
            OrderId purchase;

            int position;

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof LineId id && id.position == position;
            }

            @Override
            public int hashCode() {
                return position;
            }
        }

        @Entity(name = "Line")
        @IdClass(LineId.class)
        static class Line {
            String article = "article";

            @Id
            @ManyToOne
            @JoinColumns({
                @JoinColumn(name = "order_number", referencedColumnName = "number"),
                @JoinColumn(name = "order_shop", referencedColumnName = "shop")
            })
            @Nullable
            Purchase purchase;

            @Id
            int position = 1;
        }
    }

    static class ToMany {
        @Entity(name = "Tag")
        static class Tag {
            @Id
            long id;

            @ManyToMany(mappedBy = "tags")
            Set<Post> posts = new HashSet<>();

            Tag() {}

            Tag(long id) {
                this.id = id;
            }
        }

        @Embeddable
        static class Remark {
            @Column(nullable = false)
            String text = "text";

            int stars;

            Remark() {}

            Remark(int stars) {
                this.stars = stars;
            }
        }

        @Entity(name = "Post")
        static class Post {
            @Id
            long id = 1;

            @ManyToMany
            @JoinTable(
                    name = "post_tag",
                    joinColumns = @JoinColumn(name = "post_id"),
                    inverseJoinColumns = @JoinColumn(name = "tag_id"),
                    foreignKey =
                            @ForeignKey(
                                    foreignKeyDefinition =
                                            "foreign key (post_id) references post (id) on delete cascade"),
                    inverseForeignKey = @ForeignKey(name = "of_tag"))
            Set<Tag> tags = new HashSet<>();

            @OneToMany
            @JoinTable(name = "post_own_tag")
            List<Tag> ownTags = new ArrayList<>();

            @OneToMany
            @JoinColumn(name = "pinned_by")
            @OrderColumn(name = "pinned_position")
            List<Tag> pinned = new ArrayList<>();

            @ManyToMany
            @JoinTable(name = "post_named_tag")
            @MapKeyColumn(name = "name", length = 20)
            Map<String, Tag> named = new HashMap<>();

            @OneToMany
            @JoinTable(name = "post_by_id")
            @MapKey(name = "id")
            Map<Long, Tag> byId = new HashMap<>();

            @ElementCollection
            @CollectionTable(name = "post_word")
            @Column(name = "word", length = 40)
            Set<String> words = new HashSet<>();

            @ElementCollection
            @OrderColumn(name = "position")
            @Column(name = "step")
            List<String> steps = new ArrayList<>();

            @ElementCollection
            @MapKeyColumn(name = "language")
            Map<String, String> titles = new HashMap<>();

            @ElementCollection
            List<Remark> remarks = new ArrayList<>();

            @ElementCollection
            @CollectionTable(name = "post_score")
            Map<Tag, Integer> scores = new HashMap<>();
        }
    }

    @Test
    void to_one_attributes_have_foreign_keys_as_they_say() {
        assertThat(Ddl.of(TestUnit.schemaOf(ToOne.class))).isEqualTo("""
                        create table author (
                          id bigint not null,
                          constraint author_pkey primary key (id)
                        );
                        create table biography (
                          author_id bigint not null,
                          constraint biography_pkey primary key (author_id)
                        );
                        create table book (
                          id bigint not null,
                          title character varying(255),
                          author_id bigint not null,
                          translator_id bigint not null,
                          a bigint,
                          b bigint,
                          editor_id bigint,
                          constraint book_pkey primary key (id)
                        );
                        create table passport (
                          id bigint not null,
                          author_id bigint not null,
                          constraint passport_pkey primary key (id),
                          constraint passport_author_id_key unique (author_id)
                        );
                        alter table biography add constraint biography_author_id_fkey foreign key (author_id) references author (id);
                        alter table book add constraint book_author_id_fkey foreign key (author_id) references author (id) on delete cascade;
                        alter table book add constraint book_editor_id_fkey foreign key (editor_id) references author (id);
                        alter table book add constraint translated /*!*/ foreign key (translator_id) references author (id) on update cascade on delete set null deferrable initially deferred;
                        alter table passport add constraint passport_author_id_fkey foreign key (author_id) references author (id);
                        """);
    }

    @Test
    void composite_keys_keep_the_order_of_their_attributes() {
        assertThat(Ddl.of(TestUnit.schemaOf(Composite.class))).isEqualTo("""
                        create table line (
                          order_shop character varying(255) not null,
                          order_number integer not null,
                          position integer not null,
                          article character varying(255),
                          constraint line_pkey primary key (order_shop, order_number, position)
                        );
                        create table purchase (
                          shop character varying(255) not null,
                          number integer not null,
                          customer character varying(255),
                          constraint purchase_pkey primary key (shop, number)
                        );
                        alter table line add constraint line_order_shop_order_number_fkey foreign key (order_shop, order_number) references purchase (shop, number);
                        """);
    }

    @Test
    void to_many_attributes_have_tables_of_their_own() {
        assertThat(Ddl.of(TestUnit.schemaOf(ToMany.class))).isEqualTo("""
                        create table post (
                          id bigint not null,
                          constraint post_pkey primary key (id)
                        );
                        create table post_by_id (
                          post_id bigint not null,
                          byid_id bigint not null,
                          constraint post_by_id_pkey primary key (post_id, byid_id),
                          constraint post_by_id_byid_id_key unique (byid_id)
                        );
                        create table post_named_tag (
                          post_id bigint not null,
                          named_id bigint not null,
                          name character varying(20) not null,
                          constraint post_named_tag_pkey primary key (post_id, name)
                        );
                        create table post_own_tag (
                          post_id bigint not null,
                          owntags_id bigint not null,
                          constraint post_own_tag_pkey primary key (post_id, owntags_id),
                          constraint post_own_tag_owntags_id_key unique (owntags_id)
                        );
                        create table post_remarks (
                          post_id bigint not null,
                          text character varying(255) not null,
                          stars integer not null
                        );
                        create table post_score (
                          post_id bigint not null,
                          scores_key bigint not null,
                          scores integer,
                          constraint post_score_pkey primary key (post_id, scores_key)
                        );
                        create table post_steps (
                          post_id bigint not null,
                          step character varying(255),
                          position integer
                        );
                        create table post_tag (
                          post_id bigint not null,
                          tag_id bigint not null,
                          constraint post_tag_pkey primary key (post_id, tag_id)
                        );
                        create table post_titles (
                          post_id bigint not null,
                          language character varying(255) not null,
                          titles character varying(255),
                          constraint post_titles_pkey primary key (post_id, language)
                        );
                        create table post_word (
                          post_id bigint not null,
                          word character varying(40) not null,
                          constraint post_word_pkey primary key (post_id, word)
                        );
                        create table tag (
                          id bigint not null,
                          pinned_by bigint,
                          pinned_position integer,
                          constraint tag_pkey primary key (id)
                        );
                        alter table post_by_id add constraint post_by_id_byid_id_fkey foreign key (byid_id) references tag (id);
                        alter table post_by_id add constraint post_by_id_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_named_tag add constraint post_named_tag_named_id_fkey foreign key (named_id) references tag (id);
                        alter table post_named_tag add constraint post_named_tag_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_own_tag add constraint post_own_tag_owntags_id_fkey foreign key (owntags_id) references tag (id);
                        alter table post_own_tag add constraint post_own_tag_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_remarks add constraint post_remarks_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_score add constraint post_score_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_score add constraint post_score_scores_key_fkey foreign key (scores_key) references tag (id);
                        alter table post_steps add constraint post_steps_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_tag add constraint of_tag /*!*/ foreign key (tag_id) references tag (id);
                        alter table post_tag add constraint post_tag_post_id_fkey foreign key (post_id) references post (id) on delete cascade;
                        alter table post_titles add constraint post_titles_post_id_fkey foreign key (post_id) references post (id);
                        alter table post_word add constraint post_word_post_id_fkey foreign key (post_id) references post (id);
                        alter table tag add constraint tag_pinned_by_fkey foreign key (pinned_by) references post (id);
                        """);
    }

    @Test
    void eclipselink_works_on_to_one() {
        try (TestUnit unit = TestUnit.of(ToOne.class, Composite.class);
                TestDatabase database = TestDatabase.create()) {
            unit.run(
                    database,
                    entities -> {
                        ToOne.Author author = new ToOne.Author();
                        entities.persist(author);
                        ToOne.Book book = new ToOne.Book();
                        book.author = author;
                        book.translator = author;
                        book.editorId = 1L;
                        entities.persist(book);
                        ToOne.Passport passport = new ToOne.Passport();
                        passport.author = author;
                        entities.persist(passport);
                        ToOne.Biography biography = new ToOne.Biography();
                        biography.author = author;
                        entities.persist(biography);
                        Composite.Purchase purchase = new Composite.Purchase();
                        entities.persist(purchase);
                        Composite.Line line = new Composite.Line();
                        line.purchase = purchase;
                        entities.persist(line);
                    },
                    entities -> {
                        ToOne.Book book = entities.find(ToOne.Book.class, 1L);
                        assertThat(book.editor).isSameAs(book.author);
                        assertThat(entities.find(ToOne.Biography.class, 1L).author)
                                .isSameAs(book.author);
                        Composite.Line line = entities.createQuery("select l from Line l", Composite.Line.class)
                                .getSingleResult();
                        assertThat(line.purchase).isNotNull();
                    });
        }
    }

    @Test
    void eclipselink_works_on_to_many() {
        try (TestUnit unit = TestUnit.of(ToMany.class);
                TestDatabase database = TestDatabase.create()) {
            unit.run(
                    database,
                    entities -> {
                        ToMany.Post post = new ToMany.Post();
                        for (int i = 1; i < 5; i++) {
                            ToMany.Tag tag = new ToMany.Tag(i);
                            entities.persist(tag);
                            post.tags.add(tag);
                            post.ownTags.add(tag);
                            post.pinned.add(tag);
                            post.named.put("n" + i, tag);
                            post.byId.put(tag.id, tag);
                            post.words.add("w" + i);
                            post.steps.add("s" + i);
                            post.titles.put("l" + i, "t");
                            post.remarks.add(new ToMany.Remark(i));
                            post.scores.put(tag, i);
                        }
                        entities.persist(post);
                    },
                    entities -> {
                        ToMany.Post post = entities.find(ToMany.Post.class, 1L);
                        ToMany.Tag first = entities.find(ToMany.Tag.class, 1L);
                        ToMany.Tag fifth = new ToMany.Tag(5);
                        entities.persist(fifth);
                        post.tags.remove(first);
                        post.ownTags.remove(first);
                        post.pinned.add(post.pinned.remove(0));
                        post.named.put("n1", fifth);
                        post.words.remove("w1");
                        post.words.add("w9");
                        post.steps.add(0, "first");
                        post.steps.remove(2);
                        post.titles.put("l1", "changed");
                        post.remarks.remove(0);
                        post.scores.put(first, 100);
                    },
                    entities -> {
                        ToMany.Post post = entities.find(ToMany.Post.class, 1L);
                        assertThat(post.tags).hasSize(3);
                        assertThat(post.pinned).extracting(t -> t.id).containsExactly(2L, 3L, 4L, 1L);
                        assertThat(post.named).hasEntrySatisfying("n1", tag -> assertThat(tag.id)
                                .isEqualTo(5));
                        assertThat(post.words).containsExactlyInAnyOrder("w2", "w3", "w4", "w9");
                        assertThat(post.steps).containsExactly("first", "s1", "s3", "s4");
                        assertThat(post.titles).containsEntry("l1", "changed");
                        assertThat(post.remarks).hasSize(3);
                        assertThat(post.scores).containsValue(100);
                    });
        }
    }
}
