package io.evolua.web.page;

import io.evolua.persistence.StoredTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tables belong together: those between which foreign keys lead. */
final class TableGroups {

    private final List<StoredTable> tables;

    private TableGroups(List<StoredTable> tables) {
        this.tables = tables;
    }

    /** The largest first; within one, tables come before those that they refer to, as far as there is no circle. */
    static List<List<StoredTable>> of(List<StoredTable> tables) {
        return new TableGroups(tables).groups();
    }

    private List<List<StoredTable>> groups() {
        Set<String> done = new HashSet<>();
        List<List<StoredTable>> groups = new ArrayList<>();
        for (StoredTable table : tables) {
            if (!done.contains(table.name())) {
                Set<String> names = new HashSet<>();
                gather(table, names);
                done.addAll(names);
                groups.add(ordered(names));
            }
        }
        groups.sort(Comparator.comparing((List<StoredTable> group) -> -group.size()));
        return groups;
    }

    private void gather(StoredTable table, Set<String> names) {
        if (names.add(table.name())) {
            tables.stream()
                    .filter(near -> refers(table, near) || refers(near, table))
                    .forEach(near -> gather(near, names));
        }
    }

    private List<StoredTable> ordered(Set<String> names) {
        List<StoredTable> left = new ArrayList<>(
                tables.stream().filter(table -> names.contains(table.name())).toList());
        List<StoredTable> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            StoredTable next = left.stream()
                    .filter(table -> left.stream().noneMatch(source -> refersElsewhere(source, table)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean refersElsewhere(StoredTable source, StoredTable target) {
        return !source.name().equals(target.name()) && refers(source, target);
    }

    private static boolean refers(StoredTable source, StoredTable target) {
        return source.references().stream()
                .anyMatch(reference -> reference.otherTable().equals(target.name()));
    }
}
