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
            @Nullable Passport passport;
        }

        @Entity(name = "Book")
        static class Book {
            @Id
            long id = 1;

            String title = "title";

            @ManyToOne(optional = false)
            @Nullable Author author;

            @ManyToOne
            @NotNull
            @JoinColumn(
                    foreignKey =
                            @ForeignKey(
                                    name = "translated",
                                    foreignKeyDefinition =
                                            "FOREIGN KEY (translator_id) REFERENCES author (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"))
            @Nullable Author translator;

            @ManyToOne
            @JoinColumn(name = "a", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
            @Nullable Author withoutKey;

            @ManyToOne
            @JoinColumn(name = "b", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
            @Nullable Author withoutKeyEither;

            @Column(name = "editor_id")
            @Nullable Long editorId;

            @ManyToOne
            @JoinColumn(name = "editor_id", insertable = false, updatable = false)
            @Nullable Author editor;
        }

        @Entity(name = "Passport")
        static class Passport {
            @Id
            long id = 1;

            @OneToOne
            @JoinColumn(name = "author_id", nullable = false)
            @Nullable Author author;
        }

        @Entity(name = "Biography")
        static class Biography {
            @Id
            @Nullable Long id;

            @MapsId
            @OneToOne
            @Nullable Author author;
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
            @Nullable OrderId purchase;
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
            @Nullable Purchase purchase;

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
    void print() {
        System.out.println(Ddl.of(TestUnit.schemaOf(ToOne.class)));
        System.out.println(Ddl.of(TestUnit.schemaOf(Composite.class)));
        System.out.println(Ddl.of(TestUnit.schemaOf(ToMany.class)));
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
                        assertThat(entities.find(ToOne.Biography.class, 1L).author).isSameAs(book.author);
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
                            post.steps.add("s");
                            post.titles.put("l" + i, "t");
                            post.remarks.add(new ToMany.Remark());
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
                        assertThat(post.named.get("n1").id).isEqualTo(5);
                        assertThat(post.words).containsExactlyInAnyOrder("w2", "w3", "w4", "w9");
                        assertThat(post.steps).containsExactly("first", "s", "s", "s");
                        assertThat(post.titles).containsEntry("l1", "changed");
                        assertThat(post.remarks).hasSize(3);
                        assertThat(post.scores).containsValue(100);
                    });
        }
    }
}
