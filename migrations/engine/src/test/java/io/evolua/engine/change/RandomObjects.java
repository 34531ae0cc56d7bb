package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.Details;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.Table;
import io.evolua.engine.sql.Identifiers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An enum type, wherever a column is of it, and views over random tables, as the catalog words them. */
final class RandomObjects {

    /** The type that columns may be of; its values differ, but {@code sad} is always one. */
    static final QualifiedName MOOD = QualifiedName.of("mood");

    private static final List<List<String>> MOODS =
            List.of(List.of("sad", "ok"), List.of("sad", "ok", "happy"), List.of("ok", "it's", "sad"), List.of("sad"));

    /** Of PostgreSQL's own collations, which have the same numbers everywhere. */
    private static final int DEFAULT_COLLATION = 100;

    private static final int C_COLLATION = 950;

    private final Random random;
    private final List<DatabaseObject> objects = new ArrayList<>();
    private final SortedSet<Dependency> dependencies = new TreeSet<>();

    private RandomObjects(Random random) {
        this.random = random;
    }

    static SchemaObjects over(Collection<Table> tables, Random random) {
        RandomObjects objects = new RandomObjects(random);
        objects.mood(tables);
        List<Table> all = List.copyOf(tables);
        for (String view : List.of("v", "w")) {
            if (!all.isEmpty() && random.nextInt(3) == 0) {
                objects.view(QualifiedName.of(view), all.get(random.nextInt(all.size())));
            }
        }
        return SchemaObjects.of(objects.objects, objects.dependencies, new TreeSet<>());
    }

    private void mood(Collection<Table> tables) {
        EnumType mood = new EnumType(MOOD, MOODS.get(random.nextInt(MOODS.size())), Details.NONE);
        boolean used = false;
        for (Table table : tables) {
            for (Column column : table.columns()) {
                if (column.type().text().equals(MOOD.name())) {
                    used = true;
                    dependencies.add(new Dependency(ObjectId.column(table.name(), column.name()), mood.id()));
                    if (column.defaultValue().isPresent()) {
                        ObjectId value = new ObjectId(Kind.DEFAULT, table.name(), column.name());
                        dependencies.add(new Dependency(value, mood.id()));
                    }
                }
            }
            for (Index index : table.indexes()) {
                if (index.predicate().filter(p -> p.text().endsWith("::mood)")).isPresent()) {
                    dependencies.add(new Dependency(new ObjectId(Kind.INDEX, table.name(), index.name()), mood.id()));
                }
            }
        }
        if (used || random.nextInt(4) == 0) {
            objects.add(mood);
        }
    }

    private void view(QualifiedName name, Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        Collections.shuffle(columns, random);
        columns = columns.subList(0, Math.min(columns.size(), 1 + random.nextInt(3)));
        if (columns.isEmpty()) {
            return;
        }
        ObjectId id = ObjectId.of(Kind.VIEW, name);
        String names = columns.stream().map(c -> Identifiers.quote(c.name())).collect(Collectors.joining(",\n    "));
        String definition = " as\n SELECT " + names + "\n   FROM " + Identifiers.quote(table.name());
        String signature = columns.stream()
                .map(c -> Identifiers.quote(c.name()) + " " + c.type().text() + " " + collation(c))
                .collect(Collectors.joining(", "));
        objects.add(new DefinedObject(id, definition, signature, "", Details.NONE));
        if (columns.stream().anyMatch(c -> c.type().text().equals(MOOD.name()))) {
            dependencies.add(new Dependency(id, ObjectId.of(Kind.TYPE, MOOD)));
        }
        columns.forEach(c -> dependencies.add(new Dependency(id, ObjectId.column(table.name(), c.name()))));
    }

    private static int collation(Column column) {
        String type = column.type().text();
        if (!type.equals("text") && !type.startsWith("character varying")) {
            return 0;
        }
        return column.options().collation().isPresent() ? C_COLLATION : DEFAULT_COLLATION;
    }
}
