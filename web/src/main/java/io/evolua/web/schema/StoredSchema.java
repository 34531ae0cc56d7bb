package io.evolua.web.schema;

import io.evolua.persistence.StoredTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database has.
 *
 * @param applied the descriptions of its revisions by version
 * @param tables those that the service can read
 */
public record StoredSchema(Map<String, String> applied, List<StoredTable> tables) {

    /** Keeps what it is given, in its order. */
    public StoredSchema {
        applied = Collections.unmodifiableMap(new LinkedHashMap<>(applied));
        tables = List.copyOf(tables);
    }
}
