package io.evolua.web.schema;

import io.evolua.persistence.StoredTable;
import java.util.List;
import java.util.Map;

/**
 * What the database has.
 *
 * @param applied the descriptions of its revisions by version
 * @param tables those that the service can read
 */
public record StoredSchema(Map<String, String> applied, List<StoredTable> tables) {}
